package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks up whether a reply stands on X, which has no idempotency key: among our own posts, by the post it answers and by
 * its text. Two answers with the same words under the same post can be told apart only by time; what was posted before
 * the reply was reserved is another one, within what the two clocks may differ.
 */
final class XFinder {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

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
        return reply.inReplyTo().kind() == Kind.DIRECT ? direct(reply, since) : post(reply, since);
    }

    private Optional<Sent> post(Reply reply, Instant since) {
        XSelf us = self.get();
        Set<String> parents = parents(reply.inReplyTo());
        var query = new LinkedHashMap<String, String>(XFields.ofPosts());
        query.put("max_results", "100");
        query.put("since_id", XIds.firstAt(since));
        var pages =
                XPages.read(asked -> api.readAsUser("/2/users/" + us.id() + "/tweets", asked), query, page -> false);
        for (JsonNode page : pages) {
            for (JsonNode post : page.path("data")) {
                String id = post.path("id").asText("");
                boolean under = XPosts.reference(post, "replied_to")
                        .filter(parents::contains)
                        .isPresent();
                if (under && XIds.isId(id) && saysTheSame(reply, postText(post))) {
                    return Optional.of(new Sent(
                            id,
                            Optional.of(sender.permalink(id)),
                            XIds.timeOf(id).orElse(since)));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Sent> direct(Reply reply, Instant since) {
        XSelf us = self.get();
        String path = "/2/dm_conversations/with/" + XSender.participant(reply.inReplyTo()) + "/dm_events";
        String oldest = XIds.firstAt(since);
        var pages = XPages.read(
                asked -> api.readAsUser(path, asked), XFields.ofDirects(), page -> endsBefore(page, oldest));
        for (JsonNode page : pages) {
            for (JsonNode event : page.path("data")) {
                String id = event.path("id").asText("");
                boolean candidate = us.is(event.path("sender_id").asText(""))
                        && XIds.isId(id)
                        && XIds.BY_AGE.compare(id, oldest) >= 0;
                if (candidate
                        && saysTheSame(
                                reply, XText.written(event.path("text").asText(""), 0, event.path("entities")))) {
                    return Optional.of(
                            new Sent(id, Optional.empty(), XIds.timeOf(id).orElse(since)));
                }
            }
        }
        return Optional.empty();
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
