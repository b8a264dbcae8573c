package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.ListMemory;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One look through our newest media and the comments below each: in one call for all of them, and in more where more is
 * new.
 */
final class MediaLook {
    /** Meta refuses a call that might bring too much: all that stands below ten media is some thousand comments. */
    private static final int PAGE = 10;

    private static final int MOST_PAGES = 50;
    private static final String COMMENTS = "{" + Comment.FIELDS + ",replies.limit(25){" + Comment.FIELDS + "}}";

    private final Account us;
    private final GraphApi api;
    private final int most;
    private final ListMemory memory;
    private final List<Comment> found = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> media = new HashSet<>();
    private final Set<String> complete = new HashSet<>();
    /** How far back the comments of a medium were listed. */
    private final Map<String, Instant> reach = new HashMap<>();

    private boolean allMedia;

    /**
     * @param most so many of the newest media are looked through
     * @param memory what was brought before
     */
    MediaLook(Account us, GraphApi api, int most, ListMemory memory) {
        this.us = us;
        this.api = api;
        this.most = most;
        this.memory = memory;
    }

    /** All that was listed, newest first. */
    List<Comment> comments() {
        var next = Optional.of(Map.of(
                "fields",
                "id,permalink,timestamp,comments.limit(25)" + COMMENTS,
                "limit",
                String.valueOf(Math.min(PAGE, most))));
        while (next.isPresent() && media.size() < most) {
            JsonNode page = api.get("/" + us.id() + "/media", next.get());
            int before = media.size();
            page.path("data").forEach(this::below);
            next = media.size() == before ? Optional.empty() : GraphApi.next(page);
        }
        allMedia = next.isEmpty();
        return List.copyOf(found);
    }

    /** Comments are told at once, so an old one is news only when it was hidden. */
    boolean isNew(Comment comment) {
        boolean late = comment.sentAt().filter(memory.start()::isAfter).isPresent();
        return !comment.id().isEmpty()
                && (!late || comment.hidden() && memory.known().containsKey(comment.id()))
                && memory.isNew(comment.id(), comment.wording());
    }

    /** Whether it should have been listed and was not. */
    boolean misses(ListMemory.Known known) {
        if (ids.contains(known.id())) {
            return false;
        }
        if (!media.contains(known.thread())) {
            return allMedia;
        }
        boolean reached = Optional.ofNullable(reach.get(known.thread()))
                .filter(Instant.ofEpochMilli(known.sentAt())::isAfter)
                .isPresent();
        return complete.contains(known.thread())
                || ids.contains(known.parent())
                || known.parent().equals(known.thread()) && reached;
    }

    private void below(JsonNode medium) {
        String id = Wire.text(medium.path("id"));
        media.add(id);
        Optional<URI> permalink = Wire.uri(Wire.text(medium.path("permalink")));
        Optional<JsonNode> page = Optional.of(medium.path("comments"));
        for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
            boolean news = false;
            for (JsonNode json : page.get().path("data")) {
                Comment comment = Comment.listed(json, id, permalink, Optional.empty());
                // newest first in the list, so an answer comes before what it answers
                replies(json.path("replies"), comment);
                add(comment);
                comment.sentAt().ifPresent(at -> reach.put(id, at));
                news |= isNew(comment);
            }
            Optional<Map<String, String>> next = GraphApi.next(page.get());
            if (next.isEmpty()) {
                complete.add(id);
            }
            page = news ? next.map(query -> api.get("/" + id + "/comments", query)) : Optional.empty();
        }
    }

    private void replies(JsonNode first, Comment top) {
        Optional<JsonNode> page = Optional.of(first);
        for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
            for (JsonNode json : page.get().path("data")) {
                add(Comment.listed(json, top.media(), top.permalink(), Optional.of(top.id())));
            }
            page = GraphApi.next(page.get()).map(query -> api.get("/" + top.id() + "/replies", query));
        }
    }

    private void add(Comment comment) {
        found.add(comment);
        ids.add(comment.id());
    }
}
