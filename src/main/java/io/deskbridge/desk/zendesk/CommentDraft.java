package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries on their way into one comment: their text, and their attachments uploaded. An attachment that cannot be had
 * becomes a line with its address and the reason, because the words must not wait for a picture.
 */
final class CommentDraft {
    private final ZendeskApi api;
    private final long maxBytes;

    CommentDraft(ZendeskApi api, long maxBytes) {
        this.api = api;
        this.maxBytes = maxBytes;
    }

    /** A public comment by that end user. */
    Map<String, Object> of(List<Entry> entries, long author) {
        var uploads = new ArrayList<String>();
        var text = new StringBuilder(EntryText.of(entries));
        for (Entry entry : entries) {
            for (Attachment attachment : entry.message().attachments()) {
                attach(entry, attachment, uploads, text);
            }
        }
        String body = text.toString();
        if (body.length() > PlainText.MOST) {
            uploads.add(api.upload(new Media("message.txt", "text/plain", body.getBytes(StandardCharsets.UTF_8))));
            body = PlainText.cut(body, PlainText.MOST) + "\n\n📎 message.txt";
        }
        var comment = new LinkedHashMap<String, Object>();
        comment.put("body", body);
        comment.put("public", true);
        comment.put("author_id", author);
        if (!uploads.isEmpty()) {
            comment.put("uploads", uploads);
        }
        return comment;
    }

    private void attach(Entry entry, Attachment attachment, List<String> uploads, StringBuilder text) {
        if (attachment.type() == Attachment.Type.LOCATION) {
            text.append("\n\n📍 ").append(PlainText.body(attachment.reference()));
            return;
        }
        Media media;
        try {
            media = entry.media().fetch(attachment, maxBytes);
        } catch (Failure cannotBeHad) {
            // of whatever type: it is the failure of the channel or of a stranger's server, and not of this desk
            text.append(line(attachment, cannotBeHad));
            return;
        }
        try {
            uploads.add(api.upload(media));
            attachment.description().ifPresent(words -> text.append("\n\n📎 ").append(PlainText.body(words)));
        } catch (Failure.Rejected notTaken) {
            text.append(line(attachment, notTaken));
        }
    }

    private static String line(Attachment attachment, Failure reason) {
        return "\n\n📎 " + PlainText.body(attachment.reference()) + " ("
                + PlainText.body(String.valueOf(reason.getMessage())) + ")";
    }
}
