package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code app.bsky.feed}: posts, threads, feeds and search. */
@RestController
@SandboxPart
@RequestMapping("/sandbox/bluesky/xrpc")
class FeedController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Records records;
    private final Views views;

    FeedController(Accounts accounts, Sessions sessions, Records records, Views views) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.records = records;
        this.views = views;
    }

    /** Deleted posts are left out without a word. */
    @GetMapping("/app.bsky.feed.getPosts")
    ObjectNode getPosts(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam List<String> uris) {
        if (uris.size() > 25) {
            throw XrpcError.invalid("uris must not have more than 25 elements");
        }
        Optional<Account> viewer = sessions.viewer(authorization);
        ObjectNode answer = Views.object();
        var posts = answer.putArray("posts");
        uris.stream().flatMap(uri -> records.find(uri).stream()).forEach(post -> posts.add(views.post(post, viewer)));
        return answer;
    }

    @GetMapping("/app.bsky.feed.getPostThread")
    ObjectNode getPostThread(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam String uri,
            @RequestParam(defaultValue = "6") int depth,
            @RequestParam(defaultValue = "80") int parentHeight) {
        Optional<Account> viewer = sessions.viewer(authorization);
        Stored post = records.find(uri).orElseThrow(() -> XrpcError.of(400, "NotFound", "Post not found: " + uri));
        ObjectNode thread = below(post, depth, viewer);
        above(thread, post, parentHeight, viewer);
        ObjectNode answer = Views.object();
        answer.set("thread", thread);
        return answer;
    }

    private ObjectNode below(Stored post, int depth, Optional<Account> viewer) {
        ObjectNode node = Views.object().put("$type", "app.bsky.feed.defs#threadViewPost");
        node.set("post", views.post(post, viewer));
        if (depth > 0) {
            var replies = node.putArray("replies");
            records.answers(post.uri()).forEach(answer -> replies.add(below(answer, depth - 1, viewer)));
        }
        return node;
    }

    private void above(ObjectNode node, Stored post, int height, Optional<Account> viewer) {
        if (height <= 0 || post.parent().isEmpty()) {
            return;
        }
        Optional<Stored> parent = records.find(post.parent());
        if (parent.isEmpty()) {
            node.putObject("parent")
                    .put("$type", "app.bsky.feed.defs#notFoundPost")
                    .put("uri", post.parent())
                    .put("notFound", true);
            return;
        }
        ObjectNode upper = below(parent.get(), 0, viewer);
        node.set("parent", upper);
        above(upper, parent.get(), height - 1, viewer);
    }

    @GetMapping("/app.bsky.feed.getAuthorFeed")
    ObjectNode getAuthorFeed(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam String actor,
            @RequestParam(defaultValue = "posts_with_replies") String filter,
            @RequestParam(defaultValue = "50") int limit) {
        Account author = accounts.find(actor).orElseThrow(() -> XrpcError.invalid("Profile not found"));
        ObjectNode answer = Views.object();
        var feed = answer.putArray("feed");
        records.posts().stream()
                .filter(post -> post.did().equals(author.did()))
                .filter(post ->
                        !filter.equals("posts_no_replies") || post.parent().isEmpty())
                .limit(limit)
                .forEach(post -> feed.addObject().set("post", views.post(post, sessions.viewer(authorization))));
        return answer;
    }

    @GetMapping("/app.bsky.feed.searchPosts")
    ObjectNode searchPosts(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestParam String q,
            @RequestParam(defaultValue = "25") int limit) {
        ObjectNode answer = Views.object();
        var posts = answer.putArray("posts");
        List<String> words = Stream.of(q.toLowerCase(Locale.ROOT).split("\\s+")).toList();
        records.posts().stream()
                .filter(post -> {
                    String text = post.value().path("text").asText().toLowerCase(Locale.ROOT);
                    return words.stream().allMatch(text::contains);
                })
                .limit(limit)
                .forEach(post -> posts.add(views.post(post, sessions.viewer(authorization))));
        return answer.put("hitsTotal", posts.size());
    }
}
