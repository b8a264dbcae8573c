package io.deskbridge.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.jpeg.JpegImageMetadata;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

/**
 * A JPEG is segments: mark, length, content (ITU-T T.81, B.1.1). Of those that programs add only what is needed to see the
 * picture remains, and of Exif which side is up, without which photographs lie on their side. What stands behind the end is
 * left out: phones put a film there that was taken at the same place, or a second picture with an Exif of its own.
 */
final class Jpeg {
    private static final short UPRIGHT = 1;
    private static final int BEGIN = 0xd8;
    private static final int END = 0xd9;
    private static final int PIXELS = 0xda;
    private static final int REMARK = 0xfe;
    private static final int FIRST_OF_PROGRAMS = 0xe0;
    private static final int LAST_OF_PROGRAMS = 0xef;
    /** The size of pixels, what the colours mean, and how they are written. */
    private static final Map<Integer, String> SEEN = Map.of(0xe0, "JFIF\0", 0xe2, "ICC_PROFILE\0", 0xee, "Adobe");

    private final byte[] picture;

    private Jpeg(byte[] picture) {
        this.picture = picture;
    }

    static byte[] withoutMetadata(byte[] picture) throws IOException {
        short side = side(picture);
        byte[] clean = new Jpeg(picture).clean();
        if (side == UPRIGHT) {
            return clean;
        }
        var out = new ByteArrayOutputStream();
        new ExifRewriter().updateExifMetadataLossless(clean, out, only(side));
        return out.toByteArray();
    }

    private byte[] clean() throws IOException {
        var out = new ByteArrayOutputStream(picture.length);
        int at = 0;
        while (at < picture.length) {
            int mark = mark(at);
            int end = end(at, mark);
            if (isSeen(at, mark)) {
                out.write(picture, at, end - at);
            }
            if (mark == END) {
                break;
            }
            at = end;
        }
        return out.toByteArray();
    }

    private int mark(int at) throws IOException {
        if (at + 2 > picture.length || unsigned(at) != 0xff) {
            throw new IOException("the picture ends within a segment");
        }
        return unsigned(at + 1);
    }

    private int end(int at, int mark) throws IOException {
        if (mark == 0xff) {
            return at + 1; // one more may stand in front of each mark
        }
        if (mark == BEGIN || mark == END || isWithinPixels(mark)) {
            return at + 2;
        }
        int length = at + 4 > picture.length ? 0 : ByteBuffer.wrap(picture).getShort(at + 2) & 0xffff;
        int end = at + 2 + length;
        if (length < 2 || end > picture.length) {
            throw new IOException("a segment is longer than the picture");
        }
        return mark == PIXELS ? behindPixels(end) : end;
    }

    /** Pixels have no length; they end where a mark stands that is none of theirs, or with a file that was cut off. */
    private int behindPixels(int from) {
        int at = from;
        while (at + 1 < picture.length && (unsigned(at) != 0xff || isWithinPixels(unsigned(at + 1)))) {
            at++;
        }
        return at + 1 < picture.length ? at : picture.length;
    }

    /** A byte of the pixels that looks like a mark, or where reading them may begin anew. */
    private static boolean isWithinPixels(int mark) {
        return mark == 0 || mark == 1 || mark >= 0xd0 && mark <= 0xd7;
    }

    private boolean isSeen(int at, int mark) {
        if (mark == REMARK || mark == 0xff) {
            return false;
        }
        if (mark < FIRST_OF_PROGRAMS || mark > LAST_OF_PROGRAMS) {
            return true;
        }
        byte[] name = SEEN.getOrDefault(mark, "").getBytes(StandardCharsets.ISO_8859_1);
        return name.length > 0
                && at + 4 + name.length <= picture.length
                && ByteBuffer.wrap(picture, at + 4, name.length).equals(ByteBuffer.wrap(name));
    }

    private int unsigned(int at) {
        return picture[at] & 0xff;
    }

    /** Which side is up, from 1 to 8, as Exif counts. */
    static short side(byte[] picture) throws IOException {
        return Imaging.getMetadata(picture) instanceof JpegImageMetadata metadata
                ? Optional.ofNullable(metadata.findExifValueWithExactMatch(TiffTagConstants.TIFF_TAG_ORIENTATION))
                        .map(Jpeg::value)
                        .orElse(UPRIGHT)
                : UPRIGHT;
    }

    private static short value(TiffField field) {
        try {
            return (short) field.getIntValue();
        } catch (IOException | RuntimeException unreadable) {
            return UPRIGHT; // as every viewer takes what it cannot read
        }
    }

    private static TiffOutputSet only(short side) throws IOException {
        var set = new TiffOutputSet();
        set.getOrCreateRootDirectory().add(TiffTagConstants.TIFF_TAG_ORIENTATION, side);
        return set;
    }
}
