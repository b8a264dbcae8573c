package io.deskbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.http.AnswerRules;
import io.deskbridge.http.JsonApi;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The stub's API. The hub's channel and desk and the bare loop all speak through it, so that each does the same work. */
final class Wire {
    private final JsonApi api;

    Wire(Http http, URI base) {
        api = new JsonApi(http, base, AnswerRules.standard(Clock.systemUTC()));
    }

    /** What the stub answers to anything, read. */
    JsonNode get(String path, Map<String, String> query) {
        return api.exchange(api.get(path, query));
    }

    Batch<Message> messages(String account, Cursor since, int limit) {
        JsonNode answer =
                get("/messages", Map.of("account", account, "after", since.value(), "limit", String.valueOf(limit)));
        var messages = new ArrayList<Message>(limit);
        for (JsonNode one : answer.path("messages")) {
            String author = one.path("author").asText();
            messages.add(new MessageBuilder(
                            account,
                            one.path("id").asText(),
                            Kind.MENTION,
                            one.path("thread").asText(),
                            new Author(
                                    author,
                                    author,
                                    "Anna Brown",
                                    Optional.of(URI.create("https://network.example/" + author)),
                                    Optional.empty(),
                                    OptionalLong.of(12),
                                    false),
                            Instant.ofEpochMilli(one.path("at").asLong()))
                    .text(one.path("text").asText())
                    .permalink(URI.create("https://network.example/" + author + "/"
                            + one.path("id").asText()))
                    .build());
        }
        return new Batch<>(
                messages,
                new Cursor(answer.path("next").asText()),
                answer.path("more").asBoolean());
    }

    /** One entry, or several as one write. */
    record Written(String key, String messageId, String text) {}

    /**
     * Writes entries.
     *
     * @param ticket empty opens one
     * @return the ticket
     */
    String write(String account, String ticket, String subject, List<Written> entries) {
        String keys = String.join(",", entries.stream().map(Written::key).toList());
        String ids = String.join(",", entries.stream().map(Written::messageId).toList());
        URI uri = api.uri("/entries", Map.of("account", account, "ticket", ticket, "keys", keys, "ids", ids));
        var body = Map.of(
                "subject",
                subject,
                "comments",
                entries.stream().map(entry -> Map.of("body", entry.text())).toList());
        HttpCall call = HttpCall.write("POST", uri, "application/json", io.deskbridge.http.Json.bytes(body));
        String id = api.exchange(call).path("ticket").asText("");
        if (id.isEmpty()) {
            throw new Failure.Uncertain(call.name() + " named no ticket");
        }
        return id;
    }

    /** The ticket in which the key stands. */
    Optional<String> find(String account, String key) {
        return Optional.of(get("/find", Map.of("account", account, "keys", key))
                        .path("ticket")
                        .asText(""))
                .filter(id -> !id.isEmpty());
    }

    void note(String text) {
        api.exchange(api.write("POST", "/notes", Map.of("body", text)));
    }
}
