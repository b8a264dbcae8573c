package io.deskbridge.sandbox.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import io.deskbridge.sandbox.meta.PageInbox;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * What people and pages write. People have no such API at the real Facebook; there they have an app.
 */
@RestController("sandboxFacebookWriteController")
@GraphPart
@RequestMapping("/sandbox/facebook/{version:v\\d+\\.\\d+}")
class WriteController {
    private static final int TEXT = 8000;
    private static final int LIMIT = 4 * 1024 * 1024;

    private final World world;
    private final ObjectProvider<PageInbox> inbox;

    WriteController(World world, ObjectProvider<PageInbox> inbox) {
        this.world = world;
        this.inbox = inbox;
    }

    /** A post on a page's or a person's timeline; {@code ad} makes it one that only ads show. */
    @PostMapping("/{place}/feed")
    ObjectNode post(@PathVariable String place, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Who where = place.equals("me") || place.equals(caller.id()) ? caller : World.page(place);
        return id(world.post(
                caller,
                where,
                words(body, picture(body)),
                picture(body),
                body.path("ad").asBoolean(false)));
    }

    @PostMapping("/{page}/ratings")
    ObjectNode rate(@PathVariable String page, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        return id(world.rate(
                caller,
                World.page(page),
                body.path("review_text").asText(""),
                body.path("recommendation_type").asText("positive")));
    }

    @PostMapping("/{id}/comments")
    ObjectNode comment(@PathVariable String id, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Node below = world.get(id).orElseThrow(() -> GraphProblem.unknown(id));
        return id(world.comment(caller, below, words(body, picture(body)), picture(body)));
    }

    /** Edits own words; a page hides or shows what stands on it. */
    @PostMapping("/{id:\\d+_\\d+}")
    ObjectNode change(@PathVariable String id, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Node node = world.get(id).orElseThrow(() -> GraphProblem.unknown(id));
        if (body.has("is_hidden")) {
            boolean hidden = body.path("is_hidden").asBoolean();
            if (!caller.equals(node.place())) {
                throw GraphProblem.permission("only the page hides");
            }
            world.change(node.hidden(hidden), hidden ? "hide" : "unhide", caller);
        } else {
            if (!caller.equals(node.author())) {
                throw GraphProblem.permission("only the author edits");
            }
            world.change(node.saying(words(body, node.picture())), "edited", caller);
        }
        return Views.object().put("success", true);
    }

    @DeleteMapping("/{id:\\d+(?:_\\d+)?}")
    ObjectNode remove(@PathVariable String id, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Node node = world.get(id).orElseThrow(() -> GraphProblem.unknown(id));
        if (!caller.equals(node.author()) && !caller.equals(node.place())) {
            throw GraphProblem.permission("only the author and the page remove");
        }
        world.remove(node, caller);
        return Views.object().put("success", true);
    }

    @PostMapping(path = "/{page}/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ObjectNode photo(@RequestParam MultipartFile source, HttpServletRequest request) throws IOException {
        Credentials.caller(request);
        byte[] bytes = source.getBytes();
        String type = Optional.ofNullable(source.getContentType()).orElse("");
        if (!type.matches("image/(?:png|jpeg|gif)") || bytes.length > LIMIT) {
            throw GraphProblem.of(324, "Missing or invalid image file");
        }
        return Views.object().put("id", world.keep(type, bytes).id());
    }

    /** The one private answer to a post or comment. */
    @PostMapping("/{page}/messages")
    ObjectNode write(@PathVariable String page, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        JsonNode recipient = body.path("recipient");
        String about =
                recipient.path("comment_id").asText(recipient.path("post_id").asText(""));
        Node node = world.get(about).orElseThrow(() -> GraphProblem.unknown(about));
        if (!world.letters(about).isEmpty()) {
            throw GraphProblem.of(10900, "Activity already replied to");
        }
        if (node.createdAt().plus(Duration.ofDays(7)).isBefore(Instant.now())) {
            throw GraphProblem.of(10901, "Activity is too old to reply to");
        }
        String text = body.path("message").path("text").asText("");
        World.Letter letter = world.write(caller, node, text);
        inbox.ifAvailable(there -> there.deliver(caller.id(), node.author().name(), text));
        return Views.object().put("recipient_id", node.author().id()).put("message_id", letter.id());
    }

    private static ObjectNode id(Node node) {
        return Views.object().put("id", node.id());
    }

    private Optional<String> picture(JsonNode body) {
        String id = body.path("attachment_id").asText("");
        if (!id.isEmpty() && world.picture(id).isEmpty()) {
            throw GraphProblem.parameter("attachment_id is no photo");
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    private static String words(JsonNode body, Optional<String> picture) {
        String words = body.path("message").asText("").strip();
        if (words.isEmpty() && picture.isEmpty()) {
            throw GraphProblem.parameter("Missing message or attachment");
        }
        if (words.length() > TEXT) {
            throw GraphProblem.parameter("Param message must be at most " + TEXT + " characters");
        }
        return words;
    }
}
