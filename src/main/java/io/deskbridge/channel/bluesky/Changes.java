package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notices that posts which were brought before have been edited or deleted; the network tells nobody. */
final class Changes {
    private final Xrpc xrpc;
    private final PostViews views;

    Changes(Xrpc xrpc, PostViews views) {
        this.xrpc = xrpc;
        this.views = views;
    }

    List<Message> of(Memory memory, Posts posts, Instant now) {
        var changes = new ArrayList<Message>();
        Map<String, JsonNode> current =
                views.of(memory.recent().keySet().stream().toList());
        for (KnownPost known : memory.recent().values()) {
            JsonNode post = current.get(known.uri());
            if (post == null) {
                if (isGone(known)) {
                    changes.add(known.deleted(posts.channel(), posts.us(), now));
                }
            } else if (memory.isNew(known.uri(), post.path("cid").asText())) {
                changes.add(posts.readEdited(post, now));
            }
        }
        return changes;
    }

    /** A post is also left out when its author has blocked us or is suspended for a while; its record then still stands. */
    private boolean isGone(KnownPost known) {
        PostUri uri = PostUri.parse(known.uri()).orElseThrow();
        var parameters = Map.of("repo", uri.did(), "collection", PostUri.COLLECTION, "rkey", uri.rkey());
        try {
            return xrpc.find("com.atproto.repo.getRecord", parameters, Set.of("RecordNotFound", "RepoNotFound"))
                    .isEmpty();
        } catch (Failure.Rejected unknown) {
            return false;
        }
    }
}
