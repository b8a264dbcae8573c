package io.deskbridge.contract;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Sends, as a hub does, what a channel's contract lets through on a reply: each type of file, pictures and films and others as
 * large as they may be, as many files as one message has.
 */
public final class TakenFiles {
    private final Channel channel;
    private final Message message;
    private final Supplier<SendKey> keys;
    private final MediaRule rule;

    private TakenFiles(Channel channel, Message message, Supplier<SendKey> keys) {
        this.channel = channel;
        this.message = message;
        this.keys = keys;
        this.rule = channel.contract().mediaFor(message.kind());
    }

    public static void areTaken(Channel channel, Message message, Supplier<SendKey> keys) {
        new TakenFiles(channel, message, keys).send();
    }

    private void send() {
        if (rule.maxCount() == 0) {
            return;
        }
        Set<String> types = rule.mimeTypes().isEmpty() ? Set.of("application/pdf") : new TreeSet<>(rule.mimeTypes());
        var full = new TreeSet<String>(); // one picture, one film and so on with all its bytes
        for (String type : types) {
            long most = rule.maxBytes(type);
            send(type, 1, full.add(type.replaceFirst("/.*", "")) ? most : 100);
        }
        send(types.iterator().next(), rule.maxCount(), 100);
    }

    private void send(String type, int count, long size) {
        String what = count + " of " + type + " with " + size + " bytes";
        String words = channel.contract().apartFor(message.kind()).isPresent() ? "" : what;
        var file = Attachment.of(Attachment.Type.FILE, "desk:" + type)
                .named("file")
                .typed(type);
        var reply = new Reply(
                message,
                new Agent("mia", "Mia"),
                words,
                Collections.nCopies(count, file),
                (attachment, max) -> new Media("file", type, bytes(type, size)));
        assertThatCode(() -> channel.send(reply, keys.get())).as(what).doesNotThrowAnyException();
    }

    /** Networks look how a picture begins. */
    private static byte[] bytes(String type, long size) {
        String head =
                switch (type) {
                    case "image/jpeg" -> "\u00ff\u00d8\u00ff\u00e0";
                    case "image/png" -> "\u0089PNG\r\n\u001a\n";
                    case "image/gif" -> "GIF89a";
                    case "image/webp" -> "RIFF\0\0\0\0WEBPVP8 ";
                    default -> "";
                };
        byte[] bytes = new byte[Math.toIntExact(size)];
        byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(first, 0, bytes, 0, first.length);
        return bytes;
    }
}
