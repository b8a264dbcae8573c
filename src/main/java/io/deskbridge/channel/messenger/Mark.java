package io.deskbridge.channel.messenger;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.http.meta.Gap;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far the list of conversations was read: up to its newest message. Messenger tells times in seconds there and may
 * list some things late, so a little of what was read is looked through again; what was brought from it is remembered, so
 * that it comes once.
 *
 * @param cursor that was asked with
 * @param read up to here
 * @param from nothing older is brought
 * @param known short hashes of the ids that were brought from the overlap
 * @param gap what was left unread before
 */
record Mark(Cursor cursor, Instant read, Instant from, Set<String> known, Optional<Gap> gap) {
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int MOST_KNOWN = 3000;

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
     * @param listed all that is not older than {@link #from}; the later one last within one second
     * @param left what was left unread
     */
    Batch<Message> brought(List<Message> listed, Optional<Gap> left) {
        List<Message> messages =
                listed.stream().sorted(Comparator.comparing(Message::sentAt)).toList();
        List<Message> fresh = messages.stream()
                .filter(message -> !known.contains(hash(message)))
                .toList();
        if (fresh.isEmpty() && left.equals(gap)) {
            return Batch.nothing(cursor);
        }
        Instant newest =
                messages.isEmpty() ? read : messages.get(messages.size() - 1).sentAt();
        Instant upTo = newest.isAfter(read) ? newest : read;
        Instant again = upTo.minus(OVERLAP);
        List<String> hashes = messages.stream()
                .filter(message -> !message.sentAt().isBefore(again))
                .map(Mark::hash)
                .distinct()
                .toList();
        Stream<String> remembered = hashes.stream().skip(Math.max(0, hashes.size() - MOST_KNOWN));
        return new Batch<>(fresh, written(upTo, left, remembered), left.isPresent());
    }

    /** What a poll brought of what was left before, oldest first; how far the list was read is not moved by it. */
    Batch<Message> caughtUp(List<Message> listed, Gap left) {
        List<Message> fresh = listed.stream()
                .filter(message -> !known.contains(hash(message)))
                .sorted(Comparator.comparing(Message::sentAt))
                .toList();
        return new Batch<>(fresh, written(read, Optional.of(left), known.stream()), true);
    }

    private static Cursor written(Instant read, Optional<Gap> gap, Stream<String> hashes) {
        return new Cursor(Stream.of(
                        Stream.of(String.valueOf(read.toEpochMilli())),
                        gap.stream().map(Gap::word),
                        hashes)
                .flatMap(words -> words)
                .collect(Collectors.joining(" ")));
    }

    /** Ids are long; of 48 bits two among a few thousand are hardly ever alike. */
    private static String hash(Message message) {
        byte[] id = message.id().value().getBytes(StandardCharsets.UTF_8);
        return Long.toString(UUID.nameUUIDFromBytes(id).getMostSignificantBits() >>> 16, Character.MAX_RADIX);
    }
}
