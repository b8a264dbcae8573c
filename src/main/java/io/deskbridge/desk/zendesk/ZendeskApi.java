package io.deskbridge.desk.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.HttpCall.Effect;
import io.deskbridge.core.Media;
import io.deskbridge.http.JsonApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The calls of the Support API that the hub makes. */
final class ZendeskApi {
    private static final String PAGE = "100";
    /** Each changed ticket costs a call for its comments, and the smallest plan takes 200 calls a minute. */
    private static final String CHANGED = "50";
    /** No list that the hub reads has more; one that has would be read for ever. */
    private static final int MOST_PAGES = 100;

    private final JsonApi api;
    private final String authorization;

    ZendeskApi(ZendeskSettings settings, Http http, Clock clock) {
        URI base = Objects.requireNonNull(settings.baseUrl());
        api = new JsonApi(http, URI.create(base.toString().replaceAll("/+$", "") + "/api/v2"), new ZendeskRules(clock));
        authorization = settings.oauthToken().isEmpty()
                ? "Basic "
                        + Base64.getEncoder()
                                .encodeToString((settings.email() + "/token:"
                                                + settings.apiToken().reveal())
                                        .getBytes(StandardCharsets.UTF_8))
                : "Bearer " + settings.oauthToken().reveal();
    }

    String authorization() {
        return authorization;
    }

    Wire.Person me() {
        JsonNode answer = read("/users/me.json", Map.of());
        if (answer.path("user").path("id").isNull()) {
            // without credentials that it knows, Zendesk answers 200 and describes an anonymous user
            throw new Failure.Unauthorized("Zendesk does not know the credentials; check email and api-token");
        }
        return ZendeskMessages.person(answer);
    }

    Wire.Ticket ticket(String id) {
        return ZendeskMessages.ticket(read("/tickets/" + id + ".json", Map.of()));
    }

    /** All tickets with that external id, in no order. */
    List<Wire.Ticket> filedUnder(String externalId) {
        return all("/tickets.json", Map.of("external_id", externalId), ZendeskMessages::tickets);
    }

    Wire.Changed changedAfter(String cursor) {
        return ZendeskMessages.changed(
                read("/incremental/tickets/cursor.json", Map.of("cursor", cursor, "per_page", CHANGED)));
    }

    Wire.Changed changedSince(long epochSeconds) {
        return ZendeskMessages.changed(read(
                "/incremental/tickets/cursor.json",
                Map.of("start_time", String.valueOf(epochSeconds), "per_page", CHANGED)));
    }

    /** One page of comments, newest first. */
    Wire.Comments comments(String ticket, Optional<String> after) {
        return ZendeskMessages.comments(read(
                "/tickets/" + ticket + "/comments.json",
                Map.of(
                        "sort",
                        "-created_at",
                        "include",
                        "users",
                        "page[size]",
                        PAGE,
                        "page[after]",
                        after.orElse(""))));
    }

    /** What the hub wrote into the ticket, a set of marks for each write. */
    List<Set<String>> marks(String ticket) {
        return all("/tickets/" + ticket + "/audits.json", Map.of(), ZendeskMessages::marks);
    }

    Wire.Ticket create(Map<String, Object> ticket, String idempotencyKey) {
        return written(
                api.write("POST", "/tickets.json", Map.of("ticket", ticket)).with("Idempotency-Key", idempotencyKey));
    }

    Wire.Ticket update(String id, Map<String, Object> ticket) {
        return written(api.write("PUT", "/tickets/" + id + ".json", Map.of("ticket", ticket)));
    }

    /**
     * Adds a tag to those that are there. "If the same ticket is updated by multiple API requests at the same time, some
     * tags could be lost": Support API, Tags; so it is done only to the ticket as it was read.
     *
     * @throws Failure.Unavailable when the ticket is not any more as it was read: nothing was written
     */
    void tag(String id, String tag, String updatedAt) {
        exchange(api.write(
                        "PUT",
                        "/tickets/" + id + "/tags.json",
                        Map.of("tags", List.of(tag), "safe_update", true, "updated_stamp", updatedAt))
                .having(Effect.REPEATABLE_WRITE));
    }

    /**
     * Gives the ticket these tags and no others.
     *
     * @throws Failure.Unavailable when the ticket is not any more as it was read: nothing was written
     */
    void tags(String id, List<String> tags, String updatedAt) {
        exchange(api.write(
                        "PUT",
                        "/tickets/" + id + ".json",
                        Map.of("ticket", Map.of("tags", tags, "safe_update", true, "updated_stamp", updatedAt)))
                .having(Effect.REPEATABLE_WRITE));
    }

    private Wire.Ticket written(HttpCall call) {
        JsonNode answer = exchange(call);
        try {
            return ZendeskMessages.ticket(answer);
        } catch (Failure.Unreadable e) {
            throw new Failure.Uncertain(call.name() + " answered without a ticket", e);
        }
    }

    Optional<Wire.Person> person(String id) {
        try {
            return Optional.of(ZendeskMessages.person(read("/users/" + JsonApi.encode(id) + ".json", Map.of())));
        } catch (Failure.Rejected gone) {
            return Optional.empty();
        }
    }

    Optional<Wire.Person> personFiledUnder(String externalId) {
        return ZendeskMessages.people(read("/users/search.json", Map.of("external_id", externalId))).stream()
                .findFirst();
    }

    /** Twice is as good as once: the external id names the user. */
    Wire.Person createOrUpdate(Map<String, Object> user) {
        return ZendeskMessages.person(exchange(api.write("POST", "/users/create_or_update.json", Map.of("user", user))
                .having(Effect.REPEATABLE_WRITE)));
    }

    /** Uploads that no comment uses go away by themselves, so twice is as good as once. */
    String upload(Media media) {
        URI uri = api.uri("/uploads.json", Map.of("filename", media.name()));
        String type = media.mimeType().matches("[\\w.+-]+/[\\w.+-]+") ? media.mimeType() : "application/octet-stream";
        return ZendeskMessages.uploadToken(
                exchange(HttpCall.write("POST", uri, type, media.bytes()).having(Effect.REPEATABLE_WRITE)));
    }

    /** Groups or brands. */
    List<Wire.Named> named(String list) {
        return all("/" + list + ".json", Map.of(), answer -> ZendeskMessages.named(answer, list));
    }

    private <T> List<T> all(String path, Map<String, String> query, Function<JsonNode, Wire.Page<T>> read) {
        var items = new ArrayList<T>();
        var parameters = new LinkedHashMap<>(query);
        parameters.put("page[size]", PAGE);
        for (int page = 0; page < MOST_PAGES; page++) {
            Wire.Page<T> next = read.apply(read(path, parameters));
            items.addAll(next.items());
            if (next.next().isEmpty()) {
                return items;
            }
            parameters.put("page[after]", next.next().get());
        }
        throw new Failure.Unreadable("Zendesk's list " + path + " has more than " + MOST_PAGES + " pages");
    }

    private JsonNode read(String path, Map<String, String> query) {
        return exchange(api.get(path, query));
    }

    private JsonNode exchange(HttpCall call) {
        return api.exchange(call.with("Authorization", authorization));
    }
}
