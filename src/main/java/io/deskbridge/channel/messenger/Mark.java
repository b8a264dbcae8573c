package io.deskbridge.channel.messenger;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
 */
record Mark(Cursor cursor, Instant read, Instant from, Set<String> known) {
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int MOST_KNOWN = 3000;

    static Mark of(Cursor cursor, Clock clock, Duration history) {
        if (cursor.isStart()) {
            Instant start = clock.instant().minus(history);
            return new Mark(cursor, start, start, Set.of());
        }
        String[] parts = cursor.value().split(" ");
        Instant read = Instant.ofEpochMilli(Long.parseLong(parts[0]));
        return new Mark(
                cursor, read, read.minus(OVERLAP), Stream.of(parts).skip(1).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * What the poll brought, oldest first.
     *
     * @param listed all that is not older than {@link #from}; the later one last within one second
     */
    Batch<Message> brought(List<Message> listed) {
        List<Message> messages =
                listed.stream().sorted(Comparator.comparing(Message::sentAt)).toList();
        List<Message> fresh = messages.stream()
                .filter(message -> !known.contains(hash(message)))
                .toList();
        if (fresh.isEmpty()) {
            return Batch.nothing(cursor);
        }
        Instant newest = messages.get(messages.size() - 1).sentAt();
        Instant upTo = newest.isAfter(read) ? newest : read;
        Instant again = upTo.minus(OVERLAP);
        List<String> hashes = messages.stream()
                .filter(message -> !message.sentAt().isBefore(again))
                .map(Mark::hash)
                .distinct()
                .toList();
        String next = Stream.concat(
                        Stream.of(String.valueOf(upTo.toEpochMilli())),
                        hashes.stream().skip(Math.max(0, hashes.size() - MOST_KNOWN)))
                .collect(Collectors.joining(" "));
        return Batch.of(fresh, new Cursor(next));
    }

    /** Ids are long; of 48 bits two among a few thousand are hardly ever alike. */
    private static String hash(Message message) {
        byte[] id = message.id().value().getBytes(StandardCharsets.UTF_8);
        return Long.toString(UUID.nameUUIDFromBytes(id).getMostSignificantBits() >>> 16, Character.MAX_RADIX);
    }
}
