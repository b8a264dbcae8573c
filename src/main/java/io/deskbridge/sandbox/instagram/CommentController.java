package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What accounts and people publish. People have no such API at the real Instagram; there they have an app. Whoever gives a
 * time in {@code at} writes in the past.
 */
@RestController("sandboxInstagramCommentController")
@GraphPart
@RequestMapping("/sandbox/instagram/{version:v\\d+\\.\\d+}")
class CommentController {
    private static final int TEXT = 2200;

    private final World world;
    private final Webhooks webhooks;

    CommentController(World world, Webhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    /** A medium of the caller's own; {@code boosted} makes it an advertisement as well. */
    @PostMapping("/{owner}/media")
    ObjectNode publish(@PathVariable String owner, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        if (!owner.equals("me") && !owner.equals(caller.id())) {
            throw GraphProblem.permission("the token is not that account's");
        }
        Medium medium = world.publish(
                caller, body.path("caption").asText(""), body.path("boosted").asBoolean(false), at(body));
        webhooks.published(medium);
        return id(medium.id());
    }

    @PostMapping("/{id:\\d+}/comments")
    ObjectNode comment(@PathVariable String id, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Medium medium = world.medium(id).orElseThrow(() -> GraphProblem.unknown(id));
        return written(caller, medium, Optional.empty(), body);
    }

    /** Accounts answer below their own media alone; elsewhere there are mentions. */
    @PostMapping("/{id:\\d+}/replies")
    ObjectNode reply(@PathVariable String id, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Comment comment = world.comment(id).orElseThrow(() -> GraphProblem.unknown(id));
        if (caller.isAccount() && !comment.medium().owner().equals(caller)) {
            throw GraphProblem.unknown(id);
        }
        return written(caller, comment.medium(), Optional.of(comment), body);
    }

    /** An answer to a caption or a comment elsewhere that names the account. */
    @PostMapping("/{account}/mentions")
    ObjectNode mention(@PathVariable String account, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.account(account, request);
        String mediaId = body.path("media_id").asText("");
        String commentId = body.path("comment_id").asText("");
        Medium medium = world.medium(mediaId).orElseThrow(() -> GraphProblem.unknown(mediaId));
        Optional<Comment> comment =
                world.comment(commentId).filter(found -> found.medium().equals(medium) && found.names(caller));
        boolean named = commentId.isEmpty() ? medium.caption().contains("@" + caller.username()) : comment.isPresent();
        if (!named) {
            throw GraphProblem.of(10, "Application does not have permission: the account is not mentioned there");
        }
        return written(caller, medium, comment, body);
    }

    private ObjectNode written(Who caller, Medium medium, Optional<Comment> answered, JsonNode body) {
        String text = body.path("message").asText("").strip();
        if (text.isEmpty() || text.length() > TEXT) {
            throw GraphProblem.parameter("Param message must be between 1 and " + TEXT + " characters");
        }
        Comment comment = world.comment(caller, medium, answered, text, at(body));
        webhooks.commented(comment);
        return id(comment.id());
    }

    /** Hides a comment below the caller's medium, or shows it again. */
    @PostMapping("/{id:179\\d+}")
    ObjectNode hide(@PathVariable String id, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Comment comment = world.comment(id).orElseThrow(() -> GraphProblem.unknown(id));
        if (!comment.medium().owner().equals(caller)) {
            throw GraphProblem.permission("only the owner of the medium hides");
        }
        world.change(comment.hidden(body.path("hide").asBoolean()));
        return Pages.object().put("success", true);
    }

    @DeleteMapping("/{id:\\d+}")
    ObjectNode remove(@PathVariable String id, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Optional<Comment> comment = world.comment(id);
        Medium medium =
                comment.map(Comment::medium).or(() -> world.medium(id)).orElseThrow(() -> GraphProblem.unknown(id));
        // accounts are programs here, and Meta lets those delete below their own media alone
        boolean author = !caller.isAccount()
                && comment.filter(found -> found.author().equals(caller)).isPresent();
        if (!author && !medium.owner().equals(caller)) {
            throw GraphProblem.permission("only the author and the owner of the medium remove");
        }
        comment.ifPresentOrElse(world::remove, () -> world.remove(medium));
        return Pages.object().put("success", true);
    }

    static Instant at(JsonNode body) {
        return body.has("at") ? Instant.parse(body.path("at").asText()) : Instant.now();
    }

    private static ObjectNode id(String id) {
        return Pages.object().put("id", id);
    }
}
