package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
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
 * Reads what the webhook tells of conversations. What has no words becomes a message that is dismissed with the reason, so
 * that it stands in the ledger and in no ticket.
 */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final Words ELSEWHERE = new Words(
            "another app of the account has this conversation at the moment; answer there, or take it over first",
            "eine andere App des Kontos hat dieses Gespräch im Augenblick; dort antworten oder es zuerst übernehmen");

    private final Account us;
    private final Direct direct;
    private final Clock clock;

    Events(Account us, Direct direct, Clock clock) {
        this.us = us;
        this.direct = direct;
        this.clock = clock;
    }

    Optional<Message> message(MetaNews news) {
        JsonNode event = news.value();
        if (event.path("message").isObject()) {
            return Optional.of(
                    written(event, event.path("message"), news.field().equals("standby")));
        }
        if (event.has("message_edit")) {
            return Optional.of(edited(event, event.path("message_edit")));
        }
        if (event.has("postback")) {
            return Optional.of(postback(event, event.path("postback")));
        }
        if (event.has("reaction")) {
            return Optional.of(reaction(event, event.path("reaction")));
        }
        if (event.has("referral")) {
            return Optional.of(without(event, "referral", "came by a link, and wrote nothing yet"));
        }
        if (event.has("optin")) {
            return Optional.of(without(event, "optin", "allowed messages, and wrote nothing yet"));
        }
        if (event.has("read") || event.has("delivery")) {
            return Optional.empty(); // a status, if it names a message
        }
        if (event.toString().contains("thread_control")) {
            LOG.info("{}: a conversation changes from one app to another", us.channel());
            return Optional.empty();
        }
        String names = names(event);
        LOG.warn("{}: an event of an unknown kind came: {}", us.channel(), names);
        // whoever writes does so in a message; what is new here is for the admin and in no agent's way
        return Optional.of(
                without(event, "event", "an event of a kind that is not known here (" + names + "), without words"));
    }

    private static String names(JsonNode event) {
        var names = new ArrayList<String>();
        event.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private Message written(JsonNode event, JsonNode message, boolean standby) {
        boolean ours = message.path("is_echo").asBoolean(false) || sender(event).equals(us.id());
        MessageBuilder built =
                builder(event, Wire.some(message.path("mid")).orElseGet(() -> name("message", event)), ours);
        if (message.path("is_deleted").asBoolean(false)) {
            return built.deletedAt(clock.instant()).build();
        }
        if (ours && SendKey.parse(Wire.text(message.path("metadata"))).isPresent()) {
            // that of a private answer to a comment comes in another conversation than the comment's
            built.dismissal("echo: our own reply, by the key it carries");
        }
        if (standby && !ours) {
            built.restriction(ELSEWHERE);
        }
        return Direct.filled(built, Contents.pushed(message))
                .inReplyTo(message.path("reply_to").path("mid").asText(null))
                .build();
    }

    private Message edited(JsonNode event, JsonNode edit) {
        boolean ours = sender(event).equals(us.id());
        String text = Wire.text(edit.path("text"));
        MessageBuilder built =
                builder(event, Wire.some(edit.path("mid")).orElseGet(() -> name("message", event)), ours);
        return Direct.filled(built, new Contents(text, List.of(), !text.isEmpty()))
                .revision("edit:" + edit.path("num_edit").asText("1"), clock.instant())
                .build();
    }

    /** A button that was pressed: its title is what the customer saw and chose. */
    private Message postback(JsonNode event, JsonNode postback) {
        return builder(event, Wire.some(postback.path("mid")).orElseGet(() -> name("postback", event)), false)
                .text(Wire.some(postback.path("title"))
                        .or(() -> Wire.some(postback.path("payload")))
                        .orElse("(a button)"))
                .build();
    }

    private Message reaction(JsonNode event, JsonNode reaction) {
        String what = Wire.text(reaction.path("action")).equals("unreact")
                ? "a reaction was taken back"
                : "a reaction " + Wire.some(reaction.path("emoji")).orElse(Wire.text(reaction.path("reaction")));
        return builder(event, name("reaction", event), sender(event).equals(us.id()))
                .dismissal(what + ", without words")
                .inReplyTo(reaction.path("mid").asText(null))
                .build();
    }

    private Message without(JsonNode event, String kind, String reason) {
        return builder(event, name(kind, event), false).dismissal(reason).build();
    }

    private MessageBuilder builder(JsonNode event, String id, boolean ours) {
        return direct.message(id, customer(event), ours, at(event));
    }

    /** Who is not us; an echo names us as its sender. */
    private String customer(JsonNode event) {
        return sender(event).equals(us.id()) ? id(event.path("recipient")) : sender(event);
    }

    /** For what has no id of its own. */
    private static String name(String kind, JsonNode event) {
        return kind + ":" + sender(event) + ":" + event.path("timestamp").asText("0");
    }

    private static String sender(JsonNode event) {
        return id(event.path("sender"));
    }

    private static String id(JsonNode person) {
        return Wire.some(person.path("id")).orElse("unknown");
    }

    private Instant at(JsonNode event) {
        long millis = event.path("timestamp").asLong(0);
        return millis > 0 ? Instant.ofEpochMilli(millis) : clock.instant();
    }

    /** What became of our answers: an echo that carries our key, and that the customer saw one. */
    List<DeliveryStatus> statuses(MetaNews news) {
        JsonNode event = news.value();
        var statuses = new ArrayList<DeliveryStatus>();
        Optional<String> mid = Wire.some(event.path("message").path("mid"));
        Optional<SendKey> key = SendKey.parse(Wire.text(event.path("message").path("metadata")));
        if (mid.isPresent() && key.isPresent()) {
            statuses.add(status(mid.get(), key, Stage.SENT, event));
        }
        Wire.some(event.path("read").path("mid"))
                .ifPresent(seen -> statuses.add(status(seen, Optional.empty(), Stage.READ, event)));
        return statuses;
    }

    private DeliveryStatus status(String mid, Optional<SendKey> key, Stage stage, JsonNode event) {
        return new DeliveryStatus(us.channel(), mid, key, stage, at(event), Optional.empty());
    }
}
