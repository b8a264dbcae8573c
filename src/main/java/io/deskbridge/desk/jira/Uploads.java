package io.deskbridge.desk.jira;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hangs the files of entries on an issue. A file's name begins with a mark, so that a second attempt finds what the first
 * one hung there. An attachment that cannot be had becomes a line with its address and the reason, because the words must
 * not wait for a picture.
 */
final class Uploads {
    private static final int PREFIX = 8;
    private static final int LONGEST = 90;

    private final JiraApi api;
    private final long maxBytes;

    Uploads(JiraApi api, long maxBytes) {
        this.api = api;
        this.maxBytes = maxBytes;
    }

    static boolean wanted(List<Entry> entries, String text) {
        return entries.stream().anyMatch(entry -> !entry.message().attachments().isEmpty()) || !Document.fits(text);
    }

    /**
     * @param text of the entries
     * @param there the files that hang on the issue already
     * @return the text with a line for each file; a text that is too long is cut, and the whole is a file as well
     */
    String hang(String issue, List<Entry> entries, String text, List<Wire.File> there) {
        var names = new HashSet<String>();
        there.forEach(file -> names.add(file.name()));
        var all = new StringBuilder(text);
        for (Entry entry : entries) {
            int number = 0;
            for (Attachment attachment : entry.message().attachments()) {
                all.append("\n\n").append(line(issue, entry.key() + "/" + number++, entry, attachment, names));
            }
        }
        String words = all.toString();
        if (Document.fits(words)) {
            return words;
        }
        String name = named(entries.get(0).key() + "/text", "message.txt");
        put(issue, new Media(name, "text/plain", words.getBytes(StandardCharsets.UTF_8)), names);
        return Document.cut(words) + "\n\n📎 " + name;
    }

    private String line(String issue, String key, Entry entry, Attachment attachment, Set<String> names) {
        if (attachment.type() == Attachment.Type.LOCATION) {
            return "📍 " + PlainText.body(attachment.reference());
        }
        Media media;
        try {
            media = entry.media().fetch(attachment, maxBytes);
        } catch (Failure cannotBeHad) {
            // of whatever type: it is the failure of the channel or of a stranger's server, and not of this desk
            return line(attachment, cannotBeHad);
        }
        String name = named(key, media.name());
        try {
            put(issue, new Media(name, media.mimeType(), media.bytes()), names);
        } catch (Failure.Rejected notTaken) {
            return line(attachment, notTaken);
        }
        return "📎 " + name
                + attachment
                        .description()
                        .map(words -> "\n" + PlainText.body(words))
                        .orElse("");
    }

    private void put(String issue, Media media, Set<String> names) {
        if (names.add(media.name())) {
            api.upload(issue, media);
        }
    }

    /** Of a long name the end, because it says what kind of file it is; without what a form cannot carry. */
    private static String named(String key, String name) {
        String end = name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
        return Marks.of(key).substring(0, PREFIX) + "-" + PlainText.name(end).replaceAll("[\"\\\\/]", "_");
    }

    private static String line(Attachment attachment, Failure reason) {
        return "📎 " + PlainText.body(attachment.reference()) + " ("
                + PlainText.body(String.valueOf(reason.getMessage())) + ")";
    }
}
