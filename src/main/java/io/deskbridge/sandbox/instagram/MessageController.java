package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes what an account writes in private: in a conversation, or as the one private answer to a comment. */
@RestController("sandboxInstagramMessageController")
@GraphPart
@RequestMapping("/sandbox/instagram/{version:v\\d+\\.\\d+}")
class MessageController {
    private static final Duration PRIVATE = Duration.ofDays(7);
    private static final int MAX_BYTES = 25 * 1024 * 1024;

    private final World world;
    private final SendRules rules;
    private final Webhooks webhooks;

    MessageController(World world, SendRules rules, Webhooks webhooks) {
        this.world = world;
        this.rules = rules;
        this.webhooks = webhooks;
    }

    @PostMapping("/{account}/messages")
    ObjectNode send(@PathVariable String account, @RequestBody JsonNode body, HttpServletRequest request) {
        Who caller = Credentials.account(account, request);
        ObjectNode message = rules.message(body.path("message"));
        String comment = body.path("recipient").path("comment_id").asText("");
        Who person = comment.isEmpty()
                ? rules.reached(caller, body)
                : answered(caller, comment).author();
        Letter letter = world.write(
                caller, person, true, message, Optional.of(comment).filter(id -> !id.isEmpty()), Instant.now());
        webhooks.wrote(letter);
        return Pages.object().put("recipient_id", person.id()).put("message_id", letter.id());
    }

    /** The comment, if it may be answered in private. */
    private Comment answered(Who account, String id) {
        Comment comment = world.comment(id)
                .filter(found -> found.medium().owner().equals(account))
                .orElseThrow(() -> GraphProblem.unknown(id));
        if (!world.letters(letter -> letter.about().filter(id::equals).isPresent())
                .isEmpty()) {
            throw GraphProblem.of(10900, "Activity already replied to");
        }
        if (comment.at().plus(PRIVATE).isBefore(Instant.now())) {
            throw GraphProblem.of(10901, "Activity is too old to reply to");
        }
        if (comment.author().equals(account)) {
            throw GraphProblem.of(10903, "This user cannot reply to this activity");
        }
        return comment;
    }

    @PostMapping(path = "/{account}/message_attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ObjectNode upload(@PathVariable String account, @RequestParam MultipartFile filedata, HttpServletRequest request)
            throws IOException {
        Credentials.account(account, request);
        String type = Optional.ofNullable(filedata.getContentType()).orElse("");
        if (!type.matches("(?:image|video|audio)/.+") || filedata.getSize() > MAX_BYTES) {
            throw GraphProblem.of(100, 2018047, "Upload attachment failure");
        }
        return Pages.object()
                .put("attachment_id", world.keep(type, filedata.getBytes()).id());
    }
}
