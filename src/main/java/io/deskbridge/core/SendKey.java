package io.deskbridge.core;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one reply for ever: every attempt to send it carries the same key. A network that takes an idempotency key or a
 * record key gets one derived from it.
 *
 * @param number the reply's row in the ledger; never used twice
 * @param reservedAt when the row was made, to the millisecond; the same at each attempt
 * @param part 0 for a reply that is one post, and for the first post of a thread; the others are counted on
 */
public record SendKey(long number, Instant reservedAt, int part) {
    /** No thread has so many posts. Acknowledgements are numbered by themselves, and no reply's key may be one of theirs. */
    private static final int ACKNOWLEDGEMENT = 9_999;

    private static final Pattern TEXT = Pattern.compile("deskbridge-(\\d{1,18})-(\\d{1,18})(?:-(\\d{1,4}))?");

    public SendKey(long number, Instant reservedAt) {
        this(number, reservedAt, 0);
    }

    /**
     * The key of an acknowledgement, which differs from that of each reply.
     *
     * @param number the acknowledgement's row in the ledger
     */
    public static SendKey ofAcknowledgement(long number, Instant reservedAt) {
        return new SendKey(number, reservedAt, ACKNOWLEDGEMENT);
    }

    public boolean isOfAcknowledgement() {
        return part == ACKNOWLEDGEMENT;
    }

    /** The key of another post of the same reply. */
    public SendKey forPart(int other) {
        return new SendKey(number, reservedAt, other);
    }

    /** Reads what {@link #toString} wrote; empty when the text is no key of ours. */
    public static Optional<SendKey> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new SendKey(
                        Long.parseLong(matcher.group(1)),
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(2))),
                        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "deskbridge-" + number + "-" + reservedAt.toEpochMilli() + (part == 0 ? "" : "-" + part);
    }
}
