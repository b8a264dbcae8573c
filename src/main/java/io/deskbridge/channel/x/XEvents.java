package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what webhooks push: the X Activity API, in its dotted names of March 2026, and the account activity API before
 * it. The same post may come as a mention, a reply and a quote, and again by polling: its id is the same each time.
 */
final class XEvents {
    private static final Logger LOG = LoggerFactory.getLogger(XEvents.class);
    private static final Set<String> NOT_ABOUT_CUSTOMERS = Set.of("profile", "follow", "like", "spaces", "news");

    private final XSelf self;
    private final Instant readAt;

    XEvents(XSelf self, Instant readAt) {
        this.self = self;
        this.readAt = readAt;
    }

    /** What of a call's events concerns us, in the order of the call. */
    List<Message> messages(JsonNode body) {
        var messages = new ArrayList<Message>();
        if (body.isArray()) {
            body.forEach(one -> messages.addAll(messages(one)));
        } else if (body.path("data").isArray()) {
            body.path("data").forEach(one -> messages.addAll(event(one)));
        } else if (body.path("data").isObject()) {
            messages.addAll(event(body.path("data")));
        } else {
            messages.addAll(accountActivity(body));
        }
        return messages;
    }

    private List<Message> event(JsonNode event) {
        String type = event.path("event_type").asText("");
        String account = event.path("filter").path("user_id").asText("");
        JsonNode payload = event.path("payload");
        if (!account.isEmpty() && !self.is(account)) {
            LOG.debug("{}: an event {} for another account {} is left alone", self.channel(), type, account);
            return List.of();
        }
        return switch (type) {
            case "post.create", "post.mention.create", "post.reply.create", "post.quote.create" ->
                payload.isEmpty() ? List.of() : List.of(post(event, type));
            case "post.delete" -> deleted(payload.path("id").asText(""));
            case "dm.received", "dm.sent" -> new XDirects(self, readAt).pushed(payload);
            case "chat.received" -> List.of(new XDirects(self, readAt).encrypted(payload));
            case "oauth.revoke" -> {
                LOG.warn("{}: the account took the app's permission back; X will refuse further calls", self.channel());
                yield List.of();
            }
            default -> other(type, payload);
        };
    }

    private Message post(JsonNode event, String type) {
        JsonNode includes = event.has("includes")
                ? event.path("includes")
                : event.path("payload").path("includes");
        return new XPosts(self, readAt)
                .post(event.path("payload"), XIncludes.of(includes), type.equals("post.quote.create"));
    }

    /** A kind of event that X added after this was written: if it may be a customer's, it must not vanish. */
    private List<Message> other(String type, JsonNode payload) {
        String family = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        boolean perhapsAMessage = Set.of("post", "dm").contains(family) && payload.has("id");
        if (!perhapsAMessage) {
            if (!NOT_ABOUT_CUSTOMERS.contains(family)) {
                LOG.info("{}: an event of kind {} is left alone", self.channel(), type.replaceAll("[^\\w.]", "?"));
            }
            return List.of();
        }
        return List.of(XPlaceholders.nameless(
                self,
                family.equals("dm") ? Kind.DIRECT : Kind.MENTION,
                payload,
                "an event of the unknown kind " + type,
                readAt));
    }

    /** X tells of the deletion of our own posts only. */
    private List<Message> deleted(String id) {
        if (!XIds.isId(id)) {
            return List.of();
        }
        return List.of(ownDeletion(self, id, readAt));
    }

    /** That a post of ours is gone; X does not say to which conversation it belonged. */
    static Message ownDeletion(XSelf self, String id, Instant readAt) {
        return new MessageBuilder(
                        self.channel(),
                        id,
                        Kind.COMMENT,
                        id,
                        Author.unknown(self.id()),
                        XIds.timeOf(id).orElse(readAt))
                .deletedAt(readAt)
                .ours(true)
                .build();
    }

    /** The deprecated account activity API: typing, reading and revoking are no messages. */
    private List<Message> accountActivity(JsonNode body) {
        var messages = new ArrayList<Message>(new XDirects(self, readAt).pushed(body));
        for (JsonNode deletion : body.path("tweet_delete_events")) {
            if (self.is(deletion.path("status").path("user_id").asText(""))) {
                messages.addAll(deleted(deletion.path("status").path("id").asText("")));
            }
        }
        for (JsonNode post : body.path("tweet_create_events")) {
            String id = post.path("id_str").asText("");
            if (XIds.isId(id) && !self.is(post.path("user").path("id_str").asText(""))) {
                messages.add(XPlaceholders.post(self, id, "the post, which came in API 1.1's format", readAt));
            }
        }
        if (body.path("user_event").has("revoke")) {
            LOG.warn("{}: the account took the app's permission back; X will refuse further calls", self.channel());
        }
        return messages;
    }
}
