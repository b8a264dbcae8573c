package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the lexicons say about texts, refused in the words of the real PDS. */
final class TextRules {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private TextRules() {}

    static void post(ObjectNode record) {
        String where = "Invalid app.bsky.feed.post record: ";
        for (String key : new String[] {"text", "createdAt"}) {
            if (!record.path(key).isTextual()) {
                throw XrpcError.invalid(where + "Missing required key \"" + key + "\" at $.record");
            }
        }
        length(where, record.path("text").asText(), 300, 3000, "$.record.text");
        if (record.at("/embed/images").size() > 4) {
            throw XrpcError.invalid(where + "array too big (maximum 4, got "
                    + record.at("/embed/images").size() + ") at $.record.embed.images");
        }
    }

    static void directMessage(String text) {
        length("Invalid message: ", text, 1000, 10_000, "$.message.text");
    }

    private static void length(String where, String text, int maxGraphemes, int maxBytes, String path) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw XrpcError.invalid(where + "string too big (maximum " + maxBytes + ", got " + bytes + ") at " + path);
        }
        long graphemes = GRAPHEME.matcher(text).results().count();
        if (graphemes > maxGraphemes) {
            throw XrpcError.invalid(
                    where + "grapheme too big (maximum " + maxGraphemes + ", got " + graphemes + ") at " + path);
        }
    }
}
