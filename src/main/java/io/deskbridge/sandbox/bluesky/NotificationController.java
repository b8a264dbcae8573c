package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code app.bsky.notification}: newest first by the earlier of two clocks, paged backwards. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/bluesky/xrpc")
class NotificationController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Records records;
    private final Notices notices;
    private final Views views;

    NotificationController(Accounts accounts, Sessions sessions, Records records, Notices notices, Views views) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.records = records;
        this.notices = notices;
        this.views = views;
    }

    private record Shown(Notices.Notice notice, Stored post) {
        /** Sorts as text the way the list is sorted: by time, then by arrival. */
        String position() {
            return digits(post.sortedAt().toEpochMilli(), 15) + "::" + digits(post.sequence(), 9);
        }

        private static String digits(long number, int width) {
            String digits = String.valueOf(number);
            return "0".repeat(Math.max(0, width - digits.length())) + digits;
        }
    }

    @GetMapping("/app.bsky.notification.listNotifications")
    ObjectNode listNotifications(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam(defaultValue = "") List<String> reasons,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String cursor) {
        if (limit < 1 || limit > 100) {
            throw XrpcError.invalid("limit must be between 1 and 100");
        }
        Account account = sessions.require(authorization).account();
        List<Shown> page = shown(account).stream()
                .filter(shown ->
                        reasons.isEmpty() || reasons.contains(shown.notice().reason()))
                .filter(shown -> cursor.isEmpty() || shown.position().compareTo(cursor) < 0)
                .limit(limit)
                .toList();
        ObjectNode answer = Views.object();
        var list = answer.putArray("notifications");
        page.forEach(shown -> list.add(view(shown, account)));
        if (page.size() == limit) {
            answer.put("cursor", page.get(page.size() - 1).position());
        }
        return answer.put("priority", false);
    }

    /** Deleted posts are gone from the list, too. */
    private List<Shown> shown(Account account) {
        return notices.of(account.did()).stream()
                .flatMap(notice -> records.find(notice.uri()).stream().map(post -> new Shown(notice, post)))
                .sorted(Comparator.comparing(Shown::position).reversed())
                .toList();
    }

    private ObjectNode view(Shown shown, Account viewer) {
        Stored post = shown.post();
        ObjectNode view = Views.object().put("uri", post.uri()).put("cid", post.cid());
        view.set("author", views.profile(accounts.get(post.did()), Optional.of(viewer)));
        view.put("reason", shown.notice().reason());
        shown.notice().subject().ifPresent(subject -> view.put("reasonSubject", subject));
        view.set("record", post.value());
        view.put("isRead", notices.isRead(viewer.did(), post.sortedAt()));
        view.put("indexedAt", post.sortedAt().toString());
        view.putArray("labels");
        return view;
    }

    @PostMapping("/app.bsky.notification.updateSeen")
    void updateSeen(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        notices.seen(
                sessions.require(authorization).account().did(),
                Instant.parse(body.path("seenAt").asText()));
    }

    @GetMapping("/app.bsky.notification.getUnreadCount")
    Map<String, Long> getUnreadCount(@RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        Account account = sessions.require(authorization).account();
        return Map.of(
                "count",
                shown(account).stream()
                        .filter(shown ->
                                !notices.isRead(account.did(), shown.post().sortedAt()))
                        .count());
    }
}
