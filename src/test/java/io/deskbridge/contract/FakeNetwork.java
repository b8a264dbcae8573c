package io.deskbridge.contract;

import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network in memory, for {@link FakeChannelType}. Verbs that can be made to fail: {@code check}, {@code poll},
 * {@code receive}, {@code send}, {@code find}, {@code fetch}.
 */
public final class FakeNetwork {
    /** In a queue of failures: a call that works. */
    public static final RuntimeException NOT_THIS_ONE = new IllegalStateException("nobody throws it");

    private final Faulty faulty = new Faulty();
    private final List<Message> posts = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final List<Media> files = new ArrayList<>();
    private final java.util.Map<String, String> standing = new java.util.HashMap<>();

    /** A reply that stands on the network. */
    public record Published(Reply reply, SendKey key, Sent sent) {}

    /** Puts a message onto the network, where its channel's next poll finds it. */
    public synchronized void post(Message message) {
        posts.add(message);
    }

    /** What stands there by the ids of the replies, changes included. */
    public synchronized java.util.Map<String, String> standing() {
        return java.util.Map.copyOf(standing);
    }

    synchronized boolean edit(String id, String text) {
        return standing.replace(id, text) != null;
    }

    synchronized boolean retract(String id) {
        return standing.remove(id) != null;
    }

    /** The next call of the verb fails before anything is done; several wait in a queue. */
    public void failNext(String verb, RuntimeException failure) {
        faulty.failBefore(verb, failure);
    }

    /** The next call of the verb does its work and fails afterwards, as when the answer is lost. */
    public void failAfterNext(String verb, RuntimeException failure) {
        faulty.failAfter(verb, failure);
    }

    /** Every call of every verb fails before anything is done, until {@link #works}. */
    public void fails(java.util.function.Supplier<RuntimeException> failure) {
        faulty.fails(failure);
    }

    public void works() {
        faulty.works();
    }

    /** Calls of the verb wait from now on until {@link #letGo}. */
    public void hold(String verb) {
        faulty.hold(verb);
    }

    /** Calls of the verb do their work from now on and answer after {@link #letGo}. */
    public void holdAnswer(String verb) {
        faulty.holdAnswer(verb);
    }

    public void letGo(String verb) {
        faulty.letGo(verb);
    }

    /** How often the verb was called, failures included. */
    public int calls(String verb) {
        return faulty.calls(verb);
    }

    /** The replies that stand on the network, oldest first. */
    public synchronized List<Published> published() {
        return List.copyOf(published);
    }

    /** The files that hung on replies, in the order in which they were fetched. */
    public synchronized List<Media> files() {
        return List.copyOf(files);
    }

    synchronized void take(Media file) {
        files.add(file);
    }

    Faulty faulty() {
        return faulty;
    }

    /** What was posted to the channel after so many posts of it. */
    synchronized List<Message> posts(String channel, int since) {
        List<Message> own = posts.stream()
                .filter(post -> post.id().channel().equals(channel))
                .toList();
        return own.subList(Math.min(since, own.size()), own.size());
    }

    synchronized Sent publish(Reply reply, SendKey key, Instant now) {
        var sent = new Sent("sent-" + key.number() + "-" + (published.size() + 1), Optional.empty(), now);
        published.add(new Published(reply, key, sent));
        standing.put(sent.id(), reply.text());
        return sent;
    }

    synchronized Optional<Sent> find(SendKey key) {
        return published.stream()
                .filter(found -> found.key().equals(key))
                .map(Published::sent)
                .findFirst();
    }
}
