package io.deskbridge.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message with what hangs on it, from somebody who cannot be asked for it again: a mail, for example. The hub keeps the
 * files until the message stands in a desk.
 *
 * @param message its thread is the one to begin when no related message is known
 * @param related ids of messages that it belongs to, in whatever conversation they stand, the nearest first; empty when the
 *     message's own thread says it all
 * @param files the message's attachments name them by {@link #reference}
 */
public record Parcel(Message message, List<String> related, List<Media> files) {
    /** Begins the references of all files that came in a parcel. */
    private static final String SCHEME = "kept:";

    private static final String NOT_KEPT = SCHEME + "none";

    public Parcel {
        related = List.copyOf(related);
        files = List.copyOf(files);
    }

    /** A message whose attachments, if it has any, can be fetched where they are. */
    public static Parcel of(Message message) {
        return new Parcel(message, List.of(), List.of());
    }

    /** The same in another conversation. */
    public Parcel in(Conversation conversation) {
        return new Parcel(message.in(conversation), List.of(), files);
    }

    /** How a message names the file that lies at that place of its parcel, from 0. */
    public static String reference(int place) {
        return SCHEME + place;
    }

    /** Whether the reference is one of a parcel's file, or of one that was not kept. */
    public static boolean isReference(String reference) {
        return reference.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The place that the reference names; empty for a file that was not kept. */
    public static Optional<Integer> place(String reference) {
        return reference.matches(SCHEME + "\\d{1,4}")
                ? Optional.of(Integer.parseInt(reference.substring(SCHEME.length())))
                : Optional.empty();
    }

    /** Collects the files of one parcel within limits. */
    public static final class Files {
        private static final int MOST = 20;

        private final List<Attachment> attachments = new ArrayList<>();
        private final List<Media> kept = new ArrayList<>();
        private long left;

        /**
         * @param maxBytes of all files together
         */
        public Files(long maxBytes) {
            this.left = maxBytes;
        }

        /** As many bytes may the next file have; one that has more is {@link #tooLarge}. */
        public long left() {
            return kept.size() < MOST ? left : 0;
        }

        /** Keeps the file, or only its name when there is no room for it. */
        public void add(Media file) {
            if (file.bytes().length > left()) {
                tooLarge(file.name(), file.mimeType(), OptionalLong.of(file.bytes().length));
                return;
            }
            attachments.add(new Attachment(
                    type(file.mimeType()),
                    reference(kept.size()),
                    Optional.of(file.name()),
                    Optional.of(file.mimeType()),
                    Optional.empty(),
                    OptionalLong.of(file.bytes().length)));
            kept.add(file);
            left -= file.bytes().length;
        }

        /** A file of which only the name is kept, so that whoever reads the message knows of it. */
        public void tooLarge(String name, String mimeType, OptionalLong bytes) {
            attachments.add(new Attachment(
                    type(mimeType), NOT_KEPT, Optional.of(name), Optional.of(mimeType), Optional.empty(), bytes));
        }

        /** As the message has them, those that were not kept among them. */
        public List<Attachment> attachments() {
            return List.copyOf(attachments);
        }

        public List<Media> kept() {
            return List.copyOf(kept);
        }

        private static Attachment.Type type(String mime) {
            return switch (mime.toLowerCase(Locale.ROOT).split("/", 2)[0]) {
                case "image" -> Attachment.Type.IMAGE;
                case "video" -> Attachment.Type.VIDEO;
                case "audio" -> Attachment.Type.AUDIO;
                default -> Attachment.Type.FILE;
            };
        }
    }
}
