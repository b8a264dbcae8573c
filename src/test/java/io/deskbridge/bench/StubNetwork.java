package io.deskbridge.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A network that is polled. What an account has to read are the messages 1 to its supply, made on the fly when they are
 * read. Each supply has conversations of its own, and its messages go round them.
 */
final class StubNetwork {
    private static final byte[] TEXT = words();

    private final Map<String, Supply> accounts = new HashMap<>();

    private record Supply(long from, long to, int conversations, long window, int round) {
        static final Supply NONE = new Supply(0, 0, 1, 0, 0);
    }

    /**
     * Gives the account so many messages more.
     *
     * @param window how many of them may be read ahead of what the desk has of them
     */
    void supply(String account, int messages, int conversations, long window) {
        Supply old = accounts.getOrDefault(account, Supply.NONE);
        accounts.put(account, new Supply(old.to(), old.to() + messages, conversations, window, old.round() + 1));
    }

    /**
     * Messages after the given one, oldest first.
     *
     * @param taken how many of this supply the desk has
     */
    byte[] read(String account, long taken, long after, int limit) {
        Supply supply = accounts.getOrDefault(account, Supply.NONE);
        long shown = supply.to() - supply.from() - taken <= supply.window()
                ? supply.to()
                : supply.from() + taken + supply.window();
        long last = Math.max(after, Math.min(shown, after + limit));
        var json = new ByteArrayOutputStream(256 + (int) (last - after) * (TEXT.length + 128));
        append(json, "{\"messages\":[");
        for (long number = after + 1; number <= last; number++) {
            long conversation = number % supply.conversations();
            append(
                    json,
                    (number > after + 1 ? "," : "") + "{\"id\":\"" + number + "\",\"thread\":\"r" + supply.round() + "-"
                            + conversation + "\",\"author\":\"anna" + conversation + "\",\"at\":"
                            + System.currentTimeMillis() + ",\"text\":\"" + number + " ");
            json.writeBytes(TEXT);
            append(json, "\"}");
        }
        append(json, "],\"next\":\"" + last + "\",\"more\":" + (last < supply.to()) + "}");
        return json.toByteArray();
    }

    private static void append(ByteArrayOutputStream json, String text) {
        json.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** About 1 KB, as long as the longest messages of most networks. */
    private static byte[] words() {
        return "The parcel did not come, and nobody answers the telephone. What now? "
                .repeat(15)
                .substring(0, 1016)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
