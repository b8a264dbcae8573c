package io.deskbridge.http.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads a moment as Meta writes it: in seconds as some webhooks do, or in words as the API does. */
public final class GraphTime {
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

    private GraphTime() {}

    /** Empty when there is none, or none that can be read. */
    public static Optional<Instant> of(JsonNode node) {
        if (node.isNumber() && node.asLong() > 0) {
            return Optional.of(Instant.ofEpochSecond(node.asLong()));
        }
        try {
            return node.isTextual()
                    ? Optional.of(OffsetDateTime.parse(node.asText(), WORDS).toInstant())
                    : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
