package io.deskbridge.sandbox.x;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes posts, by X's rules. */
@Component("sandboxXPosting")
@SandboxPart
class Posting {
    private static final Duration DUPLICATE = Duration.ofMinutes(2);
    private static final Duration EDITABLE = Duration.ofHours(1);
    private static final int PROGRAM_LIMIT = 280;
    private static final int LONG_LIMIT = 25_000;

    private final World world;

    Posting(World world) {
        this.world = world;
    }

    synchronized Post post(Caller caller, NewPost wanted) {
        Account author = caller.person();
        Optional<Post> parent = wanted.replyTo().map(id -> world.post(id)
                .orElseThrow(() -> XProblem.forbidden(
                        "You attempted to reply to a Tweet that is deleted or not visible to you.")));
        check(caller, wanted, parent);
        long id = world.ids.next();
        List<String> ahead =
                parent.map(post -> mentionsInFront(author, wanted, post)).orElse(List.of());
        String front = ahead.isEmpty() ? "" : "@" + String.join(" @", ahead) + " ";
        var mentions = new LinkedHashSet<String>(ahead);
        mentions.addAll(Texts.mentions(wanted.text()));
        var history = new ArrayList<Long>(wanted.previous()
                .map(previous -> editable(author, previous).history())
                .orElse(List.of()));
        history.add(id);
        Optional<Post> edited = wanted.previous().flatMap(world::post);
        var post = new Post(
                id,
                author,
                front + wanted.text(),
                front.length(),
                wanted.createdAt().orElseGet(() -> Snowflakes.timeOf(id)),
                edited.map(Post::conversation)
                        .orElse(parent.map(Post::conversation).orElse(id)),
                parent.map(Post::id).or(() -> edited.flatMap(Post::repliedTo)),
                parent.map(Post::author).or(() -> edited.flatMap(Post::inReplyToUser)),
                wanted.quoted(),
                Optional.empty(),
                wanted.media(),
                List.copyOf(mentions),
                links(wanted),
                history,
                false);
        world.add(post);
        return post;
    }

    synchronized Post repost(Account author, long original) {
        Post post = world.post(original).orElseThrow(() -> XProblem.invalid("There is no post " + original + "."));
        long id = world.ids.next();
        var repost = new Post(
                id,
                author,
                "RT @" + post.author().username() + ": " + post.text(),
                0,
                Snowflakes.timeOf(id),
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(original),
                List.of(),
                post.mentions(),
                post.links(),
                List.of(id),
                false);
        world.add(repost);
        return repost;
    }

    private void check(Caller caller, NewPost wanted, Optional<Post> parent) {
        if (wanted.text().isBlank() && wanted.media().isEmpty()) {
            throw XProblem.invalid("One of 'text' or 'media' is required.");
        }
        if (wanted.media().size() > 4
                || wanted.media().stream().anyMatch(id -> world.picture(id).isEmpty())) {
            throw XProblem.invalid("Your media IDs are invalid.");
        }
        boolean program = caller.role() == Caller.Role.BRAND;
        if (Texts.weightedLength(wanted.text()) > (program ? PROGRAM_LIMIT : LONG_LIMIT)) {
            throw XProblem.forbidden("Your Tweet text is too long.");
        }
        if (program && parent.isPresent() && !isSummonedBy(parent.get(), caller.account())) {
            throw XProblem.forbidden("Reply to this conversation is not allowed because you have not been mentioned or"
                    + " otherwise engaged by the author of the post you are replying to.");
        }
        Instant since = Instant.now().minus(DUPLICATE);
        boolean duplicate = world.latestOf(caller.account(), 30).stream()
                .anyMatch(own -> own.typed().equals(wanted.text())
                        && own.repliedTo().equals(wanted.replyTo())
                        && own.media().equals(wanted.media())
                        && Snowflakes.timeOf(own.id()).isAfter(since));
        if (duplicate) {
            throw XProblem.forbidden("You are not allowed to create a Tweet with duplicate content.");
        }
    }

    /** Programs may answer only who named their account or quoted it; the mention in front of a reply counts. */
    private boolean isSummonedBy(Post post, Account brand) {
        return post.author().equals(brand)
                || post.names(brand)
                || post.quoted()
                        .flatMap(world::post)
                        .filter(quoted -> quoted.author().equals(brand))
                        .isPresent();
    }

    /** Everybody in the conversation so far, unless the author typed the name or excluded the account. */
    private List<String> mentionsInFront(Account author, NewPost wanted, Post parent) {
        var names = new LinkedHashSet<String>();
        names.add(parent.author().username());
        names.addAll(parent.mentions());
        var typed = Texts.mentions(wanted.text());
        return names.stream()
                .filter(name -> !name.equalsIgnoreCase(author.username()))
                .filter(name -> typed.stream().noneMatch(name::equalsIgnoreCase))
                .filter(name ->
                        !wanted.withoutMentioning().contains(world.account(name).id()))
                .toList();
    }

    private Post editable(Account author, long previous) {
        Post post = world.post(previous).orElseThrow(() -> XProblem.invalid("There is no post " + previous + "."));
        if (!post.author().equals(author)
                || Snowflakes.timeOf(post.history().get(0))
                        .isBefore(Instant.now().minus(EDITABLE))) {
            throw XProblem.forbidden("This post cannot be edited.");
        }
        return post;
    }

    private static List<Post.Link> links(NewPost wanted) {
        return Texts.links(wanted.text()).stream()
                .map(link -> new Post.Link(
                        "https://t.co/"
                                + UUID.randomUUID().toString().replace("-", "").substring(0, 10),
                        link))
                .toList();
    }
}
