package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes single things as API v2 writes them. */
@Component("sandboxXWire")
@SandboxPart
class Wire {
    private static final Set<String> POST_ALWAYS = Set.of("id", "text", "edit_history_tweet_ids");
    private static final Set<String> USER_ALWAYS = Set.of("id", "name", "username");
    private static final Set<String> MEDIA_ALWAYS = Set.of("media_key", "type");
    private static final Set<String> DIRECT_ALWAYS = Set.of("id", "event_type", "text");
    /** Longer ones are cut in {@code text} and stand whole in {@code note_tweet}. */
    private static final int SHORT = 280;

    private final World world;

    Wire(World world) {
        this.world = world;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    ObjectNode post(Post post, Wanted wanted) {
        ObjectNode all = object();
        String text = wireText(post);
        boolean isLong = post.text().length() > SHORT && Texts.weightedLength(post.typed()) > SHORT;
        all.put("id", String.valueOf(post.id()));
        all.put("text", isLong ? post.text().substring(0, post.text().offsetByCodePoints(0, 137)) + "…" : text);
        texts(all.putArray("edit_history_tweet_ids"), post.history());
        all.put("author_id", post.author().id());
        all.put("created_at", time(post.createdAt()));
        all.put("conversation_id", String.valueOf(post.conversation()));
        all.put("lang", "und");
        post.inReplyToUser().ifPresent(user -> all.put("in_reply_to_user_id", user.id()));
        ArrayNode referenced = JsonNodeFactory.instance.arrayNode();
        post.repliedTo().ifPresent(id -> reference(referenced, "replied_to", id));
        post.quoted().ifPresent(id -> reference(referenced, "quoted", id));
        post.retweeted().ifPresent(id -> reference(referenced, "retweeted", id));
        if (!referenced.isEmpty()) {
            all.set("referenced_tweets", referenced);
        }
        ObjectNode entities = entities(post, text);
        if (!entities.isEmpty()) {
            all.set("entities", entities);
        }
        if (isLong) {
            all.putObject("note_tweet").put("text", text).set("entities", entities);
        }
        if (!post.media().isEmpty()) {
            ArrayNode keys = all.putObject("attachments").putArray("media_keys");
            post.media().forEach(id -> keys.add("3_" + id));
        }
        all.putArray("display_text_range").add(post.shownFrom()).add(text.codePointCount(0, text.length()));
        all.putObject("edit_controls")
                .put("edits_remaining", Math.max(0, 6 - post.history().size()))
                .put("is_edit_eligible", post.repliedTo().isEmpty())
                .put(
                        "editable_until",
                        time(Snowflakes.timeOf(post.history().get(0)).plus(Duration.ofHours(1))));
        return only(all, POST_ALWAYS, wanted.post());
    }

    ObjectNode user(Account account, Wanted wanted) {
        ObjectNode all = object();
        all.put("id", account.id());
        all.put("name", account.name());
        all.put("username", account.username());
        all.put("verified", false);
        all.put("protected", false);
        all.put("description", "Plays in the sandbox.");
        all.putObject("public_metrics")
                .put("followers_count", 42)
                .put("following_count", 7)
                .put("tweet_count", 1);
        return only(all, USER_ALWAYS, wanted.user());
    }

    ObjectNode picture(Picture picture, Wanted wanted) {
        ObjectNode all = object();
        all.put("media_key", picture.key());
        all.put("type", picture.mimeType().equals("image/gif") ? "animated_gif" : "photo");
        all.put("url", picture.url().toString());
        if (!picture.altText().isEmpty()) {
            all.put("alt_text", picture.altText());
        }
        return only(all, MEDIA_ALWAYS, wanted.media());
    }

    ObjectNode direct(Direct message, Wanted wanted) {
        ObjectNode all = object();
        all.put("id", String.valueOf(message.id()));
        all.put("event_type", "MessageCreate");
        all.put("text", escaped(message.text()));
        all.put("sender_id", message.sender().id());
        all.put("dm_conversation_id", message.conversation());
        all.put("created_at", time(message.createdAt()));
        texts(
                all.putArray("participant_ids"),
                List.of(message.sender().id(), message.recipient().id()));
        if (!message.media().isEmpty()) {
            ArrayNode keys = all.putObject("attachments").putArray("media_keys");
            message.media().forEach(id -> keys.add("3_" + id));
        }
        return only(all, DIRECT_ALWAYS, wanted.direct());
    }

    private static ObjectNode only(ObjectNode all, Set<String> always, Set<String> asked) {
        if (!asked.contains("*")) {
            all.retain(Stream.concat(always.stream(), asked.stream()).toList());
        }
        return all;
    }

    /** X shortens links and escapes three characters. */
    private static String wireText(Post post) {
        return escaped(Texts.shortened(
                post.text(), post.links().stream().collect(Collectors.toMap(Post.Link::typed, Post.Link::shortened))));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private ObjectNode entities(Post post, String text) {
        ObjectNode entities = object();
        for (String name : post.mentions()) {
            int at = text.toLowerCase(Locale.ROOT).indexOf("@" + name.toLowerCase(Locale.ROOT));
            ObjectNode mention = entities.withArray("mentions").addObject();
            span(mention, text, at, name.length() + 1);
            mention.put("username", name);
            mention.put("id", world.account(name).id());
        }
        for (Post.Link link : post.links()) {
            ObjectNode url = entities.withArray("urls").addObject();
            span(url, text, text.indexOf(link.shortened()), link.shortened().length());
            url.put("url", link.shortened());
            url.put("expanded_url", link.expanded());
            url.put("display_url", link.display());
        }
        return entities;
    }

    private static void span(ObjectNode entity, String text, int at, int length) {
        int start = at < 0 ? 0 : text.codePointCount(0, at);
        entity.put("start", start).put("end", start + length);
    }

    private static void reference(ArrayNode referenced, String type, long id) {
        referenced.addObject().put("type", type).put("id", String.valueOf(id));
    }

    private static void texts(ArrayNode array, List<?> values) {
        values.forEach(value -> array.add(value.toString()));
    }
}
