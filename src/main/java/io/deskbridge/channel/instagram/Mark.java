package io.deskbridge.channel.instagram;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.http.meta.Fingerprint;
import io.deskbridge.http.meta.Gap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a list was read: up to its newest message. Instagram tells times in seconds and lists some things late, so it is
 * read with an overlap, and what came within that is remembered.
 *
 * @param cursor that was asked with
 * @param read up to here
 * @param from nothing older is brought
 * @param seen what was brought within the overlap
 * @param gap what was left unread before
 */
record Mark(Cursor cursor, Instant read, Instant from, Set<String> seen, Optional<Gap> gap) {
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    static Mark of(Cursor cursor, Clock clock, Duration history) {
        if (cursor.isStart()) {
            Instant start = clock.instant().minus(history);
            return new Mark(cursor, start, start, Set.of(), Optional.empty());
        }
        List<String> parts = List.of(cursor.value().split(" "));
        Instant read = Instant.ofEpochMilli(Long.parseLong(parts.get(0)));
        return new Mark(
                cursor,
                read,
                read.minus(OVERLAP),
                parts.stream().skip(1).filter(part -> !Gap.isOne(part)).collect(Collectors.toUnmodifiableSet()),
                Gap.among(parts));
    }

    /** Where to begin when everything since then is to be read again. */
    static Cursor anew(Instant from) {
        return new Cursor(String.valueOf(from.toEpochMilli()));
    }

    /**
     * What the poll brought, oldest first.
     *
     * @param listed newest last within one second
     * @param left what was left unread
     */
    Batch<Message> brought(List<Message> listed, Optional<Gap> left) {
        List<Message> messages = fresh(listed);
        if (messages.isEmpty() && left.equals(gap)) {
            return Batch.nothing(cursor);
        }
        Instant last =
                messages.isEmpty() ? read : messages.get(messages.size() - 1).sentAt();
        Instant newest = last.isAfter(read) || cursor.isStart() ? last : read;
        Stream<String> within = listed.stream()
                .filter(message -> !message.sentAt().isBefore(newest.minus(OVERLAP)))
                .map(Mark::fingerprint)
                .distinct();
        return new Batch<>(messages, written(newest, left, within), left.isPresent());
    }

    /** What a poll brought of what was left before, oldest first; how far the list was read is not moved by it. */
    Batch<Message> caughtUp(List<Message> listed, Gap left) {
        return new Batch<>(fresh(listed), written(read, Optional.of(left), seen.stream()), true);
    }

    private List<Message> fresh(List<Message> listed) {
        return listed.stream()
                .filter(message -> !seen.contains(fingerprint(message)))
                .sorted(Comparator.comparing(Message::sentAt))
                .toList();
    }

    private static Cursor written(Instant read, Optional<Gap> gap, Stream<String> fingerprints) {
        return new Cursor(Stream.of(
                        Stream.of(String.valueOf(read.toEpochMilli())),
                        gap.stream().map(Gap::word),
                        fingerprints)
                .flatMap(words -> words)
                .collect(Collectors.joining(" ")));
    }

    private static String fingerprint(Message message) {
        return Fingerprint.of(message.id().value(), message.revision().id());
    }
}
