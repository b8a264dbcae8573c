package io.deskbridge.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plays the customers, whose phones have no API; not a part of WhatsApp's. */
@RestController("sandboxWhatsAppPlaygroundController")
@GraphPart
@RequestMapping("/sandbox/whatsapp")
class PlaygroundController {
    private final World world;
    private final Pusher pusher;

    PlaygroundController(World world, Pusher pusher) {
        this.world = world;
        this.pusher = pusher;
    }

    record Shown(String id, String from, String text, Instant at, String status, Optional<String> quotes) {}

    /** A file that a customer sends. */
    record FileSent(String type, String mimeType, String base64, String caption, String filename) {}

    /** A person writes: {@code text}, or a whole message as WhatsApp describes it, without its id. */
    @PostMapping("/people/{name}/messages")
    Map<String, String> write(@PathVariable String name, @RequestBody ObjectNode body) {
        ObjectNode content = body;
        if (body.has("text") && body.path("text").isTextual()) {
            content = JsonNodeFactory.instance.objectNode().put("type", "text");
            content.putObject("text").put("body", body.path("text").asText());
            if (body.has("context")) {
                content.set("context", body.path("context"));
            }
        }
        return Map.of("id", said(world.person(name), content).id());
    }

    @PostMapping("/people/{name}/files")
    Map<String, String> sendFile(@PathVariable String name, @RequestBody FileSent file) {
        Medium medium = world.keep(file.mimeType(), Base64.getDecoder().decode(file.base64()));
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("type", file.type());
        content.putObject(file.type())
                .put("id", medium.id())
                .put("mime_type", file.mimeType())
                .put("caption", file.caption())
                .put("filename", file.filename());
        return Map.of("id", said(world.person(name), content).id(), "media", medium.id());
    }

    private Said said(Person person, ObjectNode content) {
        Said message = world.add(new Said(world.newId(), person, false, content, "", Instant.now(), ""));
        pusher.push(Calls.message(person, message.id(), message.at(), content));
        return message;
    }

    /** {@code hidden}: the phone number is told to nobody; {@code heard}: when the person last wrote. */
    @PutMapping("/people/{name}")
    Map<String, Object> change(@PathVariable String name, @RequestBody JsonNode body) {
        Person person =
                body.has("hidden") ? world.hide(name, body.path("hidden").asBoolean()) : world.person(name);
        if (body.has("heard")) {
            world.heard(person, Instant.parse(body.path("heard").asText()));
        }
        return Map.of("userId", person.userId(), "phone", person.phone(), "hidden", person.hidden());
    }

    /** Oldest first. */
    @GetMapping("/people/{name}/chat")
    List<Shown> chat(@PathVariable String name) {
        return world.chat(world.person(name)).stream()
                .map(message -> new Shown(
                        message.id(),
                        message.fromBusiness() ? "acme" : message.person().name(),
                        message.words(),
                        message.at(),
                        message.status(),
                        Optional.of(message.content()
                                        .path("context")
                                        .path("message_id")
                                        .asText(""))
                                .filter(id -> !id.isEmpty())))
                .toList();
    }

    /** Tells a status of what the business sent: {@code read}, or {@code failed} with a code; any, at any time. */
    @PostMapping("/messages/{id}/status")
    Map<String, String> status(@PathVariable String id, @RequestBody JsonNode body) {
        Said said = world.said(id).orElseThrow(() -> GraphProblem.unknown(id));
        String status = body.path("status").asText();
        Said now = world.told(said, status);
        pusher.push(
                status.equals("failed")
                        ? Calls.failure(
                                now,
                                Instant.now(),
                                body.path("code").asInt(131000),
                                "Something went wrong",
                                body.path("details").asText("Something went wrong"))
                        : Calls.status(now, Instant.now()));
        return Map.of("status", status);
    }
}
