package io.deskbridge.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.imaging.Imaging;
import org.apache.commons.imaging.formats.jpeg.JpegImageMetadata;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.jpeg.iptc.JpegIptcRewriter;
import org.apache.commons.imaging.formats.jpeg.xmp.JpegXmpRewriter;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

/** Exif, XMP and IPTC; of Exif remains which side is up, without which photographs lie on their side. */
final class Jpeg {
    private static final short UPRIGHT = 1;

    private Jpeg() {}

    static byte[] withoutMetadata(byte[] picture) throws IOException {
        short side = side(picture);
        byte[] bytes = rewritten(out -> new ExifRewriter().removeExifMetadata(picture, out));
        byte[] withoutExif = bytes;
        bytes = rewritten(out -> new JpegXmpRewriter().removeXmpXml(withoutExif, out));
        byte[] withoutXmp = bytes;
        bytes = rewritten(out -> new JpegIptcRewriter().removeIptc(withoutXmp, out));
        byte[] clean = bytes;
        return side == UPRIGHT
                ? clean
                : rewritten(out -> new ExifRewriter().updateExifMetadataLossless(clean, out, only(side)));
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

    private interface Rewriting {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] rewritten(Rewriting rewriting) throws IOException {
        var out = new ByteArrayOutputStream();
        rewriting.to(out);
        return out.toByteArray();
    }
}
