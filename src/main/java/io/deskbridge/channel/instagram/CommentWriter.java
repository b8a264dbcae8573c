package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
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
import java.util.regex.Pattern;

/**
 * Publishes answers under the very comment, and looks them up: Instagram takes no idempotency key, so an answer whose
 * outcome is not known is searched among the replies there, by our account and by its words. Of several with the same
 * words the oldest since the reply was reserved is taken.
 */
final class CommentWriter {
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final int MOST_PAGES = 20;
    private static final int HASHTAGS = 30;
    private static final int NAMES = 20;
    private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{N}_]+");
    private static final Pattern NAME = Pattern.compile("@[A-Za-z0-9._]+");
    private final Account us;
    private final GraphApi own;
    private final GraphApi elsewhere;
    private final Clock clock;

    /**
     * @param own for what stands below our media
     * @param elsewhere for what stands below others'
     */
    CommentWriter(Account us, GraphApi own, GraphApi elsewhere, Clock clock) {
        this.us = us;
        this.own = own;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    Sent send(Reply reply) {
        refuse(reply);
        Message answered = reply.inReplyTo();
        JsonNode answer = answered.kind() == Kind.MENTION
                ? elsewhere.post("/" + us.id() + "/mentions", mention(reply))
                : own.post("/" + answered.id().value() + "/replies", Map.of("message", reply.text()));
        String id = Wire.text(answer.path("id"));
        if (id.isEmpty()) {
            throw new Failure.Uncertain("Instagram took the answer and did not tell its id");
        }
        return new Sent(id, answered.permalink(), clock.instant());
    }

    /** The API deletes a comment only for the owner of the medium below which it stands; its author can do it in the app. */
    void delete(Message answered, String id) {
        if (!id.matches("\\d+")) {
            throw new Failure.Rejected(new Words(
                    "it is a private answer, and those stay as they are",
                    "es ist eine private Antwort, die bleibt, wie sie ist"));
        }
        if (answered.kind() == Kind.MENTION) {
            throw new Failure.Rejected(new Words(
                    "below others' posts Instagram lets programs delete nothing, only people in the app",
                    "unter fremden Beiträgen lässt Instagram Programme nichts löschen, nur Menschen in der App"));
        }
        own.delete(id);
    }

    private static Map<String, Object> mention(Reply reply) {
        Message answered = reply.inReplyTo();
        var body = new LinkedHashMap<String, Object>();
        body.put("media_id", answered.conversation().thread());
        if (!isCaption(answered)) {
            body.put("comment_id", answered.id().value());
        }
        body.put("message", reply.text());
        return body;
    }

    private static boolean isCaption(Message message) {
        return message.id().value().equals(message.conversation().thread());
    }

    private static void refuse(Reply reply) {
        if (!reply.attachments().isEmpty()) {
            throw new Failure.Rejected(new Words(
                    "Instagram takes words alone in a comment, so please send it without the attachment",
                    "Instagram nimmt in einem Kommentar nur Worte; bitte ohne den Anhang schicken"));
        }
        long hashtags = HASHTAG.matcher(reply.text()).results().count();
        long names = NAME.matcher(reply.text()).results().count();
        if (hashtags > HASHTAGS || names > NAMES) {
            throw new Failure.Rejected(new Words(
                    "Instagram takes at most " + HASHTAGS + " hashtags and " + NAMES
                            + " names in a comment, and this has " + hashtags + " and " + names,
                    "Instagram nimmt in einem Kommentar höchstens " + HASHTAGS + " Hashtags und " + NAMES
                            + " Namen, dieser hat " + hashtags + " und " + names));
        }
    }

    Optional<Sent> find(Reply reply, SendKey key) {
        Instant since = key.reservedAt().minus(CLOCKS_DIFFER).truncatedTo(ChronoUnit.SECONDS);
        return reply.inReplyTo().kind() == Kind.MENTION ? elsewhere(reply, since) : own(reply, since);
    }

    private Optional<Sent> own(Reply reply, Instant since) {
        Message answered = reply.inReplyTo();
        // replies go one level deep: an answer to a reply stands beside it
        String top = answered.inReplyTo()
                .filter(parent -> !parent.equals(answered.conversation().thread()))
                .orElse(answered.id().value());
        Optional<Sent> oldest = Optional.empty();
        Optional<Map<String, String>> next =
                Optional.of(Map.of("fields", "id,text,username,timestamp,from{id,username}", "limit", "100"));
        for (int pages = 0; next.isPresent(); pages++) {
            if (pages == MOST_PAGES) {
                throw notShown();
            }
            JsonNode page = own.get("/" + top + "/replies", next.get());
            oldest = older(oldest, among(page.path("data"), reply, since));
            next = GraphApi.next(page);
        }
        return oldest;
    }

    /**
     * Below others' media Instagram shows part of the comments, so that an answer is not among them proves nothing and a
     * person decides.
     */
    private Optional<Sent> elsewhere(Reply reply, Instant since) {
        Message answered = reply.inReplyTo();
        JsonNode comments = elsewhere
                .get(
                        "/" + us.id(),
                        Map.of(
                                "fields",
                                "mentioned_media.media_id("
                                        + answered.conversation().thread()
                                        + "){comments{id,text,timestamp,username,replies{id,text,timestamp,username}}}"))
                .path("mentioned_media")
                .path("comments")
                .path("data");
        Optional<Sent> found = Optional.empty();
        if (isCaption(answered)) {
            found = among(comments, reply, since);
        } else {
            for (JsonNode comment : comments) {
                if (Wire.text(comment.path("id")).equals(answered.id().value())) {
                    found = older(found, among(comment.path("replies").path("data"), reply, since));
                }
            }
        }
        return Optional.of(found.orElseThrow(CommentWriter::notShown));
    }

    private Optional<Sent> among(JsonNode comments, Reply reply, Instant since) {
        Optional<Sent> oldest = Optional.empty();
        for (JsonNode json : comments) {
            Comment comment = Comment.listed(
                    json, reply.conversation().thread(), reply.inReplyTo().permalink(), Optional.empty());
            Instant at = comment.sentAt().orElse(since);
            if (comment.isBy(us)
                    && !at.isBefore(since)
                    && !comment.id().isEmpty()
                    && plain(comment.text()).equals(plain(reply.text()))) {
                oldest = older(oldest, Optional.of(new Sent(comment.id(), comment.permalink(), at)));
            }
        }
        return oldest;
    }

    private static Optional<Sent> older(Optional<Sent> one, Optional<Sent> other) {
        return one.filter(sent ->
                        other.filter(second -> second.at().isBefore(sent.at())).isEmpty())
                .or(() -> other);
    }

    private static Failure.Rejected notShown() {
        return new Failure.Rejected(new Words(
                "Instagram does not show whether the answer stands there; please look, and send it again if it does not",
                "Instagram zeigt nicht, ob die Antwort dort steht; bitte nachsehen und sie erneut schicken, falls"
                        + " nicht"));
    }

    /** Instagram strips blanks at the ends. */
    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
