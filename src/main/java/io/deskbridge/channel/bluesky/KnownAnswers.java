package io.deskbridge.channel.bluesky;

import io.deskbridge.core.SendKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of our last direct messages is which reply, so that a look-up within the clocks' slack never takes one reply for
 * another of the same words. A restart forgets it, and takes longer than that slack.
 */
final class KnownAnswers {
    private static final int REMEMBERED = 500;

    private final Map<String, SendKey> byMessage = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SendKey> eldest) {
            return size() > REMEMBERED;
        }
    };

    synchronized void add(String message, SendKey key) {
        byMessage.put(message, key);
    }

    /** Whether the message is known to be another reply than that one. */
    synchronized boolean isOther(String message, SendKey key) {
        return byMessage.containsKey(message) && !key.equals(byMessage.get(message));
    }
}
