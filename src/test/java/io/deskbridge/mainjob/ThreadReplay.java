package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.twitter.twittertext.TwitterTextParser;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import io.deskbridge.mainjob.ReplayIT.Answer;
import io.deskbridge.mainjob.Tweets.Tweet;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plays one recorded thread: its customers on X, its brand as the agent in Zendesk. */
final class ThreadReplay {
    static final String INTERNAL = "INTERNAL-NEVER-PUBLISH";
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LIMIT = 280;

    private final RunningHub hub;
    private final People people;
    private final Set<String> brands;
    private final List<Tweet> thread;
    private final Map<String, String> standing = new HashMap<>(); // recorded id to the id on the sandbox's X
    private final List<String> customerPosts = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private String conversation = "";
    private int shortened;
    private int notes;
    private int nativePosts;

    ThreadReplay(RunningHub hub, People people, Set<String> brands, List<Tweet> thread) {
        this.hub = hub;
        this.people = people;
        this.brands = brands;
        this.thread = thread;
    }

    void run() {
        for (Tweet tweet : thread) {
            if (tweet.customers()) {
                customer(tweet);
            } else if (answered(tweet).isPresent()) {
                agent(tweet, answered(tweet).get());
            } else {
                brand(tweet);
            }
        }
    }

    private void customer(Tweet tweet) {
        String text = tweet.text();
        for (String brand : brands) {
            text = text.replaceAll("(?i)@" + brand + "\\b", "@acme");
        }
        if (!text.contains("@acme")) {
            text = "@acme " + text;
        }
        String parent = standing.get(tweet.parent());
        String id =
                parent == null ? people.postOnX(tweet.author(), text) : people.replyOnX(tweet.author(), text, parent);
        standing(tweet, id);
        customerPosts.add(id);
        await().atMost(SOON).pollInterval(LOOK).until(() -> hub.bean(MessageLedger.class)
                .newest(new MessageId("acme-x", id))
                .filter(row -> row.endedAt().isPresent())
                .isPresent());
    }

    /** The customer's post that an answer belongs under: what it answers, or what that answers when it is the brand's. */
    private Optional<String> answered(Tweet tweet) {
        String parent = tweet.parent();
        while (!parent.isEmpty()) {
            String id = parent;
            Optional<Tweet> found =
                    thread.stream().filter(other -> other.id().equals(id)).findFirst();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (found.get().customers()) {
                return Optional.ofNullable(standing.get(id));
            }
            parent = found.get().parent();
        }
        return Optional.empty();
    }

    private void agent(Tweet tweet, String under) {
        String ticket = people.ticketOf("deskbridge:acme-x:" + conversation).orElseThrow();
        if (tweet.id().hashCode() % 3 == 0) {
            people.comment(ticket, INTERNAL + " " + tweet.text(), false);
            notes++;
        }
        String text = fit(tweet.text());
        boolean newest = under.equals(customerPosts.get(customerPosts.size() - 1));
        int number = customerPosts.indexOf(under) + 1;
        people.comment(ticket, newest && !text.startsWith("@") ? text : "/to " + number + "\n" + text, true);
        answers.add(new Answer(under, text));
        await().atMost(SOON)
                .pollInterval(LOOK)
                .until(() ->
                        replies().size() == answers.size() && last().endedAt().isPresent());
        assertThat(last().state())
                .as(last().reason() + ": " + text + " in " + thread)
                .isEqualTo(ReplyState.PUBLISHED);
        standing(tweet, last().sentId().orElseThrow());
    }

    private List<ReplyRow> replies() {
        return hub.bean(ReplyLedger.class).of(new Conversation("acme-x", conversation));
    }

    private ReplyRow last() {
        List<ReplyRow> replies = replies();
        return replies.get(replies.size() - 1);
    }

    /** Some brands wrote more than a program may post; an agent who is told so shortens. */
    private String fit(String text) {
        String fitting = text.strip();
        if (weight(fitting) <= LIMIT) {
            return fitting;
        }
        shortened++;
        while (weight(fitting) > LIMIT) {
            fitting = fitting.substring(0, fitting.offsetByCodePoints(fitting.length(), -1))
                    .strip();
        }
        return fitting;
    }

    private static int weight(String text) {
        return TwitterTextParser.parseTweet(text).weightedLength;
    }

    /** What the brand wrote without being asked, in X's own app. */
    private void brand(Tweet tweet) {
        String id = hub.call("POST", "/sandbox/x/2/tweets", "Bearer brand-acme", Map.of("text", fit(tweet.text())))
                .at("/data/id")
                .asText();
        standing(tweet, id);
        nativePosts++;
    }

    private void standing(Tweet tweet, String id) {
        standing.put(tweet.id(), id);
        if (conversation.isEmpty()) {
            conversation = id;
        }
    }

    static boolean isOfCustomer(JsonNode comment) {
        return comment.path("public").asBoolean()
                && comment.path("body").asText().contains("———");
    }

    String conversation() {
        return conversation;
    }

    List<String> customerPosts() {
        return customerPosts;
    }

    List<Answer> answers() {
        return answers;
    }

    int shortened() {
        return shortened;
    }

    int notes() {
        return notes;
    }

    int nativePosts() {
        return nativePosts;
    }
}
