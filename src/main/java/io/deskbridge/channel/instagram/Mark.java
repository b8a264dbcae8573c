package io.deskbridge.channel.instagram;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.http.meta.Fingerprint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a list was read: up to its newest message. Instagram tells times in seconds and lists some things late, so it is
 * read with an overlap, and what came within that is remembered.
 *
 * @param cursor that was asked with
 * @param read up to here
 * @param from nothing older is brought
 * @param seen what was brought within the overlap
 */
record Mark(Cursor cursor, Instant read, Instant from, Set<String> seen) {
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    static Mark of(Cursor cursor, Clock clock, Duration history) {
        if (cursor.isStart()) {
            Instant start = clock.instant().minus(history);
            return new Mark(cursor, start, start, Set.of());
        }
        List<String> parts = List.of(cursor.value().split(" "));
        Instant read = Instant.ofEpochMilli(Long.parseLong(parts.get(0)));
        return new Mark(cursor, read, read.minus(OVERLAP), Set.copyOf(parts.subList(1, parts.size())));
    }

    /**
     * What the poll brought, oldest first.
     *
     * @param listed newest last within one second
     */
    Batch<Message> brought(List<Message> listed) {
        List<Message> messages = listed.stream()
                .filter(message -> !seen.contains(fingerprint(message)))
                .sorted(Comparator.comparing(Message::sentAt))
                .toList();
        if (messages.isEmpty()) {
            return Batch.nothing(cursor);
        }
        Instant last = messages.get(messages.size() - 1).sentAt();
        Instant newest = last.isAfter(read) || cursor.isStart() ? last : read;
        String within = listed.stream()
                .filter(message -> !message.sentAt().isBefore(newest.minus(OVERLAP)))
                .map(message -> " " + fingerprint(message))
                .distinct()
                .collect(Collectors.joining());
        return Batch.of(messages, new Cursor(newest.toEpochMilli() + within));
    }

    private static String fingerprint(Message message) {
        return Fingerprint.of(message.id().value(), message.revision().id());
    }
}
