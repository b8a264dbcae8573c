package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The incremental exports: what changed since. The real ones leave out the last minute; here that is a setting, because
 * nobody who plays wants to wait for it.
 */
@RestController
@SandboxPart
@RequestMapping(Paths.API + "/incremental")
class ExportController {
    private final Tickets tickets;
    private final Login login;
    private final Duration lag;

    private record Changed(long change, long id, Instant at, Map<String, @Nullable Object> view) {}

    ExportController(Tickets tickets, Login login, @Value("${deskbridge.sandbox.zendesk.export-lag:0s}") Duration lag) {
        this.tickets = tickets;
        this.login = login;
        this.lag = lag;
    }

    @GetMapping("/tickets/cursor")
    Map<String, @Nullable Object> ticketsByCursor(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam(name = "start_time", required = false) @Nullable Long startTime,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(name = "per_page", defaultValue = "1000") int perPage) {
        admin(authorization);
        long after = cursor == null ? -1 : change(cursor);
        Instant from = cursor == null ? start(startTime) : Instant.EPOCH;
        List<Changed> all = tickets
                .list(
                        ticket -> ticket.change > after && !ticket.updatedAt.isBefore(from) && ripe(ticket.updatedAt),
                        ticket -> new Changed(ticket.change, ticket.id, ticket.updatedAt, Views.ticket(ticket)))
                .stream()
                .sorted(Comparator.comparingLong(Changed::change))
                .toList();
        List<Changed> page = all.subList(0, Math.min(perPage, all.size()));
        long last =
                page.isEmpty() ? Math.max(after, 0) : page.get(page.size() - 1).change();
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("tickets", page.stream().map(Changed::view).toList());
        answer.put("after_cursor", cursor(last));
        answer.put("after_url", Paths.address("/api/v2/incremental/tickets/cursor.json") + "?cursor=" + cursor(last));
        answer.put("before_cursor", null);
        answer.put("before_url", null);
        answer.put("end_of_stream", page.size() == all.size());
        return answer;
    }

    @GetMapping("/ticket_events")
    Map<String, @Nullable Object> ticketEvents(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam(name = "start_time") long startTime,
            @RequestParam(defaultValue = "") String include) {
        admin(authorization);
        Instant from = start(startTime);
        var events = tickets
                .list(ticket -> true, ticket -> ticket.audits.stream()
                        .filter(audit -> !audit.at().isBefore(from) && ripe(audit.at()))
                        .map(audit -> event(audit, include.contains("comment_events")))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(event -> (Long) Objects.requireNonNull(event.get("id"))))
                .toList();
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("ticket_events", events);
        answer.put("count", events.size());
        answer.put("end_of_stream", true);
        answer.put("end_time", Instant.now().getEpochSecond());
        answer.put("next_page", null);
        return answer;
    }

    private static Map<String, Object> event(Audit audit, boolean withComment) {
        var event = new LinkedHashMap<String, Object>();
        event.put("id", audit.id());
        event.put("ticket_id", audit.ticketId());
        event.put("timestamp", audit.at().getEpochSecond());
        event.put("created_at", audit.at().toString());
        event.put("updater_id", audit.updater());
        event.put("event_type", "Audit");
        if (withComment && audit.said() != null) {
            var child = new LinkedHashMap<>(Views.comment(audit));
            child.put("event_type", "Comment");
            child.put("comment_present", true);
            child.put("comment_public", audit.said().isPublic());
            event.put("child_events", List.of(child));
        } else {
            event.put("child_events", List.of());
        }
        return event;
    }

    private void admin(@Nullable String authorization) {
        if (!login.caller(authorization).role().equals("admin")) {
            throw Refusal.forbidden();
        }
    }

    private boolean ripe(Instant at) {
        return lag.isZero() || at.isBefore(Instant.now().minus(lag));
    }

    private static Instant start(@Nullable Long startTime) {
        if (startTime == null) {
            throw Refusal.badParameter(400, "Parameter start_time is required");
        }
        Instant start = Instant.ofEpochSecond(startTime);
        if (start.isAfter(Instant.now().minusSeconds(60))) {
            throw Refusal.badParameter(422, "Too recent start_time. Use a start_time older than 1 minute");
        }
        return start;
    }

    private static String cursor(long change) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("change|" + change).getBytes(StandardCharsets.UTF_8));
    }

    private static long change(String cursor) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Long.parseLong(plain.substring("change|".length()));
        } catch (RuntimeException e) {
            throw Refusal.badParameter(400, "Invalid cursor");
        }
    }
}
