package io.deskbridge.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long webhook calls took, to the answer, by its status. */
final class WebhookTimes {
    private final MeterRegistry registry;
    private final Map<Integer, Timer> timers = new ConcurrentHashMap<>();

    WebhookTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    void took(int status, long nanos) {
        timers.computeIfAbsent(status, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(int status) {
        return Timer.builder("deskbridge.webhooks")
                .description("How long webhook calls took, from their headers to their answer")
                .tag("status", String.valueOf(status))
                .register(registry);
    }
}
