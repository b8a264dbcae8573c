package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which events an account hears of, in the format of the X Activity API. */
@Component("sandboxXEvents")
@SandboxPart
class Events {
    private final World world;
    private final Wire wire;
    private final Answers answers;

    Events(World world, Wire wire, Answers answers) {
        this.world = world;
        this.wire = wire;
        this.answers = answers;
    }

    /** One post can be several events: a mention, a reply and a quote at once. */
    List<ObjectNode> of(Post post, Account account) {
        if (post.author().equals(account)) {
            return List.of(event("post.create", account, post));
        }
        var events = new ArrayList<ObjectNode>();
        if (post.namesExplicitly(account) && post.retweeted().isEmpty()) {
            events.add(event("post.mention.create", account, post));
        }
        if (post.inReplyToUser().filter(account::equals).isPresent()) {
            events.add(event("post.reply.create", account, post));
        }
        if (post.quoted()
                .flatMap(world::post)
                .filter(quoted -> quoted.author().equals(account))
                .isPresent()) {
            events.add(event("post.quote.create", account, post));
        }
        return events;
    }

    /** X tells of an account's own deletions only. */
    List<ObjectNode> ofDeleted(Post post, Account account) {
        if (!post.author().equals(account)) {
            return List.of();
        }
        ObjectNode event = envelope("post.delete", account);
        ((ObjectNode) event.path("data"))
                .putObject("payload")
                .put("id", String.valueOf(post.id()))
                .put("author_id", account.id());
        return List.of(event);
    }

    List<ObjectNode> of(Direct message, Account account) {
        if (!message.concerns(account)) {
            return List.of();
        }
        ObjectNode event = envelope(message.sender().equals(account) ? "dm.sent" : "dm.received", account);
        ObjectNode payload = ((ObjectNode) event.path("data")).putObject("payload");
        ObjectNode create = payload.putArray("direct_message_events")
                .addObject()
                .put("type", "message_create")
                .put("id", String.valueOf(message.id()))
                .put("created_timestamp", String.valueOf(message.createdAt().toEpochMilli()))
                .putObject("message_create");
        create.putObject("target").put("recipient_id", message.recipient().id());
        create.put("sender_id", message.sender().id());
        ObjectNode data = create.putObject("message_data");
        data.set("text", wire.direct(message, Wanted.ALL).path("text"));
        message.media().stream()
                .limit(1)
                .flatMap(id -> world.picture(id).stream())
                .forEach(picture -> data.putObject("attachment")
                        .put("type", "media")
                        .putObject("media")
                        .put("id_str", picture.id())
                        .put("type", "photo")
                        .put("media_url_https", picture.url().toString()));
        ObjectNode users = payload.putObject("users");
        for (Account user : List.of(message.sender(), message.recipient())) {
            users.putObject(user.id()).set("data", wire.user(user, Wanted.ALL));
        }
        return List.of(event);
    }

    private ObjectNode event(String type, Account account, Post post) {
        ObjectNode event = envelope(type, account);
        ObjectNode data = (ObjectNode) event.path("data");
        data.set("payload", wire.post(post, Wanted.ALL));
        answers.include(data, List.of(post), Wanted.ALL);
        return event;
    }

    private static ObjectNode envelope(String type, Account account) {
        ObjectNode event = Wire.object();
        ObjectNode data = event.putObject("data");
        data.put("event_uuid", UUID.randomUUID().toString());
        data.putObject("filter").put("user_id", account.id());
        data.put("event_type", type);
        data.put("tag", "sandbox");
        return event;
    }
}
