package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Messages that came a moment ago and need not be read back from the ledger, because they are still here. Of a
 * conversation either all its unfinished messages are known here or nothing is; what there is no room for is not known.
 *
 * <p>Why it is never wrong where one process has the ledger for itself: messages come, are replayed and are set free by the
 * committing thread alone, which says so here right after each commit and before the next; and they end only by a later
 * commit.
 *
 * <p>Where several processes share the ledger, others take messages in as well. Then a message is known here only when,
 * in the transaction that brought it, all that waits in its conversation was; so none overtakes one that was stored
 * before it. What others take in later is found by reading when somebody {@linkplain #othersCame says} that there is
 * something: the other process, or the sweep. Messages end by other processes only while those work on the conversation, and who begins
 * to work on it after them {@linkplain #forgetAll forgets} before.
 */
@Component
public class Arrivals {
    private static final int MOST_BEHIND = 20_000;
    private static final int MOST_AT_REST = 10_000;

    /** So many bytes of memory for a character of content as JSON, which takes about two: a tenth of all. */
    private static final int SHARE = 20;

    private final boolean alone;
    private final long room;
    private final Map<Conversation, Known> known = new HashMap<>();
    /** Conversations with a backlog, so that it is not looked for at each message; some may have none any more. */
    private final Set<Conversation> behind = new HashSet<>();
    /** Conversations without unfinished messages, as far as that is known; the one that came to rest first goes first. */
    private final Set<Conversation> atRest = new LinkedHashSet<>();

    private volatile Predicate<Conversation> ours;
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
        this.ours = conversation -> alone;
        this.room = room;
    }

    /** Only these are worked on by this process; what comes for others is not kept. */
    public void keepOnly(Predicate<Conversation> worked) {
        ours = worked;
    }

    /**
     * What stood in a conversation's ledger beside what just came.
     *
     * @param stood whether it stands in a desk, or a write there was begun
     * @param waiting what was unfinished, as far as it was looked at
     * @param more whether more was unfinished than that
     */
    record Beside(boolean stood, List<Long> waiting, boolean more) {}

    /**
     * What a worker begins with.
     *
     * @param rows in their order
     * @param first whether these are the first messages of the conversation that go to a desk
     */
    record Begun(List<MessageRow> rows, boolean first) {}

    /** What came since the conversation was last worked on, or looked at, in order. */
    private static final class Known {
        private final List<MessageRow> rows = new ArrayList<>();
        private final Set<Long> atWork = new HashSet<>();
        private int characters;
        private boolean first;

        boolean has(long seq) {
            return atWork.contains(seq) || rows.stream().anyMatch(row -> row.seq() == seq);
        }
    }

    /** Whether there is something of the conversation here: all its unfinished messages but for those at work. */
    synchronized boolean isKnown(Conversation conversation) {
        return known.containsKey(conversation);
    }

    /** Whether, when a message comes, it is to be told what {@linkplain #stands stands} beside it. */
    synchronized boolean isWorthALook(Conversation conversation) {
        return !behind.contains(conversation)
                && (alone
                        ? !known.containsKey(conversation) && !atRest.contains(conversation)
                        : ours.test(conversation));
    }

    /** Messages came, about to be {@linkplain #came told}, and beside them there stood that. */
    synchronized void stands(Conversation conversation, Beside beside) {
        Known of = known.get(conversation);
        boolean allKnown = !beside.more() && beside.waiting().stream().allMatch(seq -> of != null && of.has(seq));
        if (!allKnown) {
            forget(conversation);
            hasBacklog(conversation);
        } else if (of == null) {
            var fresh = new Known();
            fresh.first = !beside.stood();
            known.put(conversation, fresh);
            atRest.remove(conversation);
        }
    }

    private void hasBacklog(Conversation conversation) {
        if (behind.size() >= MOST_BEHIND) {
            behind.clear();
        }
        behind.add(conversation);
    }

    /**
     * A message came.
     *
     * @param characters of its content
     */
    synchronized void came(MessageRow row, int characters) {
        Known of = known.get(row.conversation());
        if (of == null && atRest.remove(row.conversation())) {
            of = new Known();
            known.put(row.conversation(), of);
        }
        if (of == null || of.atWork.contains(row.seq())) {
            return;
        }
        if (this.characters + characters > room || !ours.test(row.conversation())) {
            forget(row.conversation());
            return;
        }
        of.rows.add(row);
        of.characters += characters;
        this.characters += characters;
    }

    /** Something changed that is not told here: it must be read. */
    synchronized void forget(Conversation conversation) {
        atRest.remove(conversation);
        Known gone = known.remove(conversation);
        characters -= gone == null ? 0 : gone.characters;
    }

    /** Others took something in for the conversation, or may have; where there are no others, nothing happens. */
    synchronized void othersCame(Conversation conversation) {
        if (!alone) {
            forget(conversation);
        }
    }

    /** As {@link #forget}, for all conversations. */
    public synchronized void forgetAll() {
        known.clear();
        atRest.clear();
        characters = 0;
    }

    /**
     * Work on the conversation begins. What comes from now on is known after it, if it {@linkplain #ended ends} everything.
     *
     * @return the unfinished messages; empty when they must be read, and then {@link #read} is to be told
     */
    synchronized Optional<Begun> begin(Conversation conversation) {
        behind.remove(conversation);
        Known of = known.get(conversation);
        if (of == null) {
            known.put(conversation, new Known());
            return atRest.remove(conversation) ? Optional.of(new Begun(List.of(), false)) : Optional.empty();
        }
        of.atWork.clear();
        var begun = new Begun(List.copyOf(of.rows), of.first);
        begun.rows().forEach(row -> of.atWork.add(row.seq()));
        characters -= of.characters;
        of.characters = 0;
        of.rows.clear();
        of.first = false;
        return Optional.of(begun);
    }

    /** Those were read after {@link #begin}; what came in between is among them. */
    synchronized void read(Conversation conversation, List<MessageRow> rows) {
        Known of = known.get(conversation);
        if (of == null) {
            return;
        }
        rows.forEach(row -> of.atWork.add(row.seq()));
        if (of.rows.stream().anyMatch(row -> of.atWork.contains(row.seq()))) {
            forget(conversation); // rare, and the next one simply reads
        }
    }

    /** Work ended, and all that it began with has reached its end. */
    synchronized void ended(Conversation conversation) {
        Known of = known.get(conversation);
        if (of == null) {
            return;
        }
        of.atWork.clear();
        if (of.rows.isEmpty()) {
            known.remove(conversation);
            if (atRest.size() >= MOST_AT_REST) {
                atRest.remove(atRest.iterator().next());
            }
            atRest.add(conversation);
        }
    }
}
