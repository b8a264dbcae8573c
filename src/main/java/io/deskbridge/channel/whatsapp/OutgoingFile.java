package io.deskbridge.channel.whatsapp;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Words;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a file is sent as
 * (developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media).
 *
 * @param type the message's type
 * @param maxBytes that WhatsApp takes
 */
record OutgoingFile(String type, long maxBytes) {
    /** WhatsApp takes documents of 100 MB; a hub that holds them in memory does not. */
    static final long MAX_BYTES = 16L * 1024 * 1024;

    private static final OutgoingFile IMAGE = new OutgoingFile("image", 5L * 1024 * 1024);
    private static final OutgoingFile VIDEO = new OutgoingFile("video", MAX_BYTES);
    private static final OutgoingFile AUDIO = new OutgoingFile("audio", MAX_BYTES);
    private static final OutgoingFile DOCUMENT = new OutgoingFile("document", MAX_BYTES);

    private static final Map<String, OutgoingFile> SHOWN = Map.of(
            "image/jpeg", IMAGE,
            "image/png", IMAGE,
            "video/mp4", VIDEO,
            "video/3gpp", VIDEO,
            "audio/aac", AUDIO,
            "audio/mp4", AUDIO,
            "audio/mpeg", AUDIO,
            "audio/amr", AUDIO,
            "audio/ogg", AUDIO);
    private static final Set<String> DOCUMENTS = Set.of(
            "text/plain",
            "application/pdf",
            "application/vnd.ms-powerpoint",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    static final Set<String> TYPES = types();

    private static Set<String> types() {
        var types = new TreeSet<>(SHOWN.keySet());
        types.addAll(DOCUMENTS);
        return types;
    }

    /**
     * @throws Failure.Rejected when WhatsApp takes no such file
     */
    static OutgoingFile of(Media media) {
        OutgoingFile file = SHOWN.get(media.mimeType());
        if (file == null && !DOCUMENTS.contains(media.mimeType())) {
            throw new Failure.Rejected(new Words(
                    "WhatsApp takes no files of the type " + media.mimeType() + " (" + media.name() + ")",
                    "WhatsApp nimmt keine Dateien vom Typ " + media.mimeType() + " an (" + media.name() + ")"));
        }
        OutgoingFile found = file == null ? DOCUMENT : file;
        if (media.bytes().length > found.maxBytes()) {
            long megabytes = found.maxBytes() / (1024 * 1024);
            throw new Failure.Rejected(new Words(
                    media.name() + " is larger than the " + megabytes + " MB that WhatsApp takes of it",
                    media.name() + " ist größer als die " + megabytes + " MB, die WhatsApp davon annimmt"));
        }
        return found;
    }

    /** The types of files that words may stand with. */
    static Set<String> worded() {
        var types = new TreeSet<>(DOCUMENTS);
        SHOWN.forEach((type, file) -> {
            if (file.takesWords()) {
                types.add(type);
            }
        });
        return types;
    }

    boolean takesWords() {
        return !type.equals("audio");
    }
}
