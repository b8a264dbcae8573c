package io.deskbridge.hub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Accounts that an app's network tells of and nobody has configured. What they are told is not taken, and as nobody would
 * miss it, it is said aloud: a warning in the log, a metric, and a detail of the health for a day.
 */
@Component
public class Strangers {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);
    private static final Duration SHOWN = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofHours(1);
    /** More than anybody reads; the names come from signed calls, so nobody can fill the memory with them either. */
    private static final int MOST = 1000;

    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<Met, Instant> last = new ConcurrentHashMap<>();
    private final Map<Met, Instant> warned = new ConcurrentHashMap<>();

    private record Met(String app, String addressee) {}

    Strangers(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A call told of somebody whom no channel of the app is configured for. */
    void met(String app, String addressee) {
        Counter.builder("deskbridge.webhook.strangers")
                .description("What webhook calls told of accounts that nobody has configured")
                .tag("app", app)
                .register(metrics)
                .increment();
        var met = new Met(app, addressee);
        Instant now = clock.instant();
        Instant before = warned.get(met);
        if (before == null || before.plus(PAUSE).isBefore(now)) {
            if (warned.size() < MOST) {
                warned.put(met, now);
            }
            LOG.warn(
                    "The app {} is told of \"{}\", and no channel of that app reads it: it is not taken. Configure a"
                            + " channel for it, or end the subscription at the network",
                    app,
                    addressee);
        }
        if (last.size() < MOST || last.containsKey(met)) {
            last.put(met, now);
        }
    }

    /** Who was met during the last day, by app; empty when nobody was. */
    public Map<String, List<String>> recent() {
        Instant since = clock.instant().minus(SHOWN);
        last.values().removeIf(at -> at.isBefore(since));
        var byApp = new TreeMap<String, List<String>>();
        last.keySet().stream()
                .map(Met::app)
                .distinct()
                .forEach(app -> byApp.put(
                        app,
                        last.keySet().stream()
                                .filter(met -> met.app().equals(app))
                                .map(Met::addressee)
                                .sorted()
                                .toList()));
        return byApp;
    }
}
