package io.deskbridge.desk.mail;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.mail.OneLine;
import java.util.ArrayList;
import java.util.List;

/**
 * What hangs on the entries of a mail: the bytes where they can be had, and a line that says where to look where not. A
 * picture that is gone never keeps its message from the team.
 *
 * @param files to be attached
 * @param sections the entries' texts, each with its lines about what is not attached
 */
record Enclosures(List<Media> files, List<String> sections) {
    /** Mail servers commonly take 25 MB, and base64 makes four bytes of three. */
    private static final long MAX_TOTAL = 18_000_000;

    static Enclosures of(List<Entry> entries, long maxBytesEach) {
        var files = new ArrayList<Media>();
        var sections = new ArrayList<String>();
        long left = MAX_TOTAL;
        for (Entry entry : entries) {
            var section = new StringBuilder(entry.text());
            for (Attachment attachment : entry.message().attachments()) {
                try {
                    if (attachment.type() == Attachment.Type.LOCATION) {
                        throw new Failure.Rejected("a place");
                    }
                    Media media = entry.media().fetch(attachment, Math.min(maxBytesEach, left));
                    left -= media.bytes().length;
                    files.add(media);
                } catch (Failure e) {
                    // of whatever kind: a failure of the network must not look like one of this desk
                    section.append("\n[").append(label(attachment)).append("] ").append(e.getMessage());
                }
            }
            sections.add(section.toString());
        }
        return new Enclosures(files, sections);
    }

    private static String label(Attachment attachment) {
        String what = attachment
                .name()
                .or(attachment::description)
                .orElse(attachment.type().name());
        return OneLine.of(what, 100) + ": " + OneLine.of(attachment.reference(), 500);
    }
}
