package io.deskbridge.http;

import org.apache.tika.Tika;

/**
 * What kind of file some bytes are, by what they hold and not by what a stranger says they are. The long list of types is
 * read when the first file comes, and not at start: it takes half a second.
 */
public final class FileTypes {
    private static final Tika TIKA = new Tika();

    private FileTypes() {}

    /**
     * The MIME type; {@code application/octet-stream} when nothing is known.
     *
     * @param name decides between types whose bytes look alike, such as those of office documents
     */
    public static String of(byte[] bytes, String name) {
        return TIKA.detect(bytes, name);
    }

    /** The MIME type by the bytes alone. */
    public static String of(byte[] bytes) {
        return TIKA.detect(bytes);
    }
}
