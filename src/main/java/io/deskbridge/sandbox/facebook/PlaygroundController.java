package io.deskbridge.sandbox.facebook;

import io.deskbridge.sandbox.meta.GraphPart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the playground's page shows; not a part of the Graph API. Texts are as typed: the page escapes them. */
@RestController("sandboxFacebookPlaygroundController")
@GraphPart
@RequestMapping("/sandbox/facebook")
class PlaygroundController {
    private final World world;

    PlaygroundController(World world) {
        this.world = world;
    }

    record Shown(String id, String author, String text, Instant at, String parent, String root, List<String> images) {}

    record Letter(String id, String from, String to, String text, Instant at) {}

    /** Newest first. */
    @GetMapping("/timeline")
    List<Shown> timeline(@RequestParam(defaultValue = "50") int limit) {
        return world.all(node -> !node.hidden()).stream()
                .limit(Math.min(Math.max(limit, 0), 1000))
                .map(node -> new Shown(
                        node.id(),
                        node.author().name(),
                        node.message(),
                        node.createdAt(),
                        node.isComment() ? node.parent().orElse(node.post()) : "",
                        node.post(),
                        Optional.ofNullable(node.picture().orElse(null)).stream()
                                .map(id -> "/sandbox/facebook/media/" + id)
                                .toList()))
                .toList();
    }

    /** Private answers to somebody, oldest first. */
    @GetMapping("/dms")
    List<Letter> letters(@RequestParam String user) {
        return world.letters().stream()
                .filter(letter -> letter.to().name().equalsIgnoreCase(user))
                .map(letter -> new Letter(
                        letter.id(), letter.from().name(), letter.to().name(), letter.text(), letter.at()))
                .toList();
    }
}
