package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Direct messages between two accounts. */
@RestController("sandboxXDirectController")
@SandboxPart
@RequestMapping("/sandbox/x/2")
class DirectController {
    private static final int LIMIT = 10_000;
    private final World world;
    private final Answers answers;
    private final Credentials credentials;

    DirectController(World world, Answers answers, Credentials credentials) {
        this.world = world;
        this.answers = answers;
        this.credentials = credentials;
    }

    @PostMapping("/dm_conversations/with/{id}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode send(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @PathVariable String id,
            @RequestBody JsonNode body) {
        Account sender = credentials.caller(authorization).person();
        String text = body.path("text").asText("");
        var media = new ArrayList<String>();
        body.path("attachments")
                .forEach(attachment -> media.add(attachment.path("media_id").asText()));
        if (text.isEmpty() && media.isEmpty()) {
            throw XProblem.invalid("One of 'text' or 'attachments' is required.");
        }
        if (text.codePointCount(0, text.length()) > LIMIT
                || media.stream().anyMatch(one -> world.picture(one).isEmpty())) {
            throw XProblem.invalid("The message is too long or its media does not exist.");
        }
        Direct message = world.send(sender, account(id), text, media, NewPost.time(body.path("sandbox_created_at")));
        ObjectNode answer = Wire.object();
        answer.putObject("data")
                .put("dm_conversation_id", message.conversation())
                .put("dm_event_id", String.valueOf(message.id()));
        return answer;
    }

    @GetMapping("/dm_events")
    ObjectNode all(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            HttpServletRequest request) {
        Account account = credentials.caller(authorization).person();
        return page(message -> message.concerns(account), request);
    }

    @GetMapping("/dm_conversations/with/{id}/dm_events")
    ObjectNode with(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @PathVariable String id,
            HttpServletRequest request) {
        Account account = credentials.caller(authorization).person();
        Account other = account(id);
        return page(message -> message.isBetween(account, other), request);
    }

    private Account account(String id) {
        return world.accountById(id)
                .orElseThrow(() -> XProblem.forbidden("You cannot send messages to the account " + id + "."));
    }

    private ObjectNode page(Predicate<Direct> belongs, HttpServletRequest request) {
        var page = Page.of(world.directs(), Direct::id, belongs, Page.Request.of(request, 1, 100));
        ObjectNode answer = answers.directs(page.items(), Wanted.of(request));
        page.meta(answer, Direct::id);
        return answer;
    }
}
