package io.deskbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.PooledHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The stub's process, and what a bench asks of it. */
final class StubFork implements AutoCloseable {
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final Fork fork =
            new Fork("stub", Stub.class, List.of("-XX:+UseSerialGC", "-Xmx400m", "-Xmn200m"), List.of());
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

    /** @return when, in microseconds since 1970 */
    long supply(String account, int messages, int conversations) {
        return wire.get(
                        "/supply",
                        Map.of(
                                "account",
                                account,
                                "messages",
                                String.valueOf(messages),
                                "conversations",
                                String.valueOf(conversations)))
                .path("at")
                .asLong();
    }

    void delay(Duration delay) {
        wire.get("/delay", Map.of("millis", String.valueOf(delay.toMillis())));
    }

    Count count(String account) {
        JsonNode json = wire.get("/count", Map.of("account", account));
        return new Count(
                json.path("entries").asLong(),
                json.path("opened").asLong(),
                json.path("doubled").asLong(),
                json.path("last").asLong());
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
