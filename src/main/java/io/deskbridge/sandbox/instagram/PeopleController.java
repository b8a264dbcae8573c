package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people do in Instagram's app towards an account in private; not a part of the Graph API. */
@RestController("sandboxInstagramPeopleController")
@GraphPart
@RequestMapping("/sandbox/instagram/people/{name}")
class PeopleController {
    private final World world;
    private final Webhooks webhooks;

    PeopleController(World world, Webhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    /** A file that a person sends. */
    record FileSent(String type, String mimeType, String base64) {}

    /**
     * A message as webhooks write it, without its id: {@code text}, {@code attachments}, {@code reply_to}, {@code
     * is_unsupported}. With {@code at} it was written at that time.
     */
    @PostMapping("/messages")
    Map<String, String> write(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String account,
            @RequestBody ObjectNode message) {
        Instant at = CommentController.at(message);
        message.remove("at");
        return written(name, account, message, at);
    }

    @PostMapping("/files")
    Map<String, String> send(
            @PathVariable String name, @RequestParam(defaultValue = "") String account, @RequestBody FileSent sent) {
        StoredFile file = world.keep(sent.mimeType(), Base64.getDecoder().decode(sent.base64()));
        ObjectNode message = Pages.object();
        message.putArray("attachments")
                .addObject()
                .put("type", sent.type())
                .putObject("payload")
                .put("url", file.url());
        return written(name, account, message, Instant.now());
    }

    private Map<String, String> written(String name, String account, ObjectNode message, Instant at) {
        Letter letter = world.write(called(account), Who.person(name), false, message, Optional.empty(), at);
        webhooks.wrote(letter);
        return Map.of("id", letter.id(), "thread", letter.person().id());
    }

    /** Other words for a message, within the quarter of an hour in which the app allows it. */
    @PostMapping("/messages/{id}")
    void edit(@PathVariable String name, @PathVariable String id, @RequestBody JsonNode body) {
        Letter letter = own(name, id);
        String text = body.path("text").asText();
        world.change(letter.saying(letter.message().deepCopy().put("text", text)));
        webhooks.did(
                letter.account(),
                letter.person(),
                "message_edit",
                Pages.object()
                        .put("mid", id)
                        .put("text", text)
                        .put("num_edit", body.path("num_edit").asInt(1)));
    }

    @DeleteMapping("/messages/{id}")
    void unsend(@PathVariable String name, @PathVariable String id) {
        Letter letter = own(name, id);
        world.remove(letter);
        webhooks.unsent(letter);
    }

    /** Anything else that webhooks tell of: {@code read}, {@code reaction}, {@code postback}, {@code referral}, ... */
    @PostMapping("/events/{kind:[a-z_]+}")
    void does(
            @PathVariable String name,
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String account,
            @RequestBody ObjectNode content) {
        webhooks.did(called(account), Who.person(name), kind, content);
    }

    private Letter own(String name, String id) {
        return world.letter(id)
                .filter(letter -> letter.from().equals(Who.person(name)))
                .orElseThrow(() -> GraphProblem.unknown(id));
    }

    private static Who called(String account) {
        return account.isEmpty() ? Who.ACME : Who.account(account);
    }
}
