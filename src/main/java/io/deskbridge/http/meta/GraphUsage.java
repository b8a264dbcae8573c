package io.deskbridge.http.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of its limits an app has used, as each answer tells
 * (developers.facebook.com/docs/graph-api/overview/rate-limiting).
 *
 * @param percent of the fullest limit; 0 when the answer does not tell
 * @param pause until a limit that is used up has room again; empty when the answer does not tell
 */
record GraphUsage(int percent, Optional<Duration> pause) {
    private static final String[] HEADERS = {"X-Business-Use-Case-Usage", "X-App-Usage", "X-Page-Usage"};
    private static final String[] SHARES = {"call_count", "total_cputime", "total_time"};

    static GraphUsage of(HttpAnswer answer) {
        int percent = 0;
        long minutes = 0;
        for (String header : HEADERS) {
            JsonNode json = answer.header(header)
                    .flatMap(text -> Json.tryRead(text.getBytes(StandardCharsets.UTF_8)))
                    .orElseGet(Json.MAPPER::nullNode);
            for (JsonNode node : json.findParents("call_count")) { // at the top, or in a list for each account
                for (String share : SHARES) {
                    percent = Math.max(percent, node.path(share).asInt(0));
                }
                minutes = Math.max(
                        minutes, node.path("estimated_time_to_regain_access").asLong(0));
            }
        }
        return new GraphUsage(percent, minutes > 0 ? Optional.of(Duration.ofMinutes(minutes)) : Optional.empty());
    }
}
