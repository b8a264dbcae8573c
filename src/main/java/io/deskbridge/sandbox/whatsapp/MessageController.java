package io.deskbridge.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes what the business sends. That it is taken says nothing: whether it arrives is told by webhook. */
@RestController("sandboxWhatsAppMessageController")
@GraphPart
@RequestMapping("/sandbox/whatsapp/{version:v[0-9.]+}/" + World.NUMBER + "/messages")
class MessageController {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int TEXT = 4096;
    private static final int CAPTION = 1024;

    private final World world;
    private final Door door;
    private final Pusher pusher;

    MessageController(World world, Door door, Pusher pusher) {
        this.world = world;
        this.door = door;
        this.pusher = pusher;
    }

    @PostMapping
    ObjectNode send(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam(name = "appsecret_proof", defaultValue = "") String proof,
            @RequestBody ObjectNode body) {
        door.company(authorization, proof);
        if (!body.path("messaging_product").asText().equals("whatsapp")) {
            throw Problems.invalid("messaging_product must be whatsapp");
        }
        String recipient = body.path(body.has("to") ? "to" : "recipient").asText("");
        if (recipient.isBlank()) {
            throw Problems.of(131008, "Required parameter is missing", "The parameter to is required.");
        }
        check(body);
        Optional<Person> known = world.called(recipient);
        var said = world.add(new Said(
                world.newId(),
                known.orElse(new Person(recipient, recipient, recipient, false)),
                true,
                content(body),
                body.path("biz_opaque_callback_data").asText(""),
                Instant.now(),
                ""));
        tell(said, known);
        return answer(recipient, said);
    }

    private void check(ObjectNode body) {
        String type = body.path("type").asText();
        JsonNode part = body.path(type);
        switch (type) {
            case "text" -> {
                if (part.path("body").asText("").isBlank()
                        || part.path("body").asText().length() > TEXT) {
                    throw Problems.invalid("Param text['body'] must be between 1 and " + TEXT + " characters long.");
                }
            }
            case "template" -> TemplateBook.asked(part);
            case "image", "video", "audio", "document", "sticker" -> {
                if (world.medium(part.path("id").asText()).isEmpty()) {
                    throw Problems.of(131053, "Media upload error", "There is no media of that id.");
                }
                if (part.path("caption").asText("").length() > CAPTION || type.equals("audio") && part.has("caption")) {
                    throw Problems.invalid("Param caption is too long, or not taken here.");
                }
            }
            default -> throw Problems.of(131051, "Unsupported message type", "Message type is not supported.");
        }
        String quoted = body.path("context").path("message_id").asText("");
        if (!quoted.isEmpty() && world.said(quoted).isEmpty()) {
            throw Problems.invalid("context: there is no message of that id.");
        }
    }

    private static ObjectNode content(ObjectNode body) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        String type = body.path("type").asText();
        content.put("type", type).set(type, body.path(type));
        if (body.has("context")) {
            content.set("context", body.path("context"));
        }
        return content;
    }

    private void tell(Said said, Optional<Person> known) {
        Instant now = Instant.now();
        boolean inTime = known.flatMap(world::heard)
                .filter(at -> at.plus(WINDOW).isAfter(now))
                .isPresent();
        if (known.isEmpty()) {
            pusher.push(Calls.failure(
                    world.told(said, "failed"), now, 131026, "Message undeliverable", "Message Undeliverable."));
        } else if (!inTime && !said.content().path("type").asText().equals("template")) {
            pusher.push(Calls.failure(
                    world.told(said, "failed"),
                    now,
                    131047,
                    "Re-engagement message",
                    "Message failed to send because more than 24 hours have passed since the customer last replied to"
                            + " this number."));
        } else {
            for (String status : new String[] {"sent", "delivered"}) {
                pusher.push(Calls.status(world.told(said, status), now));
            }
        }
    }

    private static ObjectNode answer(String recipient, Said said) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("messaging_product", "whatsapp");
        answer.putArray("contacts")
                .addObject()
                .put("input", recipient)
                .put("user_id", said.person().userId());
        answer.putArray("messages").addObject().put("id", said.id()).put("message_status", "accepted");
        return answer;
    }
}
