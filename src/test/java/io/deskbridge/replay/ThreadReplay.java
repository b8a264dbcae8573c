package io.deskbridge.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import io.deskbridge.mainjob.RunningHub;
import io.deskbridge.replay.Layout.Part;
import io.deskbridge.replay.Tweets.Tweet;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays one recorded thread: its customers on the network, its company as the agent in the desk. Customers do not wait for
 * each other; the agent answers when everything said before stands in the ticket, as the recorded one did.
 */
final class ThreadReplay {
    static final String INTERNAL = "INTERNAL-NEVER-PUBLISH";
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Pattern HANDLE = Pattern.compile("\\A@([\\w-]+)");

    /** A customer's message that stands on the network. */
    record Said(String id, String person, String text) {}

    /** What the agent answered, and the message it belongs under. */
    record Answer(String under, String text) {}

    final Part part;
    private final RunningHub hub;
    private final Map<String, String> standing = new HashMap<>(); // recorded id to the id on the network
    private final List<Said> said = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> unasked = new ArrayList<>();
    private String first = "";
    private String ticket = "";
    private int arrived;
    private int shortened;
    private int reworded;
    private int notes;
    private Duration ticketing = Duration.ZERO;
    private Duration publishing = Duration.ZERO;

    ThreadReplay(RunningHub hub, Part part) {
        this.hub = hub;
        this.part = part;
    }

    ThreadReplay run() {
        for (Tweet tweet : part.talk().tweets()) {
            Optional<Tweet> answered = part.talk().answered(tweet);
            if (tweet.customers()) {
                customer(tweet);
            } else if (answered.isPresent()) {
                agent(tweet, standing.get(answered.get().id()));
            } else {
                // what the company wrote without being asked, in the network's own app
                String text = fit(part.network().companysWords(tweet.text(), part.people()));
                String id = part.network().sayUnasked(text, standing.getOrDefault(tweet.parent(), ""));
                stands(tweet, id);
                unasked.add(id);
            }
        }
        awaitTicketed();
        return this;
    }

    private void customer(Tweet tweet) {
        String person = part.people().get(tweet.author());
        String text = part.network().customersWords(tweet.text(), part.people());
        String id = part.network().say(person, text, standing.getOrDefault(tweet.parent(), ""));
        stands(tweet, id);
        said.add(new Said(id, person, text));
    }

    private void stands(Tweet tweet, String id) {
        standing.put(tweet.id(), id);
        first = first.isEmpty() ? id : first;
    }

    private void awaitTicketed() {
        Instant began = Instant.now();
        while (arrived < said.size()) {
            var id = new MessageId(part.network().channel(), said.get(arrived).id());
            await("message " + id + " of thread " + part.talk().root())
                    .atMost(SOON)
                    .pollInterval(LOOK)
                    .until(() -> hub.bean(MessageLedger.class)
                            .newest(id)
                            .filter(row -> row.endedAt().isPresent())
                            .isPresent());
            arrived++;
        }
        ticketing = ticketing.plus(Duration.between(began, Instant.now()));
    }

    private void agent(Tweet tweet, String under) {
        awaitTicketed();
        if (ticket.isEmpty()) { // the agent opens it from her list
            ticket = hub.bean(Links.class).of(conversation()).get(0).ticket().id();
        }
        if (tweet.id().hashCode() % 3 == 0) {
            part.desk().note(ticket, INTERNAL + " " + tweet.text());
            notes++;
        }
        String recorded = part.network().companysWords(tweet.text(), part.people());
        String text = fit(part.desk().worded(recorded));
        reworded += part.desk().worded(recorded).equals(recorded) ? 0 : 1;
        part.desk().answer(ticket, understood(text).equals(under) ? text : "/to " + number(under) + "\n" + text);
        answers.add(new Answer(under, text));
        Instant began = Instant.now();
        await("answer to " + under + " in thread " + part.talk().root())
                .atMost(SOON)
                .pollInterval(LOOK)
                .until(() ->
                        replies().size() == answers.size() && last().endedAt().isPresent());
        publishing = publishing.plus(Duration.between(began, Instant.now()));
        assertThat(last().state())
                .as(last().reason() + ": " + text + " in " + part.talk())
                .isEqualTo(ReplyState.PUBLISHED);
        String id = last().sentId().orElseThrow();
        part.network().answered(id, under);
        stands(tweet, id);
    }

    /** Which message the agent may take an answer to go to: the newest one, of whom it addresses by name if it does. */
    private String understood(String text) {
        Matcher handle = HANDLE.matcher(text);
        String named = handle.find() ? handle.group(1) : "";
        return said.stream()
                .filter(message -> message.person().equalsIgnoreCase(named))
                .reduce((older, newer) -> newer)
                .orElseGet(() -> said.get(said.size() - 1))
                .id();
    }

    private int number(String message) {
        return said.stream().map(Said::id).toList().indexOf(message) + 1;
    }

    private List<ReplyRow> replies() {
        return hub.bean(ReplyLedger.class).of(conversation());
    }

    private ReplyRow last() {
        List<ReplyRow> replies = replies();
        return replies.get(replies.size() - 1);
    }

    private Conversation conversation() {
        return new Conversation(
                part.network().channel(), part.network().thread(said.get(0).person(), first));
    }

    /** Some companies wrote more than the network takes; an agent who is told so shortens. */
    private String fit(String text) {
        String fitting = text.strip();
        if (part.network().length(fitting) <= part.network().limit()) {
            return fitting;
        }
        shortened++;
        while (part.network().length(fitting) > part.network().limit()) { // word by word: half a link is no link
            fitting = fitting.replaceFirst("\\s+\\S+\\z", "");
        }
        return fitting;
    }

    List<Said> said() {
        return said;
    }

    List<Answer> answers() {
        return answers;
    }

    List<String> unasked() {
        return unasked;
    }

    int shortened() {
        return shortened;
    }

    int reworded() {
        return reworded;
    }

    /** How long the agent waited for what customers had said. */
    Duration ticketing() {
        return ticketing;
    }

    /** How long the agent waited for the answers to stand on the network. */
    Duration publishing() {
        return publishing;
    }

    int notes() {
        return notes;
    }
}
