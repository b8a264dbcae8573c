package io.deskbridge.channel.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.MetaNews;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the webhook tells of conversations
 * (developers.facebook.com/docs/messenger-platform/reference/webhook-events). What has no words becomes a message that is
 * dismissed with the reason, so that it stands in the ledger and in no ticket.
 */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final Words ELSEWHERE = new Words(
            "another app of the page has this conversation at the moment; answer there, or take it over first",
            "eine andere App der Seite hat dieses Gespräch im Augenblick; dort antworten oder es zuerst übernehmen");

    private static final String UNKNOWN = "an event of a kind that is not known here (%s), without words";

    private final String channel;
    private final String page;
    private final People people;
    private final Clock clock;

    /**
     * @param channel the configured name
     * @param page its number, which is ours
     */
    Events(String channel, String page, People people, Clock clock) {
        this.channel = channel;
        this.page = page;
        this.people = people;
        this.clock = clock;
    }

    Optional<Message> message(MetaNews news) {
        JsonNode event = news.value();
        JsonNode message = event.path("message");
        boolean standby = news.field().equals("standby");
        if (message.isObject()) {
            return Optional.of(written(event, message, standby));
        }
        if (event.has("message_edit")) {
            return Optional.of(edited(event, event.path("message_edit")));
        }
        if (event.has("postback")) {
            return Optional.of(postback(event, event.path("postback")));
        }
        if (event.has("reaction")) {
            JsonNode reaction = event.path("reaction");
            String what = reaction.path("action").asText("").equals("unreact")
                    ? "a reaction was taken back"
                    : "a reaction "
                            + reaction.path("emoji")
                                    .asText(reaction.path("reaction").asText(""));
            return Optional.of(without(event, "reaction", what + ", without words")
                    .inReplyTo(reaction.path("mid").asText(null))
                    .build());
        }
        if (event.has("referral")) {
            return Optional.of(without(event, "referral", "came by a link, and wrote nothing yet")
                    .build());
        }
        if (event.has("optin")) {
            return Optional.of(without(event, "optin", "allowed messages, and wrote nothing yet")
                    .build());
        }
        return quiet(event);
    }

    /** Receipts are no messages; and what the platform says of us is for the admin. */
    private Optional<Message> quiet(JsonNode event) {
        if (event.has("policy-enforcement") || event.has("policy_enforcement")) {
            JsonNode policy = event.has("policy-enforcement")
                    ? event.path("policy-enforcement")
                    : event.path("policy_enforcement");
            LOG.warn(
                    "{}: Meta says {} to the page's messages: {}",
                    channel,
                    policy.path("action").asText(""),
                    policy.path("reason").asText("").replaceAll("\\p{Cntrl}+", " "));
        } else if (event.toString().contains("thread_control")) {
            LOG.info("{}: a conversation changes from one app to another", channel);
        } else if (!event.has("delivery") && !event.has("read")) {
            // whoever writes does so in a message; what is new here is for the admin and in no agent's way
            LOG.warn("{}: an event of an unknown kind came: {}", channel, String.join(", ", names(event)));
            return Optional.of(without(event, "event", UNKNOWN.formatted(String.join(", ", names(event))))
                    .build());
        }
        return Optional.empty();
    }

    private static List<String> names(JsonNode event) {
        var names = new ArrayList<String>();
        event.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Message written(JsonNode event, JsonNode message, boolean standby) {
        boolean ours = message.path("is_echo").asBoolean(false) || sender(event).equals(page);
        String mid = message.path("mid").asText("");
        Instant at = at(event);
        String id = mid.isEmpty() ? name("message", event) : mid;
        if (message.path("is_deleted").asBoolean(false)) {
            return builder(event, id, Author.unknown(ours ? page : customer(event)))
                    .deletedAt(clock.instant())
                    .ours(ours)
                    .build();
        }
        MessageBuilder built = builder(event, id, ours)
                .inReplyTo(message.path("reply_to").path("mid").asText(null))
                .ours(ours);
        if (ours && key(message).isPresent()) {
            built.dismissal("echo: our own reply, by the key it carries");
        }
        if (standby && !ours) {
            built.restriction(ELSEWHERE);
        }
        List<Attachment> files = Files.pushed(message);
        String text = message.path("text").asText("");
        built.text(text).attachments(files).revision("first", at);
        if (message.path("is_unsupported").asBoolean(false)
                || text.isEmpty() && files.isEmpty()
                || files.size() < message.path("attachments").size()) {
            built.text(text.isEmpty() ? "(see Messenger)" : text)
                    .unread("a part that Messenger does not show to programs");
        }
        return built.build();
    }

    /** Under which the hub sent it; empty of what others wrote. */
    private static Optional<SendKey> key(JsonNode message) {
        return SendKey.parse(message.path("metadata").asText(""));
    }

    private Message edited(JsonNode event, JsonNode edit) {
        boolean ours = sender(event).equals(page);
        return builder(event, edit.path("mid").asText(name("message", event)), ours)
                .text(edit.path("text").asText(""))
                .revision("edit:" + edit.path("num_edit").asText("1"), clock.instant())
                .ours(ours)
                .build();
    }

    /** A button that was pressed: its title is what the customer saw and chose. */
    private Message postback(JsonNode event, JsonNode postback) {
        String title = postback.path("title").asText("");
        return builder(event, postback.path("mid").asText(name("postback", event)), false)
                .text(title.isEmpty() ? postback.path("payload").asText("(a button)") : title)
                .build();
    }

    private MessageBuilder without(JsonNode event, String kind, String reason) {
        return builder(event, name(kind, event), Author.unknown(customer(event)))
                .dismissal(reason);
    }

    private MessageBuilder builder(JsonNode event, String id, boolean ours) {
        return builder(event, id, ours ? Author.unknown(page) : people.of(customer(event)));
    }

    private MessageBuilder builder(JsonNode event, String id, Author author) {
        return new MessageBuilder(channel, id, Kind.DIRECT, customer(event), author, at(event));
    }

    /** Who is not the page; an echo names the page as its sender. */
    private String customer(JsonNode event) {
        return sender(event).equals(page) ? recipient(event) : sender(event);
    }

    /** For what has no id of its own. */
    private static String name(String kind, JsonNode event) {
        return kind + ":" + sender(event) + ":" + event.path("timestamp").asText("0");
    }

    private static String sender(JsonNode event) {
        JsonNode sender = event.path("sender");
        String id = sender.path("id").asText(sender.path("user_ref").asText(""));
        return id.isEmpty() ? "unknown" : id;
    }

    private static String recipient(JsonNode event) {
        String id = event.path("recipient").path("id").asText("");
        return id.isEmpty() ? "unknown" : id;
    }

    private Instant at(JsonNode event) {
        long millis = event.path("timestamp").asLong(0);
        return millis > 0 ? Instant.ofEpochMilli(millis) : clock.instant();
    }

    /** What became of our answers: an echo that carries our key, and receipts. */
    List<DeliveryStatus> statuses(MetaNews news) {
        JsonNode event = news.value();
        var statuses = new ArrayList<DeliveryStatus>();
        String mid = event.path("message").path("mid").asText("");
        key(event.path("message"))
                .filter(key -> !mid.isEmpty())
                .ifPresent(key -> statuses.add(
                        new DeliveryStatus(channel, mid, Optional.of(key), Stage.SENT, at(event), Optional.empty())));
        JsonNode delivery = event.path("delivery");
        Instant until = Instant.ofEpochMilli(delivery.path("watermark").asLong(0));
        for (JsonNode delivered : delivery.path("mids")) {
            if (!delivered.asText("").isBlank()) {
                statuses.add(new DeliveryStatus(
                        channel, delivered.asText(), Optional.empty(), Stage.DELIVERED, until, Optional.empty()));
            }
        }
        long seen = event.path("read").path("watermark").asLong(0);
        if (seen > 0) {
            // it names no message: "all messages that were sent before or at this timestamp were read"
            statuses.add(DeliveryStatus.upTo(
                    new Conversation(channel, customer(event)), Stage.READ, Instant.ofEpochMilli(seen)));
        }
        return statuses;
    }
}
