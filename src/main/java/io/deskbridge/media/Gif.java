package io.deskbridge.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A GIF is a header, colours and blocks (GIF89a Specification, 17 to 27); remarks and what programs add are blocks of their own. */
final class Gif {
    private static final int HEADER = 13;
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int END = 0x3b;
    private static final int REMARK = 0xfe;
    private static final int OF_A_PROGRAM = 0xff;
    private static final int PROGRAM = 11;
    /** How often it is repeated, and what its colours mean. */
    private static final Set<String> SEEN = Set.of("NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012");

    private final byte[] picture;

    private Gif(byte[] picture) {
        this.picture = picture;
    }

    static byte[] withoutMetadata(byte[] picture) throws IOException {
        return new Gif(picture).clean();
    }

    private byte[] clean() throws IOException {
        var out = new ByteArrayOutputStream(picture.length);
        int at = HEADER + colours(HEADER - 3);
        out.write(picture, 0, within(at));
        while (byteAt(at) != END) { // what stands behind it is no part of the picture
            int kind = byteAt(at);
            int end =
                    switch (kind) {
                        case IMAGE -> behindBlocks(at + 11 + colours(at + 9));
                        case EXTENSION -> behindBlocks(at + 2);
                        default -> throw new IOException("the picture has a block of unknown kind " + kind);
                    };
            if (kind == IMAGE || isSeen(at)) {
                out.write(picture, at, end - at);
            }
            at = end;
        }
        out.write(END);
        return out.toByteArray();
    }

    private boolean isSeen(int at) throws IOException {
        return switch (byteAt(at + 1)) {
            case REMARK -> false;
            case OF_A_PROGRAM ->
                byteAt(at + 2) == PROGRAM
                        && SEEN.contains(new String(picture, at + 3, PROGRAM, StandardCharsets.ISO_8859_1));
            default -> true;
        };
    }

    /** How many bytes the table of colours has that this byte announces. */
    private int colours(int at) throws IOException {
        int flags = byteAt(at);
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private int behindBlocks(int first) throws IOException {
        int at = first;
        while (byteAt(at) != 0) {
            at += 1 + byteAt(at);
        }
        return at + 1;
    }

    private int byteAt(int at) throws IOException {
        return picture[within(at + 1) - 1] & 0xff;
    }

    private int within(int length) throws IOException {
        if (length > picture.length) {
            throw new IOException("the picture ends within a block");
        }
        return length;
    }
}
