package io.deskbridge.channel.bluesky;

import io.deskbridge.core.SendKey;

/**
 * Record keys of posts (https://atproto.com/specs/tid): 53 bits of microseconds and 10 bits that tell clocks apart, as 13
 * letters. Derived from the reply's key, so that every attempt to send it writes the same record.
 */
final class Tid {
    private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;

    private Tid() {}

    static String of(SendKey key) {
        // the posts of a thread follow one another by a millisecond each
        long micros = (key.reservedAt().toEpochMilli() + key.part()) * 1000 + key.number() % 1000;
        return encode(micros, key.number() / 1000 % 1024);
    }

    static String encode(long micros, long clock) {
        long value = (micros & 0x1F_FFFF_FFFF_FFFFL) << 10 | clock & 0x3FF;
        var text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (value & 31));
            value >>>= 5;
        }
        return new String(text);
    }

    /** Whether the text is such a key. */
    static boolean isValid(String text) {
        return text.length() == LENGTH
                && text.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)
                // the highest bit is always 0
                && ALPHABET.indexOf(text.charAt(0)) < 16;
    }
}
