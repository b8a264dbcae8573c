package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What an account may write in private, and how long after the person last wrote. */
@Component("sandboxInstagramSendRules")
@SandboxPart
class SendRules {
    private static final int TEXT = 1000;
    private static final Duration FREE = Duration.ofHours(24);
    private static final Duration BY_PEOPLE = Duration.ofDays(7);

    private final World world;

    SendRules(World world) {
        this.world = world;
    }

    /** The message as it is kept: a file by its address. */
    ObjectNode message(JsonNode message) {
        ObjectNode kept = Pages.object();
        String text = message.path("text").asText("");
        JsonNode attachment = message.path("attachment");
        if (text.isEmpty() == attachment.isMissingNode()) {
            throw GraphProblem.parameter("The message must have either text or one attachment");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > TEXT) {
            throw GraphProblem.parameter("Length of param message[text] must be less than or equal to " + TEXT);
        }
        if (attachment.isMissingNode()) {
            kept.put("text", text);
        } else {
            String id = attachment.path("payload").path("attachment_id").asText("");
            StoredFile file =
                    world.file(id).orElseThrow(() -> GraphProblem.of(100, 2018074, "Invalid attachment ID in payload"));
            kept.putArray("attachments")
                    .addObject()
                    .put("type", attachment.path("type").asText("file"))
                    .putObject("payload")
                    .put("url", file.url());
        }
        if (message.has("metadata")) {
            kept.set("metadata", message.path("metadata"));
        }
        return kept;
    }

    /** Whom the account may still write to; the tag makes the window longer. */
    Who reached(Who account, JsonNode body) {
        String id = body.path("recipient").path("id").asText("");
        Letter heard = world
                .letters(letter ->
                        letter.account().equals(account) && letter.person().id().equals(id) && !letter.fromAccount())
                .stream()
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> GraphProblem.of(100, 2018001, "No matching user found"));
        boolean tagged = body.path("messaging_type").asText("").equals("MESSAGE_TAG")
                && body.path("tag").asText("").equals("HUMAN_AGENT");
        if (heard.at().plus(tagged ? BY_PEOPLE : FREE).isBefore(Instant.now())) {
            throw GraphProblem.of(10, 2534022, "This message is sent outside of allowed window.");
        }
        return heard.person();
    }
}
