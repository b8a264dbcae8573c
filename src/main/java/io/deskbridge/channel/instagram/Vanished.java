package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.ListMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notices that a customer's comment is gone or hidden: Instagram tells nobody, and does not list it any more. */
final class Vanished {
    static final Words REMOVED = new Words("Removed on Instagram", "Auf Instagram entfernt");
    /** A poll asks for so many at most; the next one goes on. */
    private static final int MOST = 10;

    private final Account us;
    private final GraphApi api;

    Vanished(Account us, GraphApi api) {
        this.us = us;
        this.api = api;
    }

    /**
     * @param settled what needs no further look: it is gone, or is there though it is not listed
     */
    record Gone(List<Message> messages, List<String> settled) {}

    /** What was there before, should have been listed and was not: it is gone, or hidden. */
    Gone of(ListMemory memory, MediaLook look, Instant now) {
        var messages = new ArrayList<Message>();
        var settled = new ArrayList<String>();
        memory.known().values().stream()
                .filter(known -> known.kind().equals(Kind.COMMENT.name()))
                .filter(look::misses)
                .limit(MOST)
                .forEach(known -> {
                    settled.add(known.id());
                    Optional<JsonNode> there = api.find(known.id(), Comment.FIELDS);
                    if (there.isEmpty()) {
                        messages.add(removed(known, now));
                    }
                    there.map(json -> Comment.listed(
                                    json,
                                    known.thread(),
                                    Optional.empty(),
                                    Optional.of(known.parent()).filter(parent -> !parent.equals(known.thread()))))
                            .filter(Comment::hidden)
                            .ifPresent(comment -> messages.add(comment.message(us, now)));
                });
        return new Gone(messages, settled);
    }

    /** By its author, by our side or by Instagram: nobody tells. */
    private Message removed(ListMemory.Known known, Instant now) {
        return new MessageBuilder(
                        us.channel(),
                        known.id(),
                        Kind.COMMENT,
                        known.thread(),
                        Author.unknown(known.author()),
                        Instant.ofEpochMilli(known.sentAt()))
                .deletedAt(now)
                .notice(REMOVED)
                .build();
    }
}
