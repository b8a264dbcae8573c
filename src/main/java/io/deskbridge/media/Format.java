package io.deskbridge.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What a file is by its first bytes; neither its name nor what anybody says of it counts. */
enum Format {
    JPEG("JPEG", Cleaned.YES),
    PNG("PNG", Cleaned.YES),
    WEBP("WebP", Cleaned.YES),
    GIF("GIF", Cleaned.YES),
    /** MP4, QuickTime, 3GPP, and sounds in them. */
    FILM("MP4", Cleaned.YES),
    HEIC("HEIC", Cleaned.NO_PICTURE),
    AVIF("AVIF", Cleaned.NO_PICTURE),
    /** What most cameras call RAW is one as well. */
    TIFF("TIFF/RAW", Cleaned.NO_PICTURE),
    RAW("RAW", Cleaned.NO_PICTURE),
    JPEG_XL("JPEG XL", Cleaned.NO_PICTURE),
    JPEG_2000("JPEG 2000", Cleaned.NO_PICTURE),
    JPEG_XR("JPEG XR", Cleaned.NO_PICTURE),
    PHOTOSHOP("Photoshop", Cleaned.NO_PICTURE),
    MATROSKA("WebM/Matroska", Cleaned.NO_FILM),
    AVI("AVI", Cleaned.NO_FILM),
    MPEG("MPEG", Cleaned.NO_FILM),
    WINDOWS_MEDIA("Windows Media", Cleaned.NO_FILM),
    FLASH("Flash", Cleaned.NO_FILM),
    /** A BMP has no room for more than pixels. */
    BITMAP("BMP", Cleaned.NOTHING_IN_IT),
    OTHER("", Cleaned.NOTHING_IN_IT);

    /** Whether what tells the place can be taken out. */
    enum Cleaned {
        YES,
        NO_PICTURE,
        NO_FILM,
        NOTHING_IN_IT
    }

    /** Brands of single pictures in boxes (ISO/IEC 23008-12, 10; AV1 Image File Format, 7), and Canon's RAW. */
    private static final Set<String> PICTURES = Set.of(
            "mif1", "mif2", "msf1", "miaf", "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "avci",
            "avcs", "jpeg", "jpgs", "vvic", "crx ");

    private static final Set<String> AV1 = Set.of("avif", "avis");
    /** How a QuickTime film without a box of brands begins. */
    private static final Set<String> FIRST_BOXES = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");

    private static final int PACKET = 188;
    private static final int PACKET_WITH_TIME = 192;

    final String label;
    final Cleaned cleaned;

    Format(String label, Cleaned cleaned) {
        this.label = label;
        this.cleaned = cleaned;
    }

    static Format of(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, 16), StandardCharsets.ISO_8859_1);
        Format picture = picture(head);
        return picture != OTHER ? picture : boxes(file, head, film(file, head));
    }

    private static Format picture(String head) {
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return WEBP;
        } else if (head.startsWith("GIF8")) {
            return GIF;
        } else if (starts(head, "II*\0", "MM\0*", "II+\0", "MM\0+")) {
            return TIFF;
        } else if (starts(head, "IIU\0", "IIRO", "IIRS", "MMOR", "FUJIFILM", "FOVb", "\0MRM")) {
            return RAW;
        } else if (starts(head, "\u00ff\n", "\0\0\0\u000cJXL ")) {
            return JPEG_XL;
        } else if (starts(head, "\0\0\0\u000cjP  ", "\u00ff\u004f\u00ff\u0051")) {
            return JPEG_2000;
        } else if (head.startsWith("II\u00bc")) {
            return JPEG_XR;
        } else if (head.startsWith("8BPS")) {
            return PHOTOSHOP;
        }
        return head.startsWith("BM") && head.startsWith("\0\0\0\0", 6) ? BITMAP : OTHER;
    }

    private static Format film(byte[] file, String head) {
        if (head.startsWith("\u001aE\u00df\u00a3")) {
            return MATROSKA;
        } else if (head.startsWith("RIFF") && head.startsWith("AVI ", 8)) {
            return AVI;
        } else if (starts(head, "\0\0\u0001\u00ba", "\0\0\u0001\u00b3")
                || isPackets(file, 0, PACKET)
                || isPackets(file, 4, PACKET_WITH_TIME)) {
            return MPEG;
        } else if (head.startsWith("0&\u00b2u")) {
            return WINDOWS_MEDIA;
        }
        return head.startsWith("FLV\u0001") ? FLASH : OTHER;
    }

    private static boolean isPackets(byte[] file, int first, int length) {
        return file.length > first + 2 * length
                && file[first] == 'G'
                && file[first + length] == 'G'
                && file[first + 2 * length] == 'G';
    }

    private static Format boxes(byte[] file, String head, Format otherwise) {
        if (otherwise != OTHER || head.length() < 8) {
            return otherwise;
        }
        String name = head.substring(4, 8);
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(file, 0, 4).getInt());
        if (name.equals("ftyp")) {
            return brand(file, Math.min(length, file.length));
        }
        // a text may have such a word there as well; its first letters are then a length beyond reason
        return FIRST_BOXES.contains(name) && length <= file.length ? FILM : OTHER;
    }

    /** The first brand is what the file is, the second word a version, the rest what it can be read as. */
    private static Format brand(byte[] file, long end) {
        boolean isPicture = false;
        for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
            String brand = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            if (AV1.contains(brand)) {
                return AVIF;
            }
            isPicture |= PICTURES.contains(brand);
        }
        return isPicture ? HEIC : FILM;
    }

    private static boolean starts(String head, String... signatures) {
        for (String signature : signatures) {
            if (head.startsWith(signature)) {
                return true;
            }
        }
        return false;
    }
}
