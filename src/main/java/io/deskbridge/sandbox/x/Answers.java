package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Writes whole answers: data, what was asked to be included, and errors for what of it is gone. */
@Component("sandboxXAnswers")
@SandboxPart
class Answers {
    private final World world;
    private final Wire wire;

    Answers(World world, Wire wire) {
        this.world = world;
        this.wire = wire;
    }

    ObjectNode post(Post post, Wanted wanted) {
        ObjectNode answer = Wire.object();
        answer.set("data", wire.post(post, wanted));
        include(answer, List.of(post), wanted);
        return answer;
    }

    /** Like X, leaves {@code data} out when there is nothing. */
    ObjectNode posts(Collection<Post> posts, Wanted wanted) {
        ObjectNode answer = Wire.object();
        posts.forEach(post -> answer.withArray("data").add(wire.post(post, wanted)));
        include(answer, posts, wanted);
        return answer;
    }

    ObjectNode directs(Collection<Direct> messages, Wanted wanted) {
        ObjectNode answer = Wire.object();
        var users = new LinkedHashSet<Account>();
        for (Direct message : messages) {
            answer.withArray("data").add(wire.direct(message, wanted));
            if (wanted.expands("sender_id")) {
                users.add(message.sender());
            }
            if (wanted.expands("participant_ids")) {
                users.add(message.sender());
                users.add(message.recipient());
            }
            if (wanted.expands("attachments.media_keys")) {
                pictures(answer, message.media(), wanted);
            }
        }
        users.forEach(user -> array(answer, "users").add(wire.user(user, wanted)));
        return answer;
    }

    static void gone(ObjectNode answer, String id, String parameter) {
        answer.withArray("errors")
                .addObject()
                .put("value", id)
                .put("resource_id", id)
                .put("resource_type", "tweet")
                .put("parameter", parameter)
                .put("title", "Not Found Error")
                .put("detail", "Could not find tweet with " + parameter + ": [" + id + "].")
                .put("type", "https://api.twitter.com/2/problems/resource-not-found");
    }

    void include(ObjectNode answer, Collection<Post> posts, Wanted wanted) {
        var users = new LinkedHashSet<Account>();
        Set<Long> referenced = new TreeSet<>();
        for (Post post : posts) {
            if (wanted.expands("author_id")) {
                users.add(post.author());
            }
            if (wanted.expands("in_reply_to_user_id")) {
                post.inReplyToUser().ifPresent(users::add);
            }
            if (wanted.expands("entities.mentions.username")) {
                post.mentions().forEach(name -> users.add(world.account(name)));
            }
            if (wanted.expands("attachments.media_keys")) {
                pictures(answer, post.media(), wanted);
            }
            if (wanted.expands("referenced_tweets.id")) {
                post.repliedTo().ifPresent(referenced::add);
                post.quoted().ifPresent(referenced::add);
                post.retweeted().ifPresent(referenced::add);
            }
        }
        for (Long id : referenced) {
            world.post(id)
                    .ifPresentOrElse(
                            post -> {
                                array(answer, "tweets").add(wire.post(post, wanted));
                                if (wanted.expands("referenced_tweets.id.author_id")) {
                                    users.add(post.author());
                                }
                            },
                            () -> gone(answer, String.valueOf(id), "referenced_tweets.id"));
        }
        users.forEach(user -> array(answer, "users").add(wire.user(user, wanted)));
    }

    private void pictures(ObjectNode answer, List<String> ids, Wanted wanted) {
        ids.stream().flatMap(id -> world.picture(id).stream()).forEach(picture -> array(answer, "media")
                .add(wire.picture(picture, wanted)));
    }

    private static ArrayNode array(ObjectNode answer, String name) {
        return answer.withObject("/includes").withArray(name);
    }
}
