package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads direct messages: as API v2 lists them, and as webhooks push them, which is how API 1.1 wrote them. */
final class XDirects {
    private final XSelf self;
    private final Instant readAt;

    XDirects(XSelf self, Instant readAt) {
        this.self = self;
        this.readAt = readAt;
    }

    /** All messages of an answer, in its order; people who join or leave are none. */
    List<Message> page(JsonNode answer) {
        XIncludes includes = XIncludes.of(answer.path("includes"));
        var messages = new ArrayList<Message>();
        for (JsonNode event : answer.path("data")) {
            if (event.path("event_type").asText("MessageCreate").equals("MessageCreate")) {
                messages.add(message(event, includes));
            }
        }
        return messages;
    }

    private Message message(JsonNode event, XIncludes includes) {
        String sender = event.path("sender_id").asText("");
        return message(
                event,
                event.path("id").asText(""),
                sender,
                self.is(sender) ? other(event) : sender,
                event.path("text"),
                event.path("entities"),
                XPosts.time(event.path("created_at").asText("")),
                XAttachments.of(event.path("attachments"), includes),
                includes);
    }

    /** The events of a webhook call. */
    List<Message> pushed(JsonNode payload) {
        XIncludes includes = XIncludes.of(payload);
        var messages = new ArrayList<Message>();
        for (JsonNode event : payload.path("direct_message_events")) {
            JsonNode create = event.path("message_create");
            if (create.isMissingNode()) {
                continue;
            }
            JsonNode data = create.path("message_data");
            String sender = create.path("sender_id").asText("");
            long sentAt = event.path("created_timestamp").asLong(0);
            messages.add(message(
                    event,
                    event.path("id").asText(""),
                    sender,
                    self.is(sender) ? create.path("target").path("recipient_id").asText("") : sender,
                    data.path("text"),
                    data.path("entities"),
                    sentAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(sentAt)),
                    XAttachments.ofWebhook(data.path("attachment")),
                    includes));
        }
        return messages;
    }

    /** An encrypted message: X pushes that it came, and nobody but X's own apps can read it. */
    Message encrypted(JsonNode payload) {
        String id = payload.path("id").asText("");
        String sender = payload.path("sender_id").asText("");
        if (id.isBlank() || sender.isBlank()) {
            return XPlaceholders.nameless(self, Kind.DIRECT, payload, "an encrypted message", readAt);
        }
        long sentAt = payload.path("created_at_msec").asLong(readAt.toEpochMilli());
        return new MessageBuilder(
                        self.channel(),
                        id,
                        Kind.DIRECT,
                        thread(sender),
                        XAuthors.author(sender, XIncludes.of(payload)),
                        Instant.ofEpochMilli(sentAt))
                .text("(An encrypted message came. Only X's own apps can read it: https://x.com/messages / Eine"
                        + " verschlüsselte Nachricht kam an. Nur X selbst kann sie anzeigen: https://x.com/messages)")
                .ours(self.is(sender))
                .unread("the text, which is encrypted")
                .build();
    }

    private Message message(
            JsonNode event,
            String id,
            String sender,
            String participant,
            JsonNode text,
            JsonNode entities,
            Optional<Instant> sentAt,
            List<Attachment> attachments,
            XIncludes includes) {
        if (id.isBlank() || participant.isBlank()) {
            return XPlaceholders.nameless(
                    self, Kind.DIRECT, event, id.isBlank() ? "the message's id" : "who wrote it", readAt);
        }
        var message = new MessageBuilder(
                        self.channel(),
                        id,
                        Kind.DIRECT,
                        thread(participant),
                        XAuthors.author(sender, includes),
                        sentAt.or(() -> XIds.timeOf(id)).orElse(readAt))
                .attachments(attachments)
                .ours(self.is(sender));
        return text.isTextual() || !attachments.isEmpty()
                ? message.text(XText.written(text.asText(""), 0, entities)).build()
                : message.text(XPlaceholders.words(URI.create("https://x.com/messages")))
                        .unread("the text")
                        .build();
    }

    private static String thread(String participant) {
        return "dm:" + participant;
    }

    /** To whom we wrote. A conversation of two is named after both: {@code 123-456}. */
    private String other(JsonNode event) {
        var candidates = new ArrayList<String>();
        event.path("participant_ids").forEach(id -> candidates.add(id.asText()));
        candidates.addAll(List.of(event.path("dm_conversation_id").asText("").split("-", -1)));
        return candidates.stream()
                .filter(id -> !self.is(id) && XIds.isId(id))
                .findFirst()
                .orElse("");
    }
}
