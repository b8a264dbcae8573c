package io.deskbridge.channel.whatsapp;

import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Words;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** A file of a message of its own. */
    static final MediaRule ANY = rule(Set.of(IMAGE, VIDEO, AUDIO));

    /** A file above the words of a template. */
    static final MediaRule HEADER = rule(Set.of(IMAGE, VIDEO));

    private static MediaRule rule(Set<OutgoingFile> kinds) {
        var types = new TreeSet<>(DOCUMENTS);
        var smaller = new TreeMap<String, Long>();
        SHOWN.forEach((type, file) -> {
            if (kinds.contains(file)) {
                types.add(type);
                smaller.put(type, file.maxBytes());
            }
        });
        return new MediaRule(1, MAX_BYTES, types, smaller);
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

    /** The types of files that words may stand with: all but sounds, as above a template. */
    static Set<String> worded() {
        return HEADER.mimeTypes();
    }

    boolean takesWords() {
        return !type.equals("audio");
    }
}
