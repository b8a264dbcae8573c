package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Takes what a page sends. Its webhook hears of it as of everything that the page writes. */
@RestController("sandboxMessengerSendController")
@GraphPart
@RequestMapping("/sandbox/messenger/{version:v\\d+\\.\\d+}/{page}")
class SendController {
    private static final int LIMIT = 25 * 1024 * 1024;

    private final World world;
    private final Webhooks webhooks;

    SendController(World world, Webhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    @PostMapping("/messages")
    ObjectNode send(@PathVariable String page, @RequestBody JsonNode body, HttpServletRequest request) {
        String caller = Pages.itself(page, request);
        JsonNode message = body.path("message");
        SendRules.content(message);
        Person person = world.known(caller, body.path("recipient").path("id").asText(""))
                .orElseThrow(() -> GraphProblem.of(100, 2018001, "No matching user found"));
        SendRules.reachable(person, body, world.heard(person));
        Said said = world.add(person, true, content(body));
        webhooks.push(
                person, Events.echo(said, Events.HUB, message.path("metadata").asText("")));
        webhooks.push(person, Events.delivery(said));
        return JsonNodeFactory.instance
                .objectNode()
                .put("recipient_id", person.id())
                .put("message_id", said.id());
    }

    private ObjectNode content(JsonNode body) {
        JsonNode message = body.path("message");
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        if (body.path("reply_to").has("mid")) {
            content.set("reply_to", body.path("reply_to"));
        }
        if (message.hasNonNull("text")) {
            return content.put("text", message.path("text").asText());
        }
        JsonNode attachment = message.path("attachment");
        JsonNode payload = attachment.path("payload");
        String url = payload.path("url").asText("");
        if (!url.matches("https?://.+")) {
            String id = payload.path("attachment_id").asText("");
            url = world.medium(id)
                    .map(SendController::address)
                    .orElseThrow(() ->
                            GraphProblem.of(100, 2018074, "Invalid Attachment ID or you do not own this attachment"));
        }
        content.putArray("attachments")
                .addObject()
                .put("type", attachment.path("type").asText("file"))
                .putObject("payload")
                .put("url", url);
        return content;
    }

    /** Keeps a file for messages to come; nobody sees it before. */
    @PostMapping(path = "/message_attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ObjectNode upload(@PathVariable String page, @RequestParam MultipartFile filedata, HttpServletRequest request)
            throws IOException {
        Pages.itself(page, request);
        if (filedata.getSize() > LIMIT || filedata.isEmpty()) {
            throw GraphProblem.of(100, 2018047, "Upload attachment failure");
        }
        Medium medium = world.keep(
                Optional.ofNullable(filedata.getContentType()).orElse(MediaType.APPLICATION_OCTET_STREAM_VALUE),
                Optional.ofNullable(filedata.getOriginalFilename()).orElse("file"),
                filedata.getBytes());
        return JsonNodeFactory.instance.objectNode().put("attachment_id", medium.id());
    }

    static String address(Medium medium) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + "/sandbox/messenger/files/"
                + medium.id();
    }
}
