package io.deskbridge.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** A WebP is a RIFF file: {@code RIFF}, length, {@code WEBP}, then chunks of name, length and content (RFC 9649). */
final class Webp {
    private static final int HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final Set<String> METADATA = Set.of("EXIF", "XMP ");
    /** In the first byte of VP8X: that there is Exif, and XMP. */
    private static final int HAS_METADATA = 0b1100;

    private Webp() {}

    static byte[] withoutMetadata(byte[] picture) throws IOException {
        if (picture.length < HEADER) {
            throw new IOException("the picture has no header");
        }
        var chunks = new ByteArrayOutputStream(picture.length);
        int end = HEADER - 4 + length(picture, 4);
        if (end < HEADER || end > picture.length) {
            throw new IOException("the picture is shorter than it says");
        }
        for (int at = HEADER; at < end; ) {
            if (end - at < CHUNK_HEADER) {
                throw new IOException("the picture ends within a chunk");
            }
            String name = new String(picture, at, 4, StandardCharsets.ISO_8859_1);
            int length = length(picture, at + 4);
            int whole = CHUNK_HEADER + length + (length & 1);
            if (length < 0 || length > end - at - CHUNK_HEADER) {
                throw new IOException("the chunk " + name + " is longer than the picture");
            }
            if (!METADATA.contains(name)) {
                int there = Math.min(whole, end - at); // the last one may lack its filling byte
                byte[] chunk = Arrays.copyOfRange(picture, at, at + there);
                if (name.equals("VP8X") && length > 0) {
                    chunk[CHUNK_HEADER] &= (byte) ~HAS_METADATA;
                }
                chunks.write(chunk, 0, chunk.length);
            }
            at += whole;
        }
        var out = ByteBuffer.allocate(HEADER + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
        out.put(picture, 0, 4).putInt(4 + chunks.size()).put(picture, 8, 4).put(chunks.toByteArray());
        return out.array();
    }

    private static int length(byte[] picture, int at) {
        return ByteBuffer.wrap(picture, at, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
