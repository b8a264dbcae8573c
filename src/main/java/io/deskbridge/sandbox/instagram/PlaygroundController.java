package io.deskbridge.sandbox.instagram;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the playground's page shows; not a part of the Graph API. Texts are as typed: the page escapes them. */
@RestController("sandboxInstagramPlaygroundController")
@SandboxPart
@RequestMapping("/sandbox/instagram")
class PlaygroundController {
    private final World world;

    PlaygroundController(World world) {
        this.world = world;
    }

    record Shown(String id, String author, String text, Instant at, String parent, String root, List<String> images) {}

    record Note(String id, String from, String to, String text, Instant at) {}

    /** Media and the comments below them, newest first. */
    @GetMapping("/timeline")
    List<Shown> timeline(@RequestParam(defaultValue = "50") int limit) {
        Stream<Shown> comments =
                world.comments(comment -> !comment.hidden()).stream().map(PlaygroundController::shown);
        Stream<Shown> media = world.media(medium -> true).stream()
                .map(medium -> new Shown(
                        medium.id(),
                        medium.owner().username(),
                        medium.caption(),
                        medium.at(),
                        "",
                        medium.id(),
                        List.of()));
        return Stream.concat(comments.limit(Math.min(Math.max(limit, 0), 1000)), media)
                .toList();
    }

    private static Shown shown(Comment comment) {
        String medium = comment.medium().id();
        return new Shown(
                comment.id(),
                comment.author().username(),
                comment.text(),
                comment.at(),
                comment.parent().orElse(medium),
                medium,
                List.of());
    }

    /** What was written in private between a person and acme, oldest first. */
    @GetMapping("/dms")
    List<Note> letters(@RequestParam String user) {
        Who person = Who.person(user);
        return world
                .letters(letter ->
                        letter.person().equals(person) && letter.account().equals(Who.ACME))
                .stream()
                .map(letter -> new Note(
                        letter.id(), letter.from().username(), letter.to().username(), letter.words(), letter.at()))
                .toList();
    }
}
