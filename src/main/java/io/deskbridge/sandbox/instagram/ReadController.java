package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.Fields;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the Graph API shows. */
@RestController("sandboxInstagramReadController")
@GraphPart
@RequestMapping("/sandbox/instagram")
class ReadController {
    private final World world;
    private final Views views;
    private final Conversations conversations;

    ReadController(World world, Views views, Conversations conversations) {
        this.world = world;
        this.views = views;
        this.conversations = conversations;
    }

    /** An account, a medium, a comment, or a person who wrote to the account. */
    @GetMapping("/{version:v\\d+\\.\\d+}/{id}")
    ObjectNode one(
            @PathVariable String id, @RequestParam(defaultValue = "") String fields, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Fields asked = Fields.of(fields);
        if (id.equals("me") || id.equals(caller.id())) {
            return account(caller, asked);
        }
        return world.medium(id)
                .map(medium -> views.medium(own(medium, caller), asked, caller))
                .or(() -> world.comment(id).map(comment -> {
                    own(comment.medium(), caller);
                    return views.comment(comment, asked, caller);
                }))
                .or(() -> person(id, caller))
                .orElseThrow(() -> GraphProblem.unknown(id));
    }

    /** What stands below others' media is shown to an account only where it is mentioned. */
    private static Medium own(Medium medium, Who caller) {
        if (caller.isAccount() && !medium.owner().equals(caller)) {
            throw GraphProblem.unknown(medium.id());
        }
        return medium;
    }

    private ObjectNode account(Who caller, Fields asked) {
        ObjectNode view = Pages.object().put("id", caller.id()).put("username", caller.username());
        view.put("user_id", caller.id()).put("name", caller.fullName());
        Optional.ofNullable(asked.below().get("mentioned_comment")).ifPresent(fields -> {
            String id = fields.parameters().getOrDefault("comment_id", "");
            Comment comment =
                    world.comment(id).filter(found -> found.names(caller)).orElseThrow(() -> GraphProblem.unknown(id));
            view.set("mentioned_comment", views.comment(comment, fields, caller));
        });
        Optional.ofNullable(asked.below().get("mentioned_media")).ifPresent(fields -> {
            String id = fields.parameters().getOrDefault("media_id", "");
            Medium medium = world.medium(id)
                    .filter(found -> mentions(found, caller))
                    .orElseThrow(() -> GraphProblem.unknown(id));
            view.set("mentioned_media", views.medium(medium, fields, caller));
        });
        return view;
    }

    private boolean mentions(Medium medium, Who account) {
        return medium.caption().toLowerCase(java.util.Locale.ROOT).contains("@" + account.username())
                || !world.comments(comment -> comment.medium().id().equals(medium.id()) && comment.names(account))
                        .isEmpty();
    }

    private Optional<ObjectNode> person(String id, Who caller) {
        return world
                .letters(letter ->
                        letter.account().equals(caller) && letter.person().id().equals(id))
                .stream()
                .map(Letter::person)
                .findFirst()
                .map(person -> Pages.object()
                        .put("id", id)
                        .put("name", person.fullName())
                        .put("username", person.username()));
    }

    @GetMapping("/{version:v\\d+\\.\\d+}/{account}/media")
    ObjectNode media(
            @PathVariable String account, @RequestParam Map<String, String> query, HttpServletRequest request) {
        Who owner = Credentials.account(account, request);
        Fields asked = Pages.asked(query);
        return Pages.of(
                world.media(medium -> medium.owner().equals(owner)),
                "/" + owner.id() + "/media",
                asked,
                medium -> views.medium(medium, asked, owner));
    }

    @GetMapping("/{version:v\\d+\\.\\d+}/{id}/comments")
    ObjectNode comments(@PathVariable String id, @RequestParam Map<String, String> query, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Medium medium = own(world.medium(id).orElseThrow(() -> GraphProblem.unknown(id)), caller);
        return views.comments(views.comments(medium, caller), medium, Pages.asked(query), caller);
    }

    @GetMapping("/{version:v\\d+\\.\\d+}/{id}/replies")
    ObjectNode replies(@PathVariable String id, @RequestParam Map<String, String> query, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        Comment comment = world.comment(id).orElseThrow(() -> GraphProblem.unknown(id));
        own(comment.medium(), caller);
        return views.replies(comment, Pages.asked(query), caller);
    }

    @GetMapping("/{version:v\\d+\\.\\d+}/{account}/conversations")
    ObjectNode conversations(
            @PathVariable String account, @RequestParam Map<String, String> query, HttpServletRequest request) {
        Who owner = Credentials.account(account, request);
        if (!query.getOrDefault("platform", "").equals("instagram")) {
            throw GraphProblem.parameter("platform must be instagram");
        }
        return conversations.of(owner, Pages.asked(query));
    }

    /** The address is all that is needed, as at Meta. */
    @GetMapping("/files/{id}")
    ResponseEntity<byte[]> bytes(@PathVariable String id) {
        return world.file(id)
                .map(file -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(file.mimeType()))
                        .cacheControl(CacheControl.noCache())
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Security-Policy", "sandbox")
                        .body(file.bytes()))
                .orElse(ResponseEntity.notFound().build());
    }
}
