package io.deskbridge.hub;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Whether what was pushed in vain has been read: while the hub was down, or because a call could not be taken. Remotes do
 * not repeat every such call, and none before the next one, so polling brings what they told of; what is pushed before
 * that would overtake it and turn the order of a conversation round.
 */
@Component
class CatchUp {
    /** Remotes give up a call after some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_READS = 3;

    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    /** What must be read. */
    private final Map<String, Behind> behind = new ConcurrentHashMap<>();

    /**
     * @param refusals how many calls had been refused in all when the last one of this source was
     * @param reads that began too early for it
     */
    private record Behind(long refusals, int reads) {}

    private final AtomicLong refusals = new AtomicLong();
    private final Duration patience;
    private volatile Consumer<String> reading = source -> {};

    CatchUp() {
        this(PATIENCE);
    }

    /**
     * @param patience how long a pushed call waits
     */
    CatchUp(Duration patience) {
        this.patience = patience;
    }

    /** A source will be read from now on; said of all before any is. */
    void begins(String source) {
        sources.add(source);
        behind.put(source, new Behind(refusals.get(), 0));
    }

    /**
     * Has a source read soon.
     *
     * @param reading is told which one; returns at once
     */
    void reader(Consumer<String> reading) {
        this.reading = reading;
    }

    /** A pushed call of the account was not taken: what it told of must be read before the next one is taken. */
    void refused(String account) {
        long now = refusals.incrementAndGet();
        sources.stream().filter(source -> isOf(account, source)).forEach(source -> {
            boolean isFirst = !isBehind(source);
            behind.merge(source, new Behind(now, 0), (known, added) -> new Behind(now, known.reads()));
            if (isFirst) {
                reading.accept(source);
            }
        });
    }

    /** To be asked before a read begins and told when it has ended. */
    long moment() {
        return refusals.get();
    }

    /**
     * The source was read to its end once, or it cannot be read now: then pushed calls are better than nothing.
     *
     * @param begun the {@link #moment} at which that read began; what was refused later it may have missed, and another
     *     read is needed. Not for ever, though: where reading takes so long that each time a call is refused meanwhile,
     *     calls would never be taken again
     */
    void read(String source, long begun) {
        behind.computeIfPresent(
                source,
                (name, known) -> known.refusals() <= begun || known.reads() + 1 == MOST_READS
                        ? null
                        : new Behind(known.refusals(), known.reads() + 1));
        if (!isBehind(source)) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Whether the source must be read before pushed calls are taken. */
    boolean isBehind(String source) {
        return behind.containsKey(source);
    }

    /**
     * Waits until all sources of the account have been read. A call that was refused instead would be overtaken by the next
     * one that is taken, until its remote repeats it or the next poll brings what it told of.
     *
     * @return whether they have been read in that time
     */
    synchronized boolean await(String account) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); !isDone(account); left = (until - System.nanoTime()) / 1_000_000) {
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isDone(String account) {
        return behind.keySet().stream().noneMatch(source -> isOf(account, source));
    }

    private static boolean isOf(String account, String source) {
        return source.startsWith(account + "/");
    }
}
