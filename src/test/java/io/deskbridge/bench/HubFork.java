package io.deskbridge.bench;

import io.deskbridge.http.HttpLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts the hub for a bench: an empty ledger, a route from the stub's network to its desk, the rest as shipped. */
final class HubFork {
    private final Path folder;
    private final List<String> jvm = new ArrayList<>(Fork.AS_SHIPPED);
    private final List<String> settings = new ArrayList<>();

    HubFork(int stubPort) {
        try {
            folder = Files.createTempDirectory(Bench.folder(), "hub");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        with("server.port", "0");
        with("spring.config.import", "");
        with("logging.level.root", "WARN");
        with("deskbridge.sandbox.enabled", "false");
        with("deskbridge.store.data", folder.resolve("data").toString());
        with("deskbridge.routes.folder", folder.resolve("routes").toString());
        with("deskbridge.hub.workers", String.valueOf(Bench.workers()));
        HttpLimits limits = limits(Bench.workers());
        with("deskbridge.http.per-remote", String.valueOf(limits.perRemote()));
        with("deskbridge.http.total", String.valueOf(limits.total()));
        with("deskbridge.desks.help.type", "stub");
        with("deskbridge.desks.help.url", "http://127.0.0.1:" + stubPort);
    }

    /** What both sides of a bench may open at once: a connection for each writer, and some to read and check by. */
    static HttpLimits limits(int writers) {
        return new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), writers + 8, writers * 2 + 8);
    }

    HubFork with(String key, String value) {
        settings.add("--" + key + "=" + value);
        return this;
    }

    HubFork jvm(String... options) {
        jvm.addAll(List.of(options));
        return this;
    }

    /** A channel that polls the stub, and a route from it to the desk. */
    HubFork polling(String channel, int stubPort) {
        with("deskbridge.channels." + channel + ".type", "stub");
        with("deskbridge.channels." + channel + ".url", "http://127.0.0.1:" + stubPort);
        return routed(channel);
    }

    /** So many channels {@code <group>-1, <group>-2, ...} that poll the stub at that pace. */
    HubFork pollingSeveral(String group, int count, String pace, int stubPort) {
        for (int i = 1; i <= count; i++) {
            polling(group + "-" + i, stubPort);
            with("deskbridge.channels." + group + "-" + i + ".pace", pace);
        }
        return this;
    }

    /** An X channel with its webhook, and a route from it to the desk. Its polling finds nothing. */
    HubFork pushed(String channel, int stubPort) {
        String key = "deskbridge.channels." + channel;
        with(key + ".type", "x");
        with(key + ".account", "acme");
        with(key + ".user-id", XCalls.USER_ID);
        with(key + ".base-url", "http://127.0.0.1:" + stubPort);
        with(key + ".bearer", "bench");
        with(key + ".consumer-secret", XCalls.SECRET);
        with(key + ".deletions-pace", "0s");
        return routed(channel);
    }

    /** A route from the channel to the desk, one file as an admin would write it. */
    HubFork routed(String channel) {
        try {
            Path routes = Files.createDirectories(folder.resolve("routes"));
            Files.writeString(
                    routes.resolve(channel + "-in.camel.yaml"),
                    """
                    - route:
                        id: %s-in
                        description: Messages become tickets.
                        from:
                          uri: channel:%s
                          steps:
                            - to:
                                uri: desk:help
                    """
                            .formatted(channel, channel));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Fork start() {
        return start("hub");
    }

    /** @param name of the process, where a bench runs several */
    Fork start(String name) {
        return new Fork(name, BenchHub.class, jvm, settings);
    }
}
