package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads recommendations, and the stars that they were until 2018. Both ways name the same fields. */
final class Ratings {
    private Ratings() {}

    static Item rating(String story, JsonNode json, Optional<Author> reviewer, Optional<Instant> sentAt) {
        String review = json.path("review_text").asText("");
        String verdict = verdict(json);
        return new Item(
                story,
                story,
                Kind.REVIEW,
                reviewer,
                (verdict + (verdict.isEmpty() || review.isEmpty() ? "" : "\n") + review).strip(),
                List.of(),
                Optional.empty(),
                sentAt,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** A recommendation outweighs the stars that come beside it. */
    private static String verdict(JsonNode json) {
        switch (json.path("recommendation_type").asText("").toUpperCase(java.util.Locale.ROOT)) {
            case "POSITIVE" -> {
                return "👍 (recommends)";
            }
            case "NEGATIVE" -> {
                return "👎 (does not recommend)";
            }
            default -> {
                int stars = json.path("rating").asInt(0);
                return stars >= 1 && stars <= 5 ? "★".repeat(stars) + "☆".repeat(5 - stars) : "";
            }
        }
    }
}
