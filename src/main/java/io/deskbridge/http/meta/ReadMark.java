package io.deskbridge.http.meta;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a list was read: up to its newest message. Meta tells times in seconds there and may list some things late, so a
 * little of what was read is looked through again; what was brought from it is remembered, so that it comes once.
 *
 * @param cursor that was asked with
 * @param read up to here
 * @param from nothing older is brought
 * @param seen what was brought within the overlap
 * @param gap what was left unread before
 */
record ReadMark(Cursor cursor, Instant read, Instant from, Set<String> seen, Optional<Gap> gap) {
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    /** The newest of them; what is forgotten comes twice and falls away in the ledger. */
    private static final int MOST_SEEN = 3000;

    /**
     * @param start where a first look begins
     */
    static ReadMark of(Cursor cursor, Instant start) {
        if (cursor.isStart()) {
            return new ReadMark(cursor, start, start, Set.of(), Optional.empty());
        }
        List<String> parts = List.of(cursor.value().split(" "));
        Instant read = Instant.ofEpochMilli(Long.parseLong(parts.get(0)));
        return new ReadMark(
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
     * @param listed in the order that holds within one second
     * @param left what was left unread
     */
    Batch<Message> brought(List<Message> listed, Optional<Gap> left) {
        List<Message> ordered = ordered(listed);
        List<Message> messages = fresh(ordered);
        if (messages.isEmpty() && left.equals(gap)) {
            return Batch.nothing(cursor);
        }
        Instant last =
                messages.isEmpty() ? read : messages.get(messages.size() - 1).sentAt();
        Instant newest = last.isAfter(read) ? last : read;
        List<String> within = ordered.stream()
                .filter(message -> !message.sentAt().isBefore(newest.minus(OVERLAP)))
                .map(ReadMark::fingerprint)
                .distinct()
                .toList();
        Stream<String> remembered = within.stream().skip(Math.max(0, within.size() - MOST_SEEN));
        return new Batch<>(messages, written(newest, left, remembered), left.isPresent());
    }

    /** What a poll brought of what was left before, oldest first; how far the list was read is not moved by it. */
    Batch<Message> caughtUp(List<Message> listed, Gap left) {
        return new Batch<>(fresh(ordered(listed)), written(read, Optional.of(left), seen.stream()), true);
    }

    private static List<Message> ordered(List<Message> listed) {
        return listed.stream().sorted(Comparator.comparing(Message::sentAt)).toList();
    }

    private List<Message> fresh(List<Message> ordered) {
        return ordered.stream()
                .filter(message -> !seen.contains(fingerprint(message)))
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
