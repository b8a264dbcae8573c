package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends private answers, each with our key in its metadata, which the echo brings back. After a lost answer the
 * conversation is listed: a message of ours with the same words since the reply was reserved is this one.
 */
final class DirectWriter {
    private static final long MAX_FILE_BYTES = 25L * 1024 * 1024;
    private static final long MAX_IMAGE_BYTES = 8L * 1024 * 1024;
    private static final Set<String> FILES = Set.of(
            "image/jpeg",
            "image/png",
            "image/gif",
            "video/mp4",
            "video/quicktime",
            "audio/mp4",
            "audio/aac",
            "audio/wav");
    /** Pictures have a smaller limit than films and voice. */
    static final MediaRule MEDIA = new MediaRule(
            1,
            MAX_FILE_BYTES,
            FILES,
            Map.of("image/jpeg", MAX_IMAGE_BYTES, "image/png", MAX_IMAGE_BYTES, "image/gif", MAX_IMAGE_BYTES));

    static final Duration FREE = Duration.ofHours(24);
    static final Duration BY_PEOPLE = Duration.ofDays(7);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final Account us;
    private final boolean humanAgent;
    private final GraphApi api;
    private final Clock clock;

    DirectWriter(Account us, boolean humanAgent, GraphApi api, Clock clock) {
        this.us = us;
        this.humanAgent = humanAgent;
        this.api = api;
        this.clock = clock;
    }

    Sent send(Reply reply, SendKey key) {
        if (!reply.text().isBlank() && !reply.attachments().isEmpty()) {
            throw new Failure.Rejected(new Words(
                    "Instagram takes either words or a file in one message, so please send them in two comments",
                    "Instagram nimmt in einer Nachricht entweder Worte oder eine Datei; bitte in zwei Kommentaren"
                            + " schicken"));
        }
        var message = new LinkedHashMap<String, Object>();
        if (reply.attachments().isEmpty()) {
            message.put("text", reply.text());
        } else {
            message.put("attachment", upload(reply));
        }
        message.put("metadata", key.toString());
        var body = new LinkedHashMap<String, Object>();
        body.put("recipient", Map.of("id", reply.conversation().thread()));
        boolean free = !clock.instant().isAfter(reply.inReplyTo().sentAt().plus(FREE));
        if (free || !humanAgent) {
            body.put("messaging_type", "RESPONSE");
        } else {
            body.put("messaging_type", "MESSAGE_TAG");
            body.put("tag", "HUMAN_AGENT");
        }
        body.put("message", message);
        String id = Wire.text(api.post("/me/messages", body).path("message_id"));
        if (id.isEmpty()) {
            throw new Failure.Uncertain("Instagram took the answer and did not tell its id");
        }
        return new Sent(id, Optional.empty(), clock.instant());
    }

    /** Nobody sees a file before a message shows it. */
    private Map<String, Object> upload(Reply reply) {
        Media file = reply.media().fetch(reply.attachments().get(0), MAX_FILE_BYTES);
        String kind = file.mimeType().replaceFirst("/.*", "");
        if (!MEDIA.takes(file.mimeType()) || file.bytes().length > MEDIA.maxBytes(file.mimeType())) {
            throw new Failure.Rejected(new Words(
                    "Instagram takes pictures (JPEG, PNG, GIF) of at most 8 MB, films and voice",
                    "Instagram nimmt Bilder (JPEG, PNG, GIF) bis 8 MB, Filme und Sprache"));
        }
        String id = Wire.text(api.upload(
                        "/me/message_attachments",
                        Map.of(
                                "platform",
                                "instagram",
                                "message",
                                "{\"attachment\":{\"type\":\"" + kind + "\",\"payload\":{}}}"),
                        "filedata",
                        file)
                .path("attachment_id"));
        if (id.isEmpty()) {
            throw new Failure.Unavailable("Instagram took a file and gave no id for it");
        }
        return Map.of("type", kind, "payload", Map.of("attachment_id", id));
    }

    Optional<Sent> find(Reply reply, SendKey key) {
        Instant since = earliest(key);
        JsonNode conversations = conversations(
                api,
                Map.of(
                        "platform",
                        "instagram",
                        "user_id",
                        reply.conversation().thread(),
                        "fields",
                        ConversationSource.MESSAGES));
        JsonNode messages = conversations.path("data").path(0).path("messages").path("data");
        Optional<Sent> oldest =
                oldest(us, messages, reply.text(), !reply.attachments().isEmpty(), since);
        boolean whole = messages.size() < ConversationSource.SHOWN; // else older ones are not shown
        for (JsonNode message : messages) {
            whole |= GraphTime.of(message.path("created_time"))
                    .filter(since::isAfter)
                    .isPresent();
        }
        if (oldest.isEmpty() && (!whole || messages.isEmpty())) { // the customer wrote, so there is something to show
            throw notShown();
        }
        return oldest;
    }

    /** A look-up that is refused says nothing of the answer: it may stand there. */
    static JsonNode conversations(GraphApi api, Map<String, String> query) {
        try {
            return api.get("/me/conversations", query);
        } catch (Failure.Rejected refused) {
            throw notShown();
        }
    }

    private static Failure.Rejected notShown() {
        return new Failure.Rejected(new Words(
                "Instagram does not show whether the answer arrived; please look, and send it again if it did not",
                "Instagram zeigt nicht, ob die Antwort ankam; bitte nachsehen und sie erneut schicken, falls nicht"));
    }

    /** What was sent under that key is not older; Instagram tells times in seconds. */
    static Instant earliest(SendKey key) {
        return key.reservedAt().minus(CLOCKS_DIFFER).truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The oldest message of ours with these words.
     *
     * @param messages of one conversation, newest first
     * @param file whether it has one
     */
    static Optional<Sent> oldest(Account us, JsonNode messages, String text, boolean file, Instant since) {
        Optional<Sent> oldest = Optional.empty();
        for (JsonNode message : messages) {
            Instant at = GraphTime.of(message.path("created_time")).orElse(since);
            JsonNode from = message.path("from");
            Contents contents = Contents.listed(message);
            boolean same = contents.text().strip().equals(text.strip())
                    && contents.files().isEmpty() != file;
            if (us.is(Wire.text(from.path("id")), Wire.text(from.path("username"))) && same && !at.isBefore(since)) {
                oldest = Optional.of(new Sent(Wire.text(message.path("id")), Optional.empty(), at));
            }
        }
        return oldest;
    }
}
