package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, what they wrote and where they are named. */
@RestController("sandboxXUserController")
@SandboxPart
@RequestMapping("/sandbox/x/2/users")
class UserController {
    private final World world;
    private final Posting posting;
    private final Wire wire;
    private final Answers answers;
    private final Credentials credentials;

    UserController(World world, Posting posting, Wire wire, Answers answers, Credentials credentials) {
        this.world = world;
        this.posting = posting;
        this.wire = wire;
        this.answers = answers;
        this.credentials = credentials;
    }

    @GetMapping("/me")
    ObjectNode me(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            HttpServletRequest request) {
        return data(credentials.caller(authorization).person(), request);
    }

    @GetMapping("/by/username/{name}")
    ObjectNode byName(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @PathVariable String name,
            HttpServletRequest request) {
        credentials.caller(authorization);
        if (!name.matches("[A-Za-z0-9_]{1,30}")) {
            throw XProblem.invalid("The `username` query parameter value [" + name + "] is not valid");
        }
        return data(world.account(name), request);
    }

    @GetMapping("/{id}")
    ObjectNode byId(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @PathVariable String id,
            HttpServletRequest request) {
        credentials.caller(authorization);
        return data(account(id), request);
    }

    @GetMapping("/{id}/mentions")
    ObjectNode mentions(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @PathVariable String id,
            HttpServletRequest request) {
        credentials.caller(authorization);
        Account account = account(id);
        return page(post -> post.names(account) && !post.author().equals(account), request);
    }

    @GetMapping("/{id}/tweets")
    ObjectNode timeline(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @PathVariable String id,
            HttpServletRequest request) {
        credentials.caller(authorization);
        Account account = account(id);
        return page(post -> post.author().equals(account), request);
    }

    @PostMapping("/{id}/retweets")
    ObjectNode repost(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @PathVariable String id,
            @RequestBody JsonNode body) {
        Account author = credentials.caller(authorization).person();
        if (!author.id().equals(id)) {
            throw XProblem.forbidden("You can only repost as the authenticated user.");
        }
        Post repost = posting.repost(author, NewPost.id(body.path("tweet_id").asText()));
        ObjectNode answer = Wire.object();
        answer.putObject("data").put("retweeted", true).put("rest_id", String.valueOf(repost.id()));
        return answer;
    }

    private Account account(String id) {
        return world.accountById(id)
                .orElseThrow(() -> XProblem.of(
                        404,
                        "Not Found Error",
                        "Could not find user with id: [" + id + "].",
                        "https://api.twitter.com/2/problems/resource-not-found"));
    }

    private ObjectNode page(Predicate<Post> belongs, HttpServletRequest request) {
        var page = Page.of(
                world.posts(), Post::id, belongs.and(post -> !post.superseded()), Page.Request.of(request, 5, 10));
        ObjectNode answer = answers.posts(page.items(), Wanted.of(request));
        page.meta(answer, Post::id);
        return answer;
    }

    private ObjectNode data(Account account, HttpServletRequest request) {
        ObjectNode answer = Wire.object();
        answer.set("data", wire.user(account, Wanted.of(request)));
        return answer;
    }
}
