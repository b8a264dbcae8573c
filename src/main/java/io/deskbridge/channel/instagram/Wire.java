package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads people, times and addresses as Instagram writes them. */
final class Wire {
    /** {@code 2026-11-22T10:00:00+0000}, without a colon in the offset. */
    private Wire() {}

    static String text(JsonNode node) {
        return node.asText("");
    }

    static Optional<String> some(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isBlank());
    }

    static Optional<URI> uri(String text) {
        try {
            return text.matches("https?://.+") ? Optional.of(URI.create(text)) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** Whoever is known by the id alone is shown as a number. */
    static Author author(String id, String username, String name) {
        return new Author(
                id,
                username,
                name,
                username.isBlank() ? Optional.empty() : uri("https://www.instagram.com/" + username + "/"),
                Optional.empty(),
                OptionalLong.empty(),
                false);
    }
}
