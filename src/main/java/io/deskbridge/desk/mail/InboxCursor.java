package io.deskbridge.desk.mail;

import io.deskbridge.core.Cursor;
import java.util.regex.Pattern;

/**
 * How far the mailbox was read. UIDs only grow, and are void once the server says another UIDVALIDITY (RFC 9051, 2.3.1.1).
 *
 * @param validity 0 when nothing was read yet
 */
record InboxCursor(long validity, long uid) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    static InboxCursor of(Cursor cursor) {
        var pieces = TEXT.matcher(cursor.value());
        return pieces.matches()
                ? new InboxCursor(Long.parseLong(pieces.group(1)), Long.parseLong(pieces.group(2)))
                : new InboxCursor(0, 0);
    }

    Cursor cursor() {
        return new Cursor(validity + ":" + uid);
    }
}
