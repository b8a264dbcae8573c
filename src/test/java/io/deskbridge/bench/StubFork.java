package io.deskbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.PooledHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stub's process, and what a bench asks of it. */
final class StubFork implements AutoCloseable {
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final Fork fork =
            new Fork("stub", Stub.class, List.of("-XX:+UseSerialGC", "-Xmx400m", "-Xmn200m"), List.of(Bench.stub()));
    private final PooledHttp http = new PooledHttp(new HttpLimits(STUCK, STUCK, 4, 4));
    private final Wire wire = new Wire(http, URI.create("http://127.0.0.1:" + fork.port()));

    /** What the desk took from an account since it was last supplied; times in microseconds since 1970. */
    record Count(long entries, long opened, long doubled, long last) {}

    int port() {
        return fork.port();
    }

    Fork fork() {
        return fork;
    }

    long supply(String account, int messages, int conversations) {
        return supply(account, messages, conversations, Long.MAX_VALUE);
    }

    /**
     * Gives an account messages, and forgets what the desk took from it.
     *
     * @param window how many of them may be read ahead of what the desk has of them
     * @return when, in microseconds since 1970
     */
    long supply(String account, int messages, int conversations, long window) {
        return wire.get(
                        "/supply",
                        Map.of(
                                "account",
                                account,
                                "messages",
                                String.valueOf(messages),
                                "conversations",
                                String.valueOf(conversations),
                                "window",
                                String.valueOf(window)))
                .path("at")
                .asLong();
    }

    /**
     * Gives each account of a group messages; the desk counts them together.
     *
     * @return when, in microseconds since 1970
     */
    long supplySeveral(String group, int accounts, int messagesEach, int conversationsEach) {
        return wire.get(
                        "/supply-several",
                        Map.of(
                                "account",
                                group,
                                "accounts",
                                String.valueOf(accounts),
                                "messages",
                                String.valueOf(messagesEach),
                                "conversations",
                                String.valueOf(conversationsEach)))
                .path("at")
                .asLong();
    }

    /** How long the desk takes for the account's entries. */
    void delay(String account, Duration delay) {
        wire.get("/delay", Map.of("account", account, "millis", String.valueOf(delay.toMillis())));
    }

    Count count(String account) {
        JsonNode json = wire.get("/count", Map.of("account", account));
        return new Count(
                json.path("entries").asLong(),
                json.path("opened").asLong(),
                json.path("doubled").asLong(),
                json.path("last").asLong());
    }

    /** When each message of the account came, in microseconds since 1970. */
    Map<String, Long> arrivals(String account) {
        var arrivals = new HashMap<String, Long>();
        URI uri = URI.create("http://127.0.0.1:" + fork.port() + "/arrivals?account=" + account);
        http.exchange(HttpCall.get(uri)).text().lines().forEach(line -> {
            int colon = line.indexOf(':');
            arrivals.put(line.substring(0, colon), Long.valueOf(line.substring(colon + 1)));
        });
        return arrivals;
    }

    /** Waits until the desk has so many entries of the account. */
    Count await(String account, int entries) throws InterruptedException {
        long before = -1;
        long since = System.nanoTime();
        while (true) {
            Count count = count(account);
            if (count.entries() >= entries) {
                return count;
            }
            if (count.entries() != before) {
                before = count.entries();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STUCK.toNanos()) {
                throw new IllegalStateException("the desk has " + before + " of " + entries + " entries of " + account
                        + " and got none for " + STUCK);
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        fork.close();
    }
}
