package io.deskbridge.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.Locale;
import java.util.Optional;

/** What a part of a mail says of itself; a stranger wrote it. */
public final class PartLabel {
    private static final int LONGEST_NAME = 200;

    private PartLabel() {}

    /** Its kind without parameters, in small letters; {@code text/plain} where it says none. */
    public static String mimeType(Part part) throws MessagingException {
        String type = Optional.ofNullable(part.getContentType()).orElse("text/plain");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Its file's name on one line, as no path; empty where it has none. */
    public static Optional<String> fileName(Part part) throws MessagingException {
        String name = part.getFileName();
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(OneLine.of(decoded(name), LONGEST_NAME).replaceAll("[/\\\\]", "_"));
    }

    /** Senders encode names in two ways, and the library undoes but one of them. */
    private static String decoded(String name) {
        try {
            return MimeUtility.decodeText(name);
        } catch (UnsupportedEncodingException e) {
            return name;
        }
    }
}
