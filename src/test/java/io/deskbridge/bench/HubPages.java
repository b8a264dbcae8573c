package io.deskbridge.bench;

import io.deskbridge.core.HttpCall;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.PooledHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** What the hub tells of itself: its metrics and its health. */
final class HubPages implements AutoCloseable {
    private final PooledHttp http = new PooledHttp(new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 4, 4));
    private final String base;

    HubPages(Fork hub) {
        base = "http://127.0.0.1:" + hub.port();
    }

    String get(String path) {
        return http.exchange(HttpCall.get(URI.create(base + path))).text();
    }

    /** The sum of all lines of a metric; 0 when there is none. */
    double metric(String beginning) {
        return get("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
