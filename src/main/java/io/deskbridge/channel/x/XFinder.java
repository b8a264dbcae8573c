package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Looks up whether a reply stands on X, which has no idempotency key: among our own posts, by the post it answers and by
 * its text. Two answers with the same words under the same post can be told apart only by time: what was posted before
 * the reply was reserved is another one, and of several the oldest is this one.
 *
 * <p>What remains: an equal answer of seconds before is taken for this one, and of two that were reserved before either
 * was posted the later may be given the earlier's post. The customer reads the words in both cases. And where our clock
 * is ahead of X's by more than the slack, a reply that stands there is not found.
 */
final class XFinder {
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final Comparator<Sent> BY_AGE = Comparator.comparing(Sent::id, XIds.BY_AGE);

    private final XApi api;
    private final Supplier<XSelf> self;
    private final XSender sender;

    XFinder(XApi api, Supplier<XSelf> self, XSender sender) {
        this.api = api;
        this.self = self;
        this.sender = sender;
    }

    Optional<Sent> find(Reply reply, SendKey key) {
        Instant since = key.reservedAt().minus(CLOCKS_DIFFER);
        if (reply.inReplyTo().kind() == Kind.DIRECT) {
            return directs(reply, since).min(BY_AGE);
        }
        Set<String> parents = parents(reply.inReplyTo());
        Predicate<JsonNode> under = post ->
                XPosts.reference(post, "replied_to").filter(parents::contains).isPresent();
        return posts(reply, since, under, page -> false).min(BY_AGE);
    }

    /** The newest of ours with the same words, wherever it stands; a private one in the same conversation. */
    Optional<Sent> equalSince(Reply reply, Instant since) {
        if (reply.inReplyTo().kind() == Kind.DIRECT) {
            return directs(reply, since).max(BY_AGE);
        }
        Predicate<JsonNode> found =
                page -> posts(page, reply, since, post -> true).findAny().isPresent();
        return posts(reply, since, post -> true, found).max(BY_AGE);
    }

    private Stream<Sent> posts(Reply reply, Instant since, Predicate<JsonNode> belongs, Predicate<JsonNode> enough) {
        XSelf us = self.get();
        var query = new LinkedHashMap<String, String>(XFields.ofPosts());
        query.put("max_results", "100");
        query.put("since_id", XIds.firstAt(since));
        var pages = XPages.read(asked -> api.readAsUser("/2/users/" + us.id() + "/tweets", asked), query, enough);
        return pages.stream().flatMap(page -> posts(page, reply, since, belongs));
    }

    private Stream<Sent> posts(JsonNode page, Reply reply, Instant since, Predicate<JsonNode> belongs) {
        return listed(page)
                .filter(post -> XIds.isId(id(post)) && belongs.test(post) && saysTheSame(reply, postText(post)))
                .map(post -> new Sent(
                        id(post),
                        Optional.of(sender.permalink(id(post))),
                        XIds.timeOf(id(post)).orElse(since)));
    }

    private Stream<Sent> directs(Reply reply, Instant since) {
        XSelf us = self.get();
        String path = "/2/dm_conversations/with/" + XSender.participant(reply.inReplyTo()) + "/dm_events";
        String oldest = XIds.firstAt(since);
        var pages = XPages.read(
                asked -> api.readAsUser(path, asked), XFields.ofDirects(), page -> endsBefore(page, oldest));
        return pages.stream()
                .flatMap(XFinder::listed)
                .filter(event -> us.is(event.path("sender_id").asText(""))
                        && XIds.isId(id(event))
                        && XIds.BY_AGE.compare(id(event), oldest) >= 0
                        && saysTheSame(reply, XText.written(event.path("text").asText(""), 0, event.path("entities"))))
                .map(event -> new Sent(
                        id(event), Optional.empty(), XIds.timeOf(id(event)).orElse(since)));
    }

    private static Stream<JsonNode> listed(JsonNode page) {
        return StreamSupport.stream(page.path("data").spliterator(), false);
    }

    private static String id(JsonNode listed) {
        return listed.path("id").asText("");
    }

    private static boolean endsBefore(JsonNode page, String oldest) {
        JsonNode last = page.path("data").path(page.path("data").size() - 1);
        return XIds.BY_AGE.compare(last.path("id").asText(""), oldest) < 0;
    }

    private static Set<String> parents(Message message) {
        return Set.copyOf(List.of(message.id().value(), message.revision().id()));
    }

    private static String postText(JsonNode post) {
        JsonNode note = post.path(post.has("note_post") ? "note_post" : "note_tweet");
        JsonNode source = note.path("text").isTextual() ? note : post;
        return XText.written(source.path("text").asText(""), 0, source.path("entities"));
    }

    private static boolean saysTheSame(Reply reply, String text) {
        return XText.comparable(reply.text()).equals(XText.comparable(text));
    }
}
