package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What happened, as a webhook tells it (developers.facebook.com/docs/instagram-platform/webhooks/examples). */
final class Events {
    private Events() {}

    /** A comment below an account's medium, whoever wrote it: the account itself, too. */
    static ObjectNode comment(Comment comment) {
        return change(comment.medium().owner(), comment.at(), "comments", value(comment, feed(comment.medium())));
    }

    /** The same comment once more, as one below the advertisement that was made from the medium. */
    static ObjectNode ofAdvertisement(Comment comment) {
        ObjectNode medium = Pages.object()
                .put("id", "18" + comment.medium().id().substring(2))
                .put("ad_id", "23850000000000101")
                .put("ad_title", "Boosted")
                .put("original_media_id", comment.medium().id())
                .put("media_product_type", "AD");
        return change(comment.medium().owner(), comment.at(), "comments", value(comment, medium));
    }

    private static ObjectNode feed(Medium medium) {
        return Pages.object().put("id", medium.id()).put("media_product_type", "FEED");
    }

    private static ObjectNode value(Comment comment, ObjectNode medium) {
        ObjectNode value = Pages.object().put("id", comment.id()).put("text", comment.text());
        value.set("from", Views.from(comment.author()));
        value.set("media", medium);
        comment.parent().ifPresent(parent -> value.put("parent_id", parent));
        return value;
    }

    /** Only the ids: the words must be asked for. */
    static ObjectNode mention(Who account, Medium medium, Instant at) {
        return change(account, at, "mentions", Pages.object().put("media_id", medium.id()));
    }

    static ObjectNode mention(Who account, Comment comment) {
        return change(
                account,
                comment.at(),
                "mentions",
                Pages.object().put("media_id", comment.medium().id()).put("comment_id", comment.id()));
    }

    private static ObjectNode change(Who account, Instant at, String field, ObjectNode value) {
        ObjectNode entry = Pages.object().put("id", account.id()).put("time", at.getEpochSecond());
        entry.putArray("changes").addObject().put("field", field).set("value", value);
        return entry;
    }

    /** A message; one of the account comes back as an echo. */
    static ObjectNode message(Letter letter) {
        ObjectNode message = letter.message().deepCopy().put("mid", letter.id());
        if (letter.fromAccount()) {
            message.put("is_echo", true);
        }
        return event(letter.account(), letter.from(), letter.to(), letter.at(), "message", message);
    }

    static ObjectNode unsent(Letter letter) {
        ObjectNode message = Pages.object().put("mid", letter.id()).put("is_deleted", true);
        return event(letter.account(), letter.from(), letter.to(), Instant.now(), "message", message);
    }

    /** Something else that a person does: {@code read}, {@code reaction}, {@code message_edit}, {@code postback}, ... */
    static ObjectNode done(Who account, Who person, String kind, ObjectNode content) {
        return event(account, person, account, Instant.now(), kind, content);
    }

    private static ObjectNode event(Who account, Who from, Who to, Instant at, String kind, ObjectNode content) {
        ObjectNode entry =
                Pages.object().put("id", account.id()).put("time", Instant.now().toEpochMilli());
        ObjectNode event = entry.putArray("messaging").addObject();
        event.putObject("sender").put("id", from.id());
        event.putObject("recipient").put("id", to.id());
        event.put("timestamp", at.toEpochMilli()).set(kind, content);
        return entry;
    }
}
