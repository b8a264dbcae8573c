package io.deskbridge.hub;

import io.deskbridge.store.MessageRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How long people wait: from sent to ticketed, and from comment to published. */
@Component
class HubMetrics {
    private final MeterRegistry registry;

    HubMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void ticketed(MessageRow row, Instant now) {
        timer("deskbridge.sent.to.ticketed", "From sent on the network to standing in the desk")
                .tag("channel", row.conversation().channel())
                .register(registry)
                .record(between(row.message().sentAt(), now));
    }

    void published(String channel, Instant commented, Instant now) {
        timer("deskbridge.comment.to.published", "From written in the desk to standing on the network")
                .tag("channel", channel)
                .register(registry)
                .record(between(commented, now));
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).publishPercentileHistogram();
    }

    /** Remote clocks may be ahead of ours. */
    private static Duration between(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() ? Duration.ZERO : between;
    }
}
