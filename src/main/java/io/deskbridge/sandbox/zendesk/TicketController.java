package io.deskbridge.sandbox.zendesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.sandbox.SandboxPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets, their comments and their audits. */
@RestController
@SandboxPart
@RequestMapping(Paths.API + "/tickets")
class TicketController {
    private final Tickets tickets;
    private final People people;
    private final Login login;
    private final ObjectMapper json;
    private final Map<String, Made> byIdempotencyKey = new ConcurrentHashMap<>();

    private record Made(String request, Map<String, @Nullable Object> answer) {}

    TicketController(Tickets tickets, People people, Login login, ObjectMapper json) {
        this.tickets = tickets;
        this.people = people;
        this.login = login;
        this.json = json;
    }

    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> create(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TicketRequest.Envelope body)
            throws JsonProcessingException {
        Person caller = login.caller(authorization);
        TicketRequest request = required(body);
        String known = json.writeValueAsString(request);
        if (key == null) {
            return ResponseEntity.status(201).body(tickets.create(request, caller, TicketController::envelope));
        }
        var fresh = new boolean[1];
        Made made = byIdempotencyKey.computeIfAbsent(key, first -> {
            fresh[0] = true;
            return new Made(known, tickets.create(request, caller, TicketController::envelope));
        });
        if (!made.request().equals(known)) {
            throw Refusal.otherParameters();
        }
        return ResponseEntity.status(201)
                .header("x-idempotency-lookup", fresh[0] ? "miss" : "hit")
                .body(made.answer());
    }

    @PutMapping("/{id}")
    Map<String, @Nullable Object> update(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id,
            @RequestBody TicketRequest.Envelope body) {
        return tickets.update(id, required(body), login.caller(authorization), TicketController::envelope);
    }

    /** Adds them to those that are there. */
    @PutMapping("/{id}/tags")
    Map<String, @Nullable Object> addTags(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id,
            @RequestBody TicketRequest.Tags body) {
        return tickets.update(
                id, body.request(), login.caller(authorization), ticket -> Map.of("tags", List.copyOf(ticket.tags)));
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id) {
        login.caller(authorization);
        return tickets.show(id, TicketController::envelope);
    }

    @GetMapping
    Map<String, @Nullable Object> list(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam Map<String, String> parameters) {
        login.caller(authorization);
        String externalId = parameters.getOrDefault("external_id", "");
        var found = tickets.list(ticket -> externalId.isEmpty() || externalId.equals(ticket.externalId), Views::ticket);
        return Page.of("tickets", found, parameters, "/api/v2/tickets.json");
    }

    @GetMapping("/{id}/comments")
    Map<String, @Nullable Object> comments(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id,
            @RequestParam Map<String, String> parameters) {
        login.caller(authorization);
        List<Audit> said =
                new ArrayList<>(tickets.show(id, ticket -> ticket.comments().toList()));
        if ("-created_at".equals(parameters.get("sort")) || "desc".equals(parameters.get("sort_order"))) {
            Collections.reverse(said);
        }
        var page = new LinkedHashMap<>(Page.of(
                "comments",
                said.stream().map(Views::comment).toList(),
                parameters,
                "/api/v2/tickets/" + id + "/comments.json"));
        if (parameters.getOrDefault("include", "").contains("users")) {
            page.put(
                    "users",
                    said.stream()
                            .map(audit ->
                                    audit.said() == null ? 0 : audit.said().authorId())
                            .distinct()
                            .flatMap(author -> people.byId(author).stream())
                            .toList());
        }
        return page;
    }

    @PutMapping("/{id}/comments/{comment}/make_private")
    Map<String, Object> makePrivate(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id,
            @PathVariable long comment) {
        tickets.makePrivate(id, comment, login.caller(authorization));
        return Map.of();
    }

    @PutMapping("/{id}/comments/{comment}/redact")
    Map<String, Object> redact(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id,
            @PathVariable long comment,
            @RequestBody Map<String, String> body) {
        tickets.redact(id, comment, body.getOrDefault("text", ""), login.caller(authorization));
        return Map.of("comment", tickets.show(id, ticket -> ticket.comments()
                .filter(audit -> Objects.requireNonNull(audit.said()).id() == comment)
                .map(Views::comment)
                .findFirst()
                .orElseThrow()));
    }

    @GetMapping("/{id}/audits")
    Map<String, @Nullable Object> audits(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id,
            @RequestParam Map<String, String> parameters) {
        login.caller(authorization);
        var audits = tickets.show(
                id, ticket -> ticket.audits.stream().map(Views::audit).toList());
        return Page.of("audits", audits, parameters, "/api/v2/tickets/" + id + "/audits.json");
    }

    private static TicketRequest required(TicketRequest.Envelope body) {
        if (body.ticket() == null) {
            throw Refusal.badParameter(400, "Parameter ticket is required");
        }
        return body.ticket();
    }

    private static Map<String, @Nullable Object> envelope(Ticket ticket) {
        var envelope = new LinkedHashMap<String, @Nullable Object>();
        envelope.put("ticket", Views.ticket(ticket));
        return envelope;
    }
}
