package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes replies. Pictures go first: a failure there leaves nothing that anybody sees. */
final class XSender {
    static final long MAX_IMAGE_BYTES = 5L * 1024 * 1024;
    static final int MOST_IN_PRIVATE = 1;
    private static final int ALT_TEXT_LIMIT = 1000;

    private final XApi api;
    private final String handle;
    private final Clock clock;

    XSender(XApi api, String handle, Clock clock) {
        this.api = api;
        this.handle = handle;
        this.clock = clock;
    }

    Sent send(Reply reply) {
        return reply.inReplyTo().kind() == Kind.DIRECT ? direct(reply) : post(reply);
    }

    private Sent post(Reply reply) {
        var body = new LinkedHashMap<String, Object>();
        if (!reply.text().isEmpty()) {
            body.put("text", reply.text());
        }
        body.put("reply", Map.of("in_reply_to_tweet_id", latestWording(reply.inReplyTo())));
        List<String> media = upload(reply, "tweet_image");
        if (!media.isEmpty()) {
            body.put("media", Map.of("media_ids", media));
        }
        String id = id(api.write("/2/tweets", body), "id");
        return new Sent(id, Optional.of(permalink(id)), XIds.timeOf(id).orElse(clock.instant()));
    }

    private Sent direct(Reply reply) {
        if (reply.attachments().size() > MOST_IN_PRIVATE) {
            throw new Failure.Rejected(new Words(
                    "X takes one picture in a direct message, and this answer has "
                            + reply.attachments().size(),
                    "X nimmt in einer Direktnachricht ein Bild, und diese Antwort hat "
                            + reply.attachments().size()));
        }
        var body = new LinkedHashMap<String, Object>();
        if (!reply.text().isEmpty()) {
            body.put("text", reply.text());
        }
        List<String> media = upload(reply, "dm_image");
        if (!media.isEmpty()) {
            body.put(
                    "attachments",
                    media.stream().map(id -> Map.of("media_id", id)).toList());
        }
        String id = id(
                api.write("/2/dm_conversations/with/" + participant(reply.inReplyTo()) + "/messages", body),
                "dm_event_id");
        return new Sent(id, Optional.empty(), XIds.timeOf(id).orElse(clock.instant()));
    }

    /** With whom the conversation of a direct message is. */
    static String participant(Message message) {
        String thread = message.conversation().thread();
        String participant = thread.startsWith("dm:")
                ? thread.substring(3)
                : message.author().id();
        if (!XIds.isId(participant)) {
            throw new Failure.Rejected(new Words(
                    "X did not tell who wrote this message; answer it in X itself",
                    "X sagt nicht, wer diese Nachricht schrieb; bitte in X selbst antworten"));
        }
        return participant;
    }

    /** An answer belongs under the wording that the agent saw last; X takes no other once a post was edited. */
    static String latestWording(Message message) {
        String id = message.revision().id();
        id = XIds.isId(id) ? id : message.id().value();
        if (!XIds.isId(id)) {
            throw new Failure.Rejected(new Words(
                    "X did not tell which post this is; answer it in X itself",
                    "X sagt nicht, welcher Beitrag das ist; bitte in X selbst antworten"));
        }
        return id;
    }

    URI permalink(String id) {
        return URI.create("https://x.com/" + handle + "/status/" + id);
    }

    private List<String> upload(Reply reply, String category) {
        var ids = new ArrayList<String>();
        for (Attachment attachment : reply.attachments()) {
            Media media = reply.media().fetch(attachment, MAX_IMAGE_BYTES);
            JsonNode answer = api.prepare(
                    "/2/media/upload",
                    Map.of("media", Base64.getEncoder().encodeToString(media.bytes()), "media_category", category));
            String id = answer.path("data").path("id").asText("");
            if (id.isEmpty()) {
                throw new Failure.Unavailable("X took a picture and gave no id for it");
            }
            attachment.description().ifPresent(words -> describe(id, words));
            ids.add(id);
        }
        return ids;
    }

    private void describe(String mediaId, String words) {
        String text = words.length() > ALT_TEXT_LIMIT ? words.substring(0, ALT_TEXT_LIMIT) : words;
        api.prepare("/2/media/metadata", Map.of("id", mediaId, "metadata", Map.of("alt_text", Map.of("text", text))));
    }

    private static String id(JsonNode answer, String name) {
        String id = answer.path("data").path(name).asText("");
        if (id.isEmpty()) {
            throw new Failure.Uncertain("X took the answer and did not tell its id");
        }
        return id;
    }
}
