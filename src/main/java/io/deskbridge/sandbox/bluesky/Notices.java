package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who is told of which post: at most one notification for a post and person; a mention only by a facet; a reply only to
 * the author of the post directly above it.
 */
@Component
@SandboxPart
class Notices {
    /**
     * One notification.
     *
     * @param subject the post of the recipient's that it is about; empty for a mention
     */
    record Notice(String recipient, String uri, String reason, Optional<String> subject) {}

    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Instant> seen = new HashMap<>();
    private int silent;

    /** Tells nobody of the next posts, as the real AppView does when it indexes a reply before its parent. */
    synchronized void beSilent(int posts) {
        silent = posts;
    }

    synchronized void index(Stored post) {
        if (silent > 0) {
            silent--;
            return;
        }
        var told = new HashMap<String, Notice>();
        for (JsonNode facet : post.value().path("facets")) {
            for (JsonNode feature : facet.path("features")) {
                if (feature.path("$type").asText().endsWith("#mention")) {
                    String did = feature.path("did").asText();
                    told.putIfAbsent(did, new Notice(did, post.uri(), "mention", Optional.empty()));
                }
            }
        }
        tell(told, post, "reply", post.parent());
        String quoted = post.value().at("/embed/record/uri").asText("");
        tell(
                told,
                post,
                "quote",
                quoted.isEmpty() ? post.value().at("/embed/record/record/uri").asText("") : quoted);
        told.remove(post.did());
        notices.addAll(told.values());
    }

    private static void tell(Map<String, Notice> told, Stored post, String reason, String subject) {
        if (subject.startsWith("at://")) {
            String did = subject.split("/")[2];
            told.putIfAbsent(did, new Notice(did, post.uri(), reason, Optional.of(subject)));
        }
    }

    synchronized List<Notice> of(String did) {
        return notices.stream().filter(notice -> notice.recipient().equals(did)).toList();
    }

    synchronized void seen(String did, Instant at) {
        seen.put(did, at);
    }

    /** Until somebody said once what she has seen, the real AppView calls everything read. */
    synchronized boolean isRead(String did, Instant sortedAt) {
        Instant at = seen.get(did);
        return at == null || !sortedAt.isAfter(at);
    }
}
