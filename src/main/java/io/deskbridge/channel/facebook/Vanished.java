package io.deskbridge.channel.facebook;

import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.ListMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Notices that what a customer wrote is gone, and reads single posts and comments. */
final class Vanished {
    /** A poll asks for so many at most; the next one goes on. */
    private static final int MOST = 10;

    private final Items items;
    private final GraphApi api;

    Vanished(Items items, GraphApi api) {
        this.items = items;
        this.api = api;
    }

    /**
     * What a poll listed.
     *
     * @param ids of posts and comments
     * @param complete posts of which all comments were listed
     * @param oldest of the posts; later ones were listed, if they are there
     */
    record Seen(Set<String> ids, Set<String> complete, Optional<Instant> oldest) {
        boolean misses(ListMemory.Known known) {
            if (ids.contains(known.id())) {
                return false;
            }
            return known.id().equals(known.thread())
                    ? oldest.filter(Instant.ofEpochMilli(known.sentAt())::isAfter)
                            .isPresent()
                    : complete.contains(known.thread());
        }
    }

    /**
     * @param settled what needs no further look: it is gone, or is there though it is not listed
     */
    record Gone(List<Message> messages, List<String> settled) {}

    /** What was there before, should have been listed and was not, if Facebook does not know it any more. */
    Gone of(ListMemory memory, Seen seen, Instant now) {
        var messages = new ArrayList<Message>();
        var settled = new ArrayList<String>();
        memory.known().values().stream().filter(seen::misses).limit(MOST).forEach(known -> {
            settled.add(known.id());
            if (api.find(known.id(), "id").isEmpty()) {
                messages.add(items.removed(
                        known.id(),
                        known.thread(),
                        Kind.valueOf(known.kind()),
                        known.author(),
                        Instant.ofEpochMilli(known.sentAt()),
                        now,
                        false));
            }
        });
        return new Gone(messages, settled);
    }

    /** As it stands now; empty when it is gone. */
    Optional<Item> read(String id, String thread) {
        boolean post = id.equals(thread);
        return api.find(id, post ? Wire.POST : Wire.COMMENT)
                .map(json -> post ? Wire.post(json, Kind.MENTION) : Wire.comment(json, thread))
                .filter(item -> !item.id().isEmpty());
    }
}
