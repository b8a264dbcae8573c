package io.deskbridge.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A PNG is a signature and chunks: length, name, content, checksum (W3C, PNG Specification, 5.3). */
final class Png {
    private static final int SIGNATURE = 8;
    private static final int AROUND_CONTENT = 12;
    private static final Set<String> METADATA = Set.of("eXIf", "tEXt", "zTXt", "iTXt", "tIME");

    private Png() {}

    /** Whether it is a film of several pictures (W3C, PNG Specification, 11.3.6); what is broken may be one. */
    static boolean moves(byte[] picture) {
        return new String(picture, StandardCharsets.ISO_8859_1).contains("acTL");
    }

    static byte[] withoutMetadata(byte[] picture) throws IOException {
        var out = new ByteArrayOutputStream(picture.length);
        out.write(picture, 0, Math.min(SIGNATURE, picture.length));
        int at = SIGNATURE;
        String name = "";
        while (!name.equals("IEND")) { // what stands behind it is no part of the picture
            if (picture.length - at < AROUND_CONTENT) {
                throw new IOException("the picture ends within a chunk");
            }
            int length = ByteBuffer.wrap(picture, at, 4).getInt();
            name = new String(picture, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length < 0 || length > picture.length - at - AROUND_CONTENT) {
                throw new IOException("the chunk " + name + " is longer than the picture");
            }
            if (!METADATA.contains(name)) {
                out.write(picture, at, length + AROUND_CONTENT);
            }
            at += length + AROUND_CONTENT;
        }
        return out.toByteArray();
    }
}
