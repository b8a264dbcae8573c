package io.deskbridge.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * A film or a sound is boxes within boxes: length, name, content (ISO/IEC 14496-12, 4.2; QuickTime calls them atoms). Where
 * the pictures lie is told by their distance from the beginning, so nothing may move: what tells the place becomes empty
 * space of the same length.
 */
final class Film {
    private static final int HEAD = 8;
    private static final int LONG_HEAD = 16;
    /** User data, such as QuickTime's place; lists of keys and values; what programs add, such as XMP; 3GPP's place. */
    private static final Set<String> METADATA = Set.of("udta", "meta", "uuid", "loci");

    private static final Set<String> CONTAINERS = Set.of("moov", "trak");
    private static final byte[] EMPTY_SPACE = "free".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] film;

    private Film(byte[] film) {
        this.film = film;
    }

    static byte[] withoutMetadata(byte[] film) throws IOException {
        var copy = new Film(film.clone());
        copy.clean(0, film.length);
        return copy.film;
    }

    private void clean(int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            if (to - at < HEAD) {
                throw new IOException("the film ends within a box");
            }
            int head = HEAD;
            long length = Integer.toUnsignedLong(ByteBuffer.wrap(film, at, 4).getInt());
            String name = new String(film, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length == 1 && to - at >= LONG_HEAD) {
                head = LONG_HEAD;
                length = ByteBuffer.wrap(film, at + HEAD, 8).getLong();
            } else if (length == 0) {
                length = to - at; // up to the end
            }
            if (length < head || length > to - at) {
                throw new IOException("the box " + name + " is longer than what it is in");
            }
            int end = at + (int) length;
            if (METADATA.contains(name) || name.equals("trak") && isTrackOfData(at + head, end)) {
                System.arraycopy(EMPTY_SPACE, 0, film, at + 4, 4);
                Arrays.fill(film, at + head, end, (byte) 0);
            } else if (CONTAINERS.contains(name)) {
                clean(at + head, end);
            }
            at = end;
        }
    }

    /** Whether a track is neither picture nor sound but what the camera measured: its handler (hdlr) is of type meta. */
    private boolean isTrackOfData(int from, int to) {
        String track = new String(film, from, to - from, StandardCharsets.ISO_8859_1);
        int handler = track.indexOf("hdlr");
        // behind the name: version and flags, a word for QuickTime, the type
        return handler >= 0 && track.startsWith("meta", handler + 12);
    }
}
