package io.deskbridge.http;

import java.util.Map;
import org.apache.tika.Tika;

/**
 * What kind of file some bytes are, by what they hold and not by what a stranger says they are. The long list of types is
 * read when the first file comes, and not at start: it takes half a second.
 */
public final class FileTypes {
    private static final Tika TIKA = new Tika();
    /** Sounds that networks and browsers call by other names, and without what codec is in them. */
    private static final Map<String, String> USUAL = Map.of(
            "audio/vorbis", "audio/ogg",
            "audio/opus", "audio/ogg",
            "audio/vnd.wave", "audio/wav",
            "audio/x-aac", "audio/aac");

    private FileTypes() {}

    /**
     * The MIME type; {@code application/octet-stream} when nothing is known.
     *
     * @param name decides between types whose bytes look alike, such as those of office documents
     */
    public static String of(byte[] bytes, String name) {
        return usual(TIKA.detect(bytes, name));
    }

    /** The MIME type by the bytes alone. */
    public static String of(byte[] bytes) {
        return usual(TIKA.detect(bytes));
    }

    private static String usual(String type) {
        return USUAL.getOrDefault(type, type);
    }
}
