package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Messages that came a moment ago and need not be read back from the ledger, because they are still here. Of a
 * conversation either all its unfinished messages are known here or nothing is; what there is no room for is not known.
 * Only where one process has the ledger for itself: of what others take in it knows nothing.
 *
 * <p>Why it is never wrong: messages come, are replayed and are set free by the committing thread alone, which says so
 * here right after each commit and before the next; and they end only by a later commit.
 */
@Component
public class Arrivals {
    private static final int MOST_BEHIND = 20_000;

    /** So many bytes of memory for a character of content as JSON, which takes about two: a tenth of all. */
    private static final int SHARE = 20;

    private final boolean alone;
    private final long room;
    private final Map<Conversation, Known> known = new HashMap<>();
    /** Conversations with a backlog, so that it is not looked for at each message; some may have none any more. */
    private final Set<Conversation> behind = new HashSet<>();

    private long characters;

    @Autowired
    public Arrivals(LedgerDatabase database) {
        this(database, Runtime.getRuntime().maxMemory() / SHARE);
    }

    /**
     * @param room characters of content
     */
    Arrivals(LedgerDatabase database, long room) {
        this.alone = !database.isShared();
        this.room = room;
    }

    /** Whether it has any use here. */
    boolean alone() {
        return alone;
    }

    /** What came since the conversation was last worked on, or looked at, in order. */
    private static final class Known {
        private final List<MessageRow> rows = new ArrayList<>();
        private int characters;
        private long readUpTo;
    }

    /** Whether all of the conversation's unfinished messages are known, but for those at work. */
    synchronized boolean isKnown(Conversation conversation) {
        return known.containsKey(conversation);
    }

    /** Whether it is worth a look whether all are known from now on. */
    synchronized boolean mayBecomeKnown(Conversation conversation) {
        return !known.containsKey(conversation) && !behind.contains(conversation);
    }

    /** It has unfinished messages in the ledger. */
    synchronized void hasBacklog(Conversation conversation) {
        if (behind.size() >= MOST_BEHIND) {
            behind.clear();
        }
        behind.add(conversation);
    }

    /** From now on they are: it has none in the ledger but those that come now. */
    synchronized void isNew(Conversation conversation) {
        known.putIfAbsent(conversation, new Known());
    }

    /**
     * A message came.
     *
     * @param characters of its content
     */
    synchronized void came(MessageRow row, int characters) {
        Known of = known.get(row.conversation());
        if (of == null || row.seq() <= of.readUpTo) {
            return;
        }
        if (this.characters + characters > room) {
            forget(row.conversation());
            return;
        }
        of.rows.add(row);
        of.characters += characters;
        this.characters += characters;
    }

    /** Something changed that is not told here: it must be read. */
    synchronized void forget(Conversation conversation) {
        Known gone = known.remove(conversation);
        characters -= gone == null ? 0 : gone.characters;
    }

    /** As {@link #forget}, for all conversations. */
    synchronized void forgetAll() {
        known.clear();
        characters = 0;
    }

    /**
     * Work on the conversation begins. What comes from now on is known after it, if it {@linkplain #ended ends} everything.
     *
     * @return the unfinished messages in their order; empty when they must be read, and then {@link #read} is to be told
     */
    synchronized Optional<List<MessageRow>> begin(Conversation conversation) {
        behind.remove(conversation);
        Known of = known.get(conversation);
        if (of == null) {
            known.put(conversation, new Known());
            return Optional.empty();
        }
        List<MessageRow> rows = List.copyOf(of.rows);
        clear(of);
        return Optional.of(rows);
    }

    /** Those were read after {@link #begin}; what came in between is among them. */
    synchronized void read(Conversation conversation, List<MessageRow> rows) {
        Known of = known.get(conversation);
        if (of != null && !rows.isEmpty()) {
            of.readUpTo = rows.get(rows.size() - 1).seq();
            if (of.rows.stream().anyMatch(row -> row.seq() <= of.readUpTo)) {
                forget(conversation); // rare, and the next one simply reads
            }
        }
    }

    /** Work ended, and all that it began with has reached its end. */
    synchronized void ended(Conversation conversation) {
        Known of = known.get(conversation);
        if (of != null && of.rows.isEmpty()) {
            known.remove(conversation);
        }
    }

    private void clear(Known of) {
        characters -= of.characters;
        of.characters = 0;
        of.rows.clear();
    }
}
