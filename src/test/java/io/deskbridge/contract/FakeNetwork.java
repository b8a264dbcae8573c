package io.deskbridge.contract;

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
    private final Faulty faulty = new Faulty();
    private final List<Message> posts = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();

    /** A reply that stands on the network. */
    public record Published(Reply reply, SendKey key, Sent sent) {}

    /** Puts a message onto the network, where its channel's next poll finds it. */
    public synchronized void post(Message message) {
        posts.add(message);
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
        return sent;
    }

    synchronized Optional<Sent> find(SendKey key) {
        return published.stream()
                .filter(found -> found.key().equals(key))
                .map(Published::sent)
                .findFirst();
    }
}
