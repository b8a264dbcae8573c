package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import java.util.Optional;

/** Reads ids, people and times, which Facebook writes in more than one way. */
final class Ids {
    /** {@code 2026-11-22T10:00:00+0000}, without a colon in the offset. */
    private Ids() {}

    /** An id; old webhooks write some as numbers. Empty when there is none. */
    static String id(JsonNode node) {
        String text = node.asText("");
        return text.matches("[0-9_]+") ? text : "";
    }

    /** {@code 5} of {@code 3_5}: the part that is the thing's own. */
    static String last(String id) {
        return id.substring(id.lastIndexOf('_') + 1);
    }

    /** The author; empty when there is no id. */
    static Optional<Author> author(JsonNode id, JsonNode name) {
        String value = id(id);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String called = name.asText("");
        return Optional.of(new Author(
                value,
                called.isBlank() ? value : called,
                called,
                Optional.empty(),
                Optional.empty(),
                java.util.OptionalLong.empty(),
                false));
    }
}
