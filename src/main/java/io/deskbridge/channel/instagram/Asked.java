package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.http.meta.GraphApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a webhook leaves out and a message can do without: asked once for each id. The webhook call waits for it, so after
 * a failure nothing is asked for a while.
 *
 * @param <T> what is asked for
 */
final class Asked<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Asked.class);
    private static final int REMEMBERED = 5000;
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final GraphApi api;
    private final Clock clock;
    private final String fields;
    private final Function<JsonNode, Optional<T>> reading;
    private final Map<String, T> known = new LinkedHashMap<>();
    private volatile Instant silentUntil = Instant.EPOCH;

    Asked(GraphApi api, Clock clock, String fields, Function<JsonNode, Optional<T>> reading) {
        this.api = api;
        this.clock = clock;
        this.fields = fields;
        this.reading = reading;
    }

    Optional<T> of(String id) {
        synchronized (known) {
            T value = known.get(id);
            if (value != null) {
                return Optional.of(value);
            }
        }
        Optional<T> told = ask(id);
        told.ifPresent(value -> remember(id, value));
        return told;
    }

    void remember(String id, T value) {
        synchronized (known) {
            known.put(id, value);
            if (known.size() > REMEMBERED) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    private Optional<T> ask(String id) {
        if (!id.matches("\\d+") || clock.instant().isBefore(silentUntil)) {
            return Optional.empty();
        }
        try {
            return reading.apply(api.get("/" + id, Map.of("fields", fields)));
        } catch (Failure.Rejected e) { // about this one alone
            LOG.debug("Instagram does not tell {} of {}: {}", fields, id, e.getMessage());
            return Optional.empty();
        } catch (Failure e) {
            silentUntil = clock.instant().plus(PAUSE);
            LOG.debug("Instagram does not tell {} of {}: {}", fields, id, e.getMessage());
            return Optional.empty();
        }
    }
}
