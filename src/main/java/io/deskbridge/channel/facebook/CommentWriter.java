package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes answers under the very comment or post, and looks them up: Facebook takes no idempotency key, so an answer
 * whose outcome is not known is searched among the comments there by its words. Of several with the same words the oldest
 * since the reply was reserved is taken.
 */
final class CommentWriter {
    static final long MAX_IMAGE_BYTES = 4L * 1024 * 1024;
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final int MOST_PAGES = 20;

    private final Items items;
    private final GraphApi own;
    private final GraphApi elsewhere;
    private final Clock clock;

    /**
     * @param own for what stands on the page
     * @param elsewhere for what stands on others'
     */
    CommentWriter(Items items, GraphApi own, GraphApi elsewhere, Clock clock) {
        this.items = items;
        this.own = own;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    Sent send(Reply reply) {
        Message answered = reply.inReplyTo();
        var body = new LinkedHashMap<String, Object>();
        if (!reply.text().isEmpty()) {
            body.put("message", reply.text());
        }
        for (Attachment attachment : reply.attachments()) { // one at most, says the contract
            body.put("attachment_id", upload(reply.media().fetch(attachment, MAX_IMAGE_BYTES)));
        }
        String id = Ids.id(api(answered)
                .post("/" + answered.id().value() + "/comments", body)
                .path("id"));
        if (id.isEmpty()) {
            throw new Failure.Uncertain("Facebook took the answer and did not tell its id");
        }
        return sent(answered, id, clock.instant());
    }

    /** Only the words: a picture on it stays. */
    void edit(Message answered, String id, String text) {
        api(answered).change("/" + comment(id), Map.of("message", text));
    }

    void delete(Message answered, String id) {
        api(answered).delete(comment(id));
    }

    private static String comment(String id) {
        if (!id.matches("\\d+_\\d+")) {
            throw new Failure.Rejected(new Words(
                    "it is a private answer, and those stay as they are",
                    "es ist eine private Antwort, die bleibt, wie sie ist"));
        }
        return id;
    }

    /** Nobody sees a picture that is not published; Facebook forgets it after a day. */
    private String upload(Media picture) {
        String id = Ids.id(own.upload(
                        "/" + items.page() + "/photos",
                        Map.of("published", "false", "temporary", "true"),
                        "source",
                        picture)
                .path("id"));
        if (id.isEmpty()) {
            throw new Failure.Unavailable("Facebook took a picture and gave no id for it");
        }
        return id;
    }

    Optional<Sent> find(Reply reply, SendKey key) {
        Message answered = reply.inReplyTo();
        Instant since = key.reservedAt().minus(CLOCKS_DIFFER).truncatedTo(ChronoUnit.SECONDS);
        // of the whole post: below an answer to an answer Facebook may put ours a level higher
        String path = "/" + answered.conversation().thread() + "/comments";
        var query = new LinkedHashMap<String, String>();
        query.put("fields", "id,from,message,created_time,parent{id},attachment");
        query.put("filter", "stream");
        query.put("order", "reverse_chronological");
        query.put("limit", "100");
        Optional<Sent> oldest = Optional.empty();
        Optional<Map<String, String>> next = Optional.of(query);
        for (int pages = 0; next.isPresent() && pages < MOST_PAGES; pages++) {
            JsonNode page = api(answered).get(path, next.get());
            boolean older = false;
            for (JsonNode json : page.path("data")) {
                Item comment = Wire.comment(json, answered.conversation().thread());
                Instant at = comment.sentAt().orElse(since);
                older |= at.isBefore(since);
                if (!at.isBefore(since) && isOf(reply, comment)) {
                    oldest = Optional.of(sent(answered, comment.id(), at));
                }
            }
            next = older ? Optional.empty() : GraphApi.next(page);
        }
        return oldest;
    }

    private boolean isOf(Reply reply, Item comment) {
        Message answered = reply.inReplyTo();
        String parent = comment.parent().orElse("");
        boolean here = parent.equals(answered.id().value())
                || !parent.equals(answered.conversation().thread())
                        && answered.inReplyTo().filter(parent::equals).isPresent();
        return here
                && items.isOurs(comment)
                && plain(comment.text()).equals(plain(reply.text()))
                && comment.media().isEmpty() == reply.attachments().isEmpty();
    }

    /** Facebook strips blanks at the ends. */
    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private GraphApi api(Message answered) {
        String thread = answered.conversation().thread();
        boolean foreign = thread.contains("_") && !thread.startsWith(items.page() + "_");
        return foreign ? elsewhere : own;
    }

    private static Sent sent(Message answered, String id, Instant at) {
        String link = "https://www.facebook.com/" + answered.conversation().thread() + "?comment_id=" + Ids.last(id);
        return new Sent(id, Items.uri(link), at);
    }
}
