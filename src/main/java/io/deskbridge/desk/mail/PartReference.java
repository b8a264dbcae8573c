package io.deskbridge.desk.mail;

import io.deskbridge.core.Failure;
import java.util.regex.Pattern;

/** Where a mail lies in the mailbox, and a part in it: {@code imap:<uidvalidity>:<uid>:<part>}. */
record PartReference(long validity, long uid) {
    private static final Pattern TEXT = Pattern.compile("imap:(\\d{1,18}):(\\d{1,18}):(\\d{1,3}(?:\\.\\d{1,3})*)");

    String part(String path) {
        return "imap:" + validity + ":" + uid + ":" + path;
    }

    static PartReference of(String reference) {
        return new PartReference(Long.parseLong(piece(reference, 1)), Long.parseLong(piece(reference, 2)));
    }

    /** The numbers of the parts on the way in, from one. */
    static String path(String reference) {
        return piece(reference, 3);
    }

    private static String piece(String reference, int group) {
        var pieces = TEXT.matcher(reference);
        if (!pieces.matches()) {
            throw new Failure.Rejected("the attachment is not one of this mailbox");
        }
        return pieces.group(group);
    }
}
