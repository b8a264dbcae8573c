package io.deskbridge.sandbox.x;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the playground's page shows; not a part of X's API. Texts are as typed: the page escapes them. */
@RestController("sandboxXPlaygroundController")
@SandboxPart
@RequestMapping("/sandbox/x")
class PlaygroundController {
    private final World world;

    PlaygroundController(World world) {
        this.world = world;
    }

    record Shown(
            String id,
            String author,
            String text,
            Instant at,
            Optional<String> inReplyTo,
            String conversation,
            String url,
            List<String> images) {}

    record Letter(String id, String from, String to, String text, Instant at) {}

    /** Newest first; a page nests them by {@code inReplyTo}. */
    @GetMapping("/timeline")
    List<Shown> timeline(@RequestParam(defaultValue = "50") int limit) {
        return world.posts().stream()
                .filter(post -> !post.superseded())
                .limit(Math.min(Math.max(limit, 0), 1000))
                .map(this::shown)
                .toList();
    }

    /** Newest first. */
    @GetMapping("/dms")
    List<Letter> directs(@RequestParam String user) {
        return world.directs().stream()
                .filter(message -> message.sender().username().equalsIgnoreCase(user)
                        || message.recipient().username().equalsIgnoreCase(user))
                .limit(200)
                .map(message -> new Letter(
                        String.valueOf(message.id()),
                        message.sender().username(),
                        message.recipient().username(),
                        message.text(),
                        message.createdAt()))
                .toList();
    }

    private Shown shown(Post post) {
        return new Shown(
                String.valueOf(post.id()),
                post.author().username(),
                post.typed(),
                post.createdAt(),
                post.repliedTo().map(String::valueOf),
                String.valueOf(post.conversation()),
                "https://x.com/" + post.author().username() + "/status/" + post.id(),
                post.media().stream()
                        .flatMap(id -> world.picture(id).stream())
                        .map(picture -> picture.url().getPath())
                        .toList());
    }
}
