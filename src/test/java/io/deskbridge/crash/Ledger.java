package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the hub says of itself, by its API. */
record Ledger(HubProcess hub) {
    /** How many rows of a table are in a state. */
    static long count(JsonNode counts, String table, String... states) {
        long sum = 0;
        for (String state : states) {
            sum += counts.path(table).path(state).asLong(0);
        }
        return sum;
    }

    static long all(JsonNode counts, String table) {
        long sum = 0;
        for (JsonNode count : counts.path(table)) {
            sum += count.asLong();
        }
        return sum;
    }

    JsonNode counts() {
        return hub.get("/api/counts");
    }

    /** Whether all that was said came in, and nothing is under way. */
    boolean isFinished(Story story) {
        JsonNode counts = counts();
        boolean waiting = count(counts, "messages", "waiting") > 0
                || count(counts, "comments", "waiting") > 0
                || count(counts, "replies", "waiting") > 0
                || count(counts, "notes", "waiting") > 0;
        return !waiting
                && count(counts, "messages", "ticketed", "appended", "dead") >= story.messagesPosted()
                && all(counts, "comments") >= story.answersWritten();
    }

    /** All rows of a list in a state, newest first. */
    List<JsonNode> list(String table, String state) {
        var items = new ArrayList<JsonNode>();
        String before = "";
        do {
            JsonNode page = hub.get(
                    "/api/" + table + "?limit=500&state=" + state + (before.isEmpty() ? "" : "&before=" + before));
            page.path("items").forEach(items::add);
            before = page.path("next").asText("");
        } while (!before.isEmpty());
        return items;
    }
}
