package io.deskbridge.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Whether a document holds a photograph or film that tells where it was taken, as far as that can be seen: in PDF, PostScript
 * and old office files in what is not compressed, as photographs and what programs note usually are not; in ZIP and the
 * office files that are ZIPs in each file inside. What is encrypted, or packed twice, is not seen.
 */
final class Places {
    /** So that a file of a few kilobytes that says it is as large as a house ends. */
    private static final int MOST_BYTES = 100_000_000;

    private static final List<byte[]> DOCUMENTS = List.of(
            bytes("%PDF-"), bytes("%!PS"), bytes("\u00c5\u00d0\u00d3\u00c6"), bytes("\u00d0\u00cf\u0011\u00e0"));
    private static final byte[] ZIP = bytes("PK\u0003\u0004");
    /** As XMP, QuickTime and 3GPP's kin call it. */
    private static final List<byte[]> NAMES =
            List.of(bytes("GPSLatitude"), bytes("quicktime.location.ISO6709"), bytes("\u00a9xyz"));

    private static final byte[] EXIF = bytes("Exif\0\0");
    /** Exif 2.3, 4.6.3: where the table of the place is. */
    private static final int PLACE = 0x8825;

    private static final int FIELD = 12;

    private Places() {}

    static boolean areToldBy(byte[] document) {
        if (isAt(document, 0, ZIP)) {
            return isInZip(document);
        }
        return DOCUMENTS.stream().anyMatch(kind -> isAt(document, 0, kind)) && areToldIn(document);
    }

    private static boolean isInZip(byte[] zip) {
        int left = MOST_BYTES;
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry file = files.getNextEntry(); file != null && left > 0; file = files.getNextEntry()) {
                byte[] bytes = files.readNBytes(left);
                left -= bytes.length;
                if (areToldIn(bytes)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException unreadable) {
            return false; // encrypted, or packed in a way of its own
        }
    }

    private static boolean areToldIn(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            int here = at;
            if (NAMES.stream().anyMatch(name -> isAt(bytes, here, name))
                    || isAt(bytes, at, EXIF) && hasPlace(bytes, at + EXIF.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the Exif that begins there has a table of the place (TIFF 6.0, section 2). */
    private static boolean hasPlace(byte[] bytes, int at) {
        if (bytes.length - at < 8) {
            return false;
        }
        ByteBuffer exif = ByteBuffer.wrap(bytes, at, bytes.length - at).slice();
        exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int table = exif.getInt(4);
        if (table < 8 || table > exif.limit() - 2) {
            return false;
        }
        int fields = exif.getShort(table) & 0xffff;
        for (int field = table + 2; fields > 0 && field <= exif.limit() - FIELD; field += FIELD, fields--) {
            if ((exif.getShort(field) & 0xffff) == PLACE) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] bytes, int at, byte[] word) {
        if (bytes.length - at < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }
}
