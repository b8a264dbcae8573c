package io.deskbridge.sandbox.whatsapp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What webhook calls say, as WhatsApp writes it. */
final class Calls {
    private Calls() {}

    /** A customer's message, or something else that she did; {@code content} is its type and what belongs to it. */
    static ObjectNode message(Person person, String id, Instant at, ObjectNode content) {
        ObjectNode call = object();
        ObjectNode value = value(call);
        contact(value, person);
        ObjectNode message = value.putArray("messages").addObject();
        if (!person.hidden()) {
            message.put("from", person.phone());
        }
        message.put("from_user_id", person.userId())
                .put("id", id)
                .put("timestamp", String.valueOf(at.getEpochSecond()));
        message.setAll(content);
        return call;
    }

    static ObjectNode status(Said said, Instant at) {
        ObjectNode call = object();
        ObjectNode value = value(call);
        contact(value, said.person());
        status(value, said, at);
        return call;
    }

    /** A message that was taken and will not arrive. */
    static ObjectNode failure(Said said, Instant at, int code, String title, String details) {
        ObjectNode call = object();
        ObjectNode value = value(call);
        ObjectNode error = status(value, said, at)
                .putArray("errors")
                .addObject()
                .put("code", code)
                .put("title", title);
        error.put("message", title).putObject("error_data").put("details", details);
        return call;
    }

    private static ObjectNode status(ObjectNode value, Said said, Instant at) {
        ObjectNode status = value.putArray("statuses")
                .addObject()
                .put("id", said.id())
                .put("status", said.status())
                .put("timestamp", String.valueOf(at.getEpochSecond()))
                .put("recipient_user_id", said.person().userId());
        if (!said.person().hidden()) {
            status.put("recipient_id", said.person().phone());
        }
        if (!said.callbackData().isEmpty()) {
            status.put("biz_opaque_callback_data", said.callbackData());
        }
        return status;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode value(ObjectNode call) {
        call.put("object", "whatsapp_business_account");
        ObjectNode change = call.putArray("entry")
                .addObject()
                .put("id", World.ACCOUNT)
                .putArray("changes")
                .addObject()
                .put("field", "messages");
        ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
        value.putObject("metadata").put("display_phone_number", World.PHONE).put("phone_number_id", World.NUMBER);
        return value;
    }

    private static void contact(ObjectNode value, Person person) {
        ObjectNode contact = value.putArray("contacts").addObject();
        ObjectNode profile = contact.putObject("profile").put("name", person.name());
        if (person.hidden()) {
            profile.put("username", "@" + person.name());
        } else {
            contact.put("wa_id", person.phone());
        }
        contact.put("user_id", person.userId());
    }
}
