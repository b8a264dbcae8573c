package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plays customers, whose app has no API, and colleagues in Meta's own inbox; not a part of Messenger's API. */
@RestController("sandboxMessengerPlaygroundController")
@GraphPart
@RequestMapping("/sandbox/messenger")
class PlaygroundController {
    private final World world;
    private final Webhooks webhooks;

    PlaygroundController(World world, Webhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    record Shown(String id, String from, String text, Instant at) {}

    /** A file that a customer sends; {@code type} as Messenger calls it: image, video, audio, file. */
    record FileSent(String type, String mimeType, String base64, String name) {}

    /** A person writes: {@code text}, or what else a message may have, as Messenger describes it. */
    @PostMapping("/people/{name}/messages")
    Map<String, String> write(
            @PathVariable String name,
            @RequestParam(defaultValue = Pages.ACME) String page,
            @RequestBody ObjectNode content) {
        return told(world.add(world.person(page, name), false, content));
    }

    @PostMapping("/people/{name}/files")
    Map<String, String> sendFile(
            @PathVariable String name,
            @RequestParam(defaultValue = Pages.ACME) String page,
            @RequestBody FileSent file) {
        Medium medium =
                world.keep(file.mimeType(), file.name(), Base64.getDecoder().decode(file.base64()));
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.putArray("attachments")
                .addObject()
                .put("type", file.type())
                .putObject("payload")
                .put("url", SendController.address(medium));
        return told(world.add(world.person(page, name), false, content));
    }

    private Map<String, String> told(Said said) {
        webhooks.push(said.person(), Events.message(said));
        return Map.of("id", said.id());
    }

    /** Something else: {@code reaction}, {@code read}, {@code postback}, {@code referral}, or what nobody knows. */
    @PostMapping("/people/{name}/events")
    Map<String, String> happens(
            @PathVariable String name,
            @RequestParam(defaultValue = Pages.ACME) String page,
            @RequestBody ObjectNode what) {
        Person person = world.person(page, name);
        if (what.has("postback")) {
            world.heard(person, Instant.now());
        }
        webhooks.push(person, Events.other(person, what));
        return Map.of("person", person.id());
    }

    /** A colleague answers in Meta's own inbox. */
    @PostMapping("/people/{name}/answers")
    Map<String, String> answer(
            @PathVariable String name,
            @RequestParam(defaultValue = Pages.ACME) String page,
            @RequestBody ObjectNode content) {
        Said said = world.add(world.person(page, name), true, content);
        webhooks.push(said.person(), Events.echo(said, Events.INBOX, ""));
        return Map.of("id", said.id());
    }

    @PutMapping("/messages/{id}")
    Map<String, String> edit(@PathVariable String id, @RequestBody JsonNode body) {
        Said said = world.said(id)
                .orElseThrow(() -> GraphProblem.unknown(id))
                .saying(body.path("text").asText(""));
        world.change(said);
        webhooks.push(said.person(), Events.edit(said));
        return Map.of("id", id);
    }

    @DeleteMapping("/messages/{id}")
    Map<String, String> unsend(@PathVariable String id) {
        Said said = world.said(id).orElseThrow(() -> GraphProblem.unknown(id));
        world.remove(said);
        webhooks.push(said.person(), Events.deletion(said));
        return Map.of("id", id);
    }

    /** {@code heard}: when she last wrote; {@code blocking}; {@code elsewhere}: another app has the conversation. */
    @PutMapping("/people/{name}")
    Map<String, Object> change(
            @PathVariable String name,
            @RequestParam(defaultValue = Pages.ACME) String page,
            @RequestBody JsonNode body) {
        Person person = world.change(world.person(page, name), was -> was.blocking(
                        body.path("blocking").asBoolean(was.blocking()))
                .elsewhere(body.path("elsewhere").asBoolean(was.elsewhere())));
        if (body.has("heard")) {
            world.heard(person, Instant.parse(body.path("heard").asText()));
        }
        return Map.of("id", person.id(), "name", person.fullName());
    }

    /** Oldest first. */
    @GetMapping("/people/{name}/chat")
    List<Shown> chat(@PathVariable String name, @RequestParam(defaultValue = Pages.ACME) String page) {
        return world.conversation(world.person(page, name)).stream()
                .map(said -> new Shown(
                        said.id(), said.fromPage() ? "acme" : said.person().name(), said.words(), said.at()))
                .toList();
    }
}
