package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody asks X to post, read from the wire. */
record NewPost(
        String text,
        Optional<Long> replyTo,
        List<String> withoutMentioning,
        Optional<Long> quoted,
        Optional<Long> previous,
        List<String> media,
        Optional<Instant> createdAt) {

    static NewPost read(JsonNode body) {
        JsonNode edit = body.path("edit_options");
        return new NewPost(
                body.path("text").asText(""),
                id(body.path("reply").path("in_reply_to_tweet_id")),
                texts(body.path("reply").path("exclude_reply_user_ids")),
                id(body.path("quote_tweet_id")),
                id(edit.has("previous_tweet_id") ? edit.path("previous_tweet_id") : edit.path("previous_post_id")),
                texts(body.path("media").path("media_ids")),
                time(body.path("sandbox_created_at")));
    }

    static Optional<Instant> time(JsonNode value) {
        try {
            return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
        } catch (DateTimeException e) {
            throw XProblem.invalid("'sandbox_created_at' is not an ISO time such as 2026-01-31T10:00:00Z.");
        }
    }

    static List<String> texts(JsonNode array) {
        var values = new ArrayList<String>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static Optional<Long> id(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(id(value.asText()));
    }

    static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw XProblem.invalid("The value [" + text + "] is not a valid id.");
        }
    }
}
