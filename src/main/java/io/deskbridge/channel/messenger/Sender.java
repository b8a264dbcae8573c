package io.deskbridge.channel.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphError;
import io.deskbridge.http.meta.GraphTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends answers, each with our key in its metadata, which the echo brings back. After a lost answer the conversation is
 * listed: an answer of the page with the same words since the reply was reserved is this one.
 */
final class Sender {
    static final long MAX_FILE_BYTES = 25L * 1024 * 1024;
    static final Duration FREE = Duration.ofHours(24);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final MessengerSettings settings;
    private final GraphApi api;
    private final Clock clock;

    Sender(MessengerSettings settings, GraphApi api, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.clock = clock;
    }

    /** What errors mean for one conversation, and not for the page. */
    static Optional<Failure> meaning(GraphError error, HttpCall call, String what) {
        boolean window = error.code() == 10 && (error.subcode() == 2018278 || error.subcode() == 2018065);
        boolean person = error.code() == 551 || error.subcode() == 1545041 || error.subcode() == 2018001;
        if (window) {
            return Optional.of(new Failure.Rejected(new Words(
                    "Messenger takes no answer any more: the customer wrote too long ago",
                    "Messenger nimmt keine Antwort mehr an: Der Kunde schrieb vor zu langer Zeit")));
        }
        return person
                ? Optional.of(new Failure.Rejected(new Words(
                        "Messenger cannot reach this person: " + error.words(),
                        "Messenger erreicht diese Person nicht: " + error.words())))
                : Optional.empty();
    }

    Sent send(Reply reply, SendKey key) {
        if (!reply.text().isBlank() && !reply.attachments().isEmpty()) {
            throw new Failure.Rejected(new Words(
                    "Messenger takes either words or a file in one message, so please send them in two comments",
                    "Messenger nimmt in einer Nachricht entweder Worte oder eine Datei; bitte in zwei Kommentaren"
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
        if (free || !settings.humanAgent()) {
            body.put("messaging_type", "RESPONSE");
        } else {
            body.put("messaging_type", "MESSAGE_TAG");
            body.put("tag", "HUMAN_AGENT");
        }
        body.put("message", message);
        String id = api.post("/" + settings.pageId() + "/messages", body)
                .path("message_id")
                .asText("");
        if (id.isEmpty()) {
            throw new Failure.Uncertain("Messenger took the answer and did not tell its id");
        }
        return new Sent(id, Optional.empty(), clock.instant());
    }

    /** Nobody sees a file before a message shows it. */
    private Map<String, Object> upload(Reply reply) {
        Attachment attachment = reply.attachments().get(0);
        Media file = reply.media().fetch(attachment, MAX_FILE_BYTES);
        String type = file.mimeType().replaceFirst("/.*", "");
        String kind = type.equals("image") || type.equals("video") || type.equals("audio") ? type : "file";
        String id = api.upload(
                        "/" + settings.pageId() + "/message_attachments",
                        Map.of("message", "{\"attachment\":{\"type\":\"" + kind + "\",\"payload\":{}}}"),
                        "filedata",
                        file)
                .path("attachment_id")
                .asText("");
        if (id.isEmpty()) {
            throw new Failure.Unavailable("Messenger took a file and gave no id for it");
        }
        return Map.of("type", kind, "payload", Map.of("attachment_id", id));
    }

    Optional<Sent> find(Reply reply, SendKey key) {
        Message answered = reply.inReplyTo();
        Instant since = key.reservedAt().minus(CLOCKS_DIFFER).truncatedTo(ChronoUnit.SECONDS);
        JsonNode conversations = api.get(
                "/" + settings.pageId() + "/conversations",
                Map.of(
                        "platform",
                        "messenger",
                        "user_id",
                        answered.conversation().thread(),
                        "fields",
                        ConversationSource.MESSAGES));
        JsonNode messages = conversations.path("data").path(0).path("messages").path("data");
        Optional<Sent> oldest = Optional.empty();
        boolean whole = messages.size() < ConversationSource.SHOWN; // else older ones are not shown
        for (JsonNode message : messages) {
            Instant at = GraphTime.of(message.path("created_time")).orElse(since);
            whole |= at.isBefore(since);
            boolean ours = message.path("from").path("id").asText("").equals(settings.pageId());
            boolean same = message.path("message")
                            .asText("")
                            .strip()
                            .equals(reply.text().strip())
                    && Files.listed(message).isEmpty() == reply.attachments().isEmpty();
            if (ours && same && !at.isBefore(since)) {
                oldest = Optional.of(new Sent(message.path("id").asText(), Optional.empty(), at));
            }
        }
        if (oldest.isEmpty() && (!whole || messages.isEmpty())) { // the customer wrote, so there is something to show
            throw new Failure.Rejected(
                    new Words(
                            "Messenger does not show whether the answer arrived; please look, and send it again if it did not",
                            "Messenger zeigt nicht, ob die Antwort ankam; bitte nachsehen und sie erneut schicken, falls nicht"));
        }
        return oldest;
    }
}
