package io.deskbridge.media;

import io.deskbridge.core.Media;
import java.io.IOException;
import java.util.Arrays;

/**
 * Takes out of a picture or film what nobody sees in it: where it was taken, when, by whom and with what. Phones write the place
 * into each photograph, and some networks show it. The pixels are left as they are, and so is which
 * side is up. Of what a camera measured while it filmed, nothing in the film points to it any more.
 */
public final class Metadata {
    private Metadata() {}

    /** A picture or film could not be read far enough to say that nothing is left in it. */
    public static final class NotRemoved extends Exception {
        private static final long serialVersionUID = 1L;

        NotRemoved(Exception cause) {
            super(cause);
        }
    }

    /**
     * The file without it; the same file when it is no JPEG, PNG, WebP, MP4 or QuickTime, or holds none.
     *
     * @throws NotRemoved when it is broken, so that nobody knows what is in it
     */
    public static Media removed(Media file) throws NotRemoved {
        byte[] bytes = file.bytes();
        byte[] clean = removed(file.mimeType(), bytes);
        return Arrays.equals(bytes, clean) ? file : new Media(file.name(), file.mimeType(), clean);
    }

    private static byte[] removed(String mimeType, byte[] bytes) throws NotRemoved {
        try {
            return switch (mimeType) {
                case "image/jpeg" -> Jpeg.withoutMetadata(bytes);
                case "image/png", "image/apng" -> Png.withoutMetadata(bytes);
                case "image/webp" -> Webp.withoutMetadata(bytes);
                case "video/mp4",
                        "application/mp4",
                        "video/quicktime",
                        "video/3gpp",
                        "video/3gpp2",
                        "video/x-m4v",
                        "audio/mp4" -> Film.withoutMetadata(bytes);
                default -> bytes;
            };
        } catch (IOException | RuntimeException broken) {
            // the reader of a stranger's bytes may fail in any way
            throw new NotRemoved(broken);
        }
    }
}
