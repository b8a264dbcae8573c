package io.deskbridge.channel.facebook;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a webhook told of without telling enough: a comment without its words, or one that our side hid, without saying
 * whose it is. The next poll reads it, and is asked to come at once. A restart forgets them; what lies in the reach of a
 * poll is then found all the same.
 */
final class LookUps {
    private static final int MOST = 200;

    private final Map<String, String> threads = new LinkedHashMap<>();
    private final Map<String, Instant> shown = new HashMap<>();
    private volatile Runnable news = () -> {};

    /** Whom to tell that there is something to read. */
    void listener(Runnable listener) {
        news = listener;
    }

    void add(String id, String thread) {
        synchronized (this) {
            if (threads.size() < MOST) {
                threads.put(id, thread);
            }
        }
        news.run();
    }

    /** The one to be read was hidden until then, and is shown again, unless it is hidden when it is read. */
    synchronized void shown(String id, Instant at) {
        if (threads.containsKey(id)) {
            shown.put(id, at);
        }
    }

    /** Since when the one that was read is shown again; empty when nobody said so. */
    synchronized Optional<Instant> shownAgain(String id) {
        return Optional.ofNullable(shown.get(id));
    }

    /** The threads by the ids to be read. */
    synchronized Map<String, String> open() {
        return new LinkedHashMap<>(threads);
    }

    synchronized void done(Map<String, String> read) {
        threads.keySet().removeAll(read.keySet());
        shown.keySet().removeAll(read.keySet());
    }
}
