package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What Messenger takes from a page, and when. */
final class SendRules {
    private static final Duration FREE = Duration.ofHours(24);
    private static final Duration HUMAN_AGENT = Duration.ofDays(7);
    private static final int TEXT = 2000;
    private static final int METADATA = 1000;

    private SendRules() {}

    static void content(JsonNode message) {
        boolean words = message.hasNonNull("text");
        boolean file = message.hasNonNull("attachment");
        if (words == file) {
            throw GraphProblem.parameter("The message must have either text or an attachment");
        }
        if (words && message.path("text").asText().isBlank()) {
            throw GraphProblem.parameter("Param message[text] must be a non-empty UTF-8 encoded string");
        }
        if (message.path("text").asText("").length() > TEXT) {
            throw GraphProblem.parameter("Length of param message[text] must be less than or equal to " + TEXT);
        }
        if (message.path("metadata").asText("").length() > METADATA) {
            throw GraphProblem.parameter("Length of param message[metadata] must be less than or equal to " + METADATA);
        }
    }

    /** The person takes messages, and the answer comes soon enough for what it says it is. */
    static void reachable(Person person, JsonNode body, Optional<Instant> heard) {
        if (person.blocking()) {
            throw GraphProblem.of(551, 1545041, "This person isn't available right now.");
        }
        Instant until = heard.map(at -> at.plus(window(body))).orElse(Instant.EPOCH);
        if (Instant.now().isAfter(until)) {
            throw GraphProblem.of(10, 2018278, "This message is sent outside of allowed window.");
        }
    }

    private static Duration window(JsonNode body) {
        String type = body.path("messaging_type").asText("");
        String tag = body.path("tag").asText("");
        return switch (type) {
            case "RESPONSE", "UPDATE" -> FREE;
            case "MESSAGE_TAG" -> {
                if (!tag.equals("HUMAN_AGENT")) {
                    throw GraphProblem.parameter("Param tag must be one of {HUMAN_AGENT}");
                }
                yield HUMAN_AGENT;
            }
            default ->
                throw GraphProblem.parameter("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}");
        };
    }
}
