package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/** What happened, as the webhook tells it (developers.facebook.com/docs/messenger-platform/reference/webhook-events). */
final class Events {
    /** The app of the hub, and the inbox in which colleagues answer. */
    static final long HUB = 1517776481860111L;

    static final long INBOX = 263902037430900L;

    /** Which field a page subscribes to have such an event. */
    private static final Map<String, String> FIELDS = Map.of(
            "message", "messages",
            "message_edit", "message_edits",
            "delivery", "message_deliveries",
            "read", "message_reads",
            "reaction", "message_reactions",
            "postback", "messaging_postbacks",
            "referral", "messaging_referrals",
            "optin", "messaging_optins");

    private Events() {}

    static ObjectNode message(Said said) {
        ObjectNode event = between(said.person(), said.fromPage(), said.at());
        event.putObject("message").put("mid", said.id()).setAll(said.content());
        return event;
    }

    /** What the page itself wrote, whoever of it. */
    static ObjectNode echo(Said said, long app, String metadata) {
        ObjectNode event = message(said);
        ObjectNode message = event.withObject("message").put("is_echo", true).put("app_id", app);
        if (!metadata.isEmpty()) {
            message.put("metadata", metadata);
        }
        return event;
    }

    static ObjectNode edit(Said said) {
        ObjectNode event = between(said.person(), said.fromPage(), Instant.now());
        event.putObject("message_edit")
                .put("mid", said.id())
                .put("text", said.text())
                .put("num_edit", said.edits());
        return event;
    }

    static ObjectNode deletion(Said said) {
        ObjectNode event = between(said.person(), said.fromPage(), Instant.now());
        event.putObject("message").put("mid", said.id()).put("is_deleted", true);
        return event;
    }

    static ObjectNode delivery(Said said) {
        ObjectNode event = between(said.person(), false, Instant.now());
        ObjectNode delivery = event.putObject("delivery");
        delivery.putArray("mids").add(said.id());
        delivery.put("watermark", said.at().toEpochMilli());
        return event;
    }

    /** Something else that the person did. */
    static ObjectNode other(Person person, ObjectNode what) {
        ObjectNode event = between(person, false, Instant.now());
        event.setAll(what);
        return event;
    }

    /** The field of an event; empty where none is known. */
    static String field(JsonNode event) {
        if (event.path("message").path("is_echo").asBoolean(false)) {
            return "message_echoes";
        }
        return FIELDS.entrySet().stream()
                .filter(field -> event.has(field.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static ObjectNode between(Person person, boolean fromPage, Instant at) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("sender").put("id", fromPage ? person.page() : person.id());
        event.putObject("recipient").put("id", fromPage ? person.id() : person.page());
        return event.put("timestamp", at.toEpochMilli());
    }
}
