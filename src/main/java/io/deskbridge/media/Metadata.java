package io.deskbridge.media;

import io.deskbridge.core.Media;
import io.deskbridge.core.Words;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * Takes out of a picture or film what nobody sees in it: where it was taken, when, by whom and with what. Phones write the place
 * into each photograph, and some networks show it. The pixels are left as they are, and so is which
 * side is up. Of what a camera measured while it filmed, nothing in the film points to it any more. What a file is, is told by
 * its bytes alone.
 */
public final class Metadata {
    /** What is called one of these and does not begin as one is broken. */
    private static final Set<String> CLEANED = Set.of(
            "image/jpeg",
            "image/png",
            "image/apng",
            "image/webp",
            "image/gif",
            "video/mp4",
            "application/mp4",
            "video/quicktime",
            "video/3gpp",
            "video/3gpp2",
            "video/x-m4v",
            "audio/mp4");

    private Metadata() {}

    /** Nobody can say that a file does not tell where it was taken, so it must not be published. */
    public static final class NotRemoved extends Exception {
        private static final long serialVersionUID = 1L;
        private final Words words;

        NotRemoved(Words words) {
            super(words.english());
            this.words = words;
        }

        NotRemoved(Words words, Exception cause) {
            super(words.english(), cause);
            this.words = words;
        }

        /** Why, and what the agent who attached it can do. */
        public Words words() {
            return words;
        }
    }

    /**
     * The file without it; the same file when it holds none, or is neither picture nor film.
     *
     * @throws NotRemoved when it is broken, so that nobody knows what is in it; when it is a picture or film of a kind that
     *     this cannot clean; or when it is a document in which such a one tells its place
     */
    public static Media removed(Media file) throws NotRemoved {
        byte[] bytes = file.bytes();
        byte[] clean = removed(file, Format.of(bytes));
        return Arrays.equals(bytes, clean) ? file : new Media(file.name(), file.mimeType(), clean);
    }

    private static byte[] removed(Media file, Format format) throws NotRemoved {
        return switch (format.cleaned) {
            case YES -> clean(file, format);
            case NO_PICTURE -> throw new NotRemoved(locked(file.name(), format.label, "JPEG", "PNG"));
            case NO_FILM -> throw new NotRemoved(locked(file.name(), format.label, "MP4", "MOV"));
            case NOTHING_IN_IT -> format == Format.OTHER ? other(file) : file.bytes();
        };
    }

    private static byte[] clean(Media file, Format format) throws NotRemoved {
        byte[] bytes = file.bytes();
        try {
            return switch (format) {
                case JPEG -> Jpeg.withoutMetadata(bytes);
                case PNG -> Png.withoutMetadata(bytes);
                case WEBP -> Webp.withoutMetadata(bytes);
                case GIF -> Gif.withoutMetadata(bytes);
                default -> Film.withoutMetadata(bytes);
            };
        } catch (IOException | RuntimeException broken) {
            // the reader of a stranger's bytes may fail in any way
            throw new NotRemoved(broken(file.name()), broken);
        }
    }

    private static byte[] other(Media file) throws NotRemoved {
        String type = file.mimeType();
        if (CLEANED.contains(type)) {
            throw new NotRemoved(broken(file.name()));
        }
        if (type.startsWith("image/")) {
            throw new NotRemoved(locked(file.name(), type, "JPEG", "PNG"));
        }
        if (type.startsWith("video/")) {
            throw new NotRemoved(locked(file.name(), type, "MP4", "MOV"));
        }
        if (Places.areToldBy(file.bytes())) {
            throw new NotRemoved(new Words(
                    file.name()
                            + " holds a picture or film that tells where it was taken; attach the picture by itself as"
                            + " JPEG or PNG, or take its place out of the document",
                    file.name()
                            + " enthält ein Bild oder Video, das den Ort der Aufnahme verrät; bitte das Bild einzeln"
                            + " als JPEG oder PNG anhängen oder den Ort aus dem Dokument entfernen"));
        }
        return file.bytes();
    }

    private static Words broken(String name) {
        return new Words(
                name + " is not a whole picture or film, so it cannot be seen whether it tells where it was"
                        + " taken; save it anew and attach it again",
                name + " ist kein vollständiges Bild oder Video, daher ist nicht zu sehen, ob es den Ort der"
                        + " Aufnahme verrät; bitte neu speichern und wieder anhängen");
    }

    private static Words locked(String name, String kind, String one, String another) {
        return new Words(
                name + " (" + kind
                        + ") may tell where it was taken, and from files of this kind the hub cannot take that"
                        + " out; save it as " + one + " or " + another + " and attach that",
                name + " (" + kind + ") kann den Ort der Aufnahme verraten, und aus Dateien dieser Art kann der Hub ihn"
                        + " nicht entfernen; bitte als " + one + " oder " + another + " speichern und das anhängen");
    }
}
