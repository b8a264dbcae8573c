package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Posts: making, editing, deleting, looking up and searching. */
@RestController("sandboxXTweetController")
@SandboxPart
@RequestMapping("/sandbox/x/2/tweets")
class TweetController {
    private final World world;
    private final Posting posting;
    private final Answers answers;
    private final Credentials credentials;

    TweetController(World world, Posting posting, Answers answers, Credentials credentials) {
        this.world = world;
        this.posting = posting;
        this.answers = answers;
        this.credentials = credentials;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        Post post = posting.post(credentials.caller(authorization), NewPost.read(body));
        return answers.post(
                post,
                new Wanted(
                        java.util.Set.of(),
                        java.util.Set.of(),
                        java.util.Set.of(),
                        java.util.Set.of(),
                        java.util.Set.of()));
    }

    @DeleteMapping("/{id}")
    ObjectNode delete(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization, @PathVariable String id) {
        Account author = credentials.caller(authorization).person();
        var post = world.post(NewPost.id(id));
        if (post.isPresent() && !post.get().author().equals(author)) {
            throw XProblem.forbidden("You are not authorized to delete this Tweet.");
        }
        post.ifPresent(world::delete);
        ObjectNode answer = Wire.object();
        answer.putObject("data").put("deleted", post.isPresent());
        return answer;
    }

    @GetMapping("/{id}")
    ObjectNode one(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @PathVariable String id,
            HttpServletRequest request) {
        credentials.caller(authorization);
        return world.post(NewPost.id(id))
                .map(post -> answers.post(post, Wanted.of(request)))
                .orElseGet(() -> {
                    ObjectNode answer = Wire.object();
                    Answers.gone(answer, id, "id");
                    return answer;
                });
    }

    @GetMapping
    ObjectNode some(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam String ids,
            HttpServletRequest request) {
        credentials.caller(authorization);
        String[] asked = ids.split(",", -1);
        if (asked.length > 100) {
            throw XProblem.invalid("size must be between 1 and 100");
        }
        var found = new ArrayList<Post>();
        var gone = new ArrayList<String>();
        for (String id : asked) {
            world.post(NewPost.id(id)).ifPresentOrElse(found::add, () -> gone.add(id));
        }
        ObjectNode answer = answers.posts(found, Wanted.of(request));
        gone.forEach(id -> Answers.gone(answer, id, "ids"));
        return answer;
    }

    @GetMapping("/search/recent")
    ObjectNode search(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam(defaultValue = "") String query,
            HttpServletRequest request) {
        credentials.caller(authorization);
        // X leaves reposts out of the results since May 2026
        Predicate<Post> wanted = Search.matching(query)
                .and(post -> !post.superseded() && post.retweeted().isEmpty());
        var page = Page.of(world.posts(), Post::id, wanted, Page.Request.of(request, 10, 10));
        ObjectNode answer = answers.posts(page.items(), Wanted.of(request));
        page.meta(answer, Post::id);
        return answer;
    }
}
