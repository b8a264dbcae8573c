package io.deskbridge.console;

import io.deskbridge.store.LedgerQueries;
import io.deskbridge.store.LedgerQueries.Table;
import io.deskbridge.store.UnfinishedLanes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts the ledger's rows, at most once in a while: many ask, and each count reads a whole index. */
@Component
class LedgerCounts {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final LedgerQueries ledger;
    private final UnfinishedLanes unfinished;
    private final Clock clock;
    private @Nullable Counts last;

    LedgerCounts(LedgerQueries ledger, UnfinishedLanes unfinished, Clock clock) {
        this.ledger = ledger;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    /**
     * The ledger's rows at one moment.
     *
     * @param oldest when the oldest message came that is unfinished though a route takes it
     */
    record Counts(Instant at, Map<Table, Map<String, Long>> states, int unrouted, Optional<Instant> oldest) {
        long of(Table table, String state) {
            return states.getOrDefault(table, Map.of()).getOrDefault(state, 0L);
        }

        long dead() {
            return of(Table.MESSAGE, "dead") + of(Table.COMMENT, "dead") + of(Table.NOTE, "dead");
        }

        Duration queueAge(Instant now) {
            return oldest.map(time -> Duration.between(time, now)).orElse(Duration.ZERO);
        }
    }

    /** Not older than ten seconds. */
    synchronized Counts get() {
        Instant now = clock.instant();
        // counted in the future: somebody moved the clock back
        if (last == null
                || now.isBefore(last.at())
                || Duration.between(last.at(), now).compareTo(FRESH) >= 0) {
            last = count(now);
        }
        return last;
    }

    /** As it is at this moment, for people who just changed something. */
    synchronized Counts fresh() {
        last = count(clock.instant());
        return last;
    }

    private Counts count(Instant now) {
        var states = new EnumMap<Table, Map<String, Long>>(Table.class);
        for (Table table : Table.values()) {
            states.put(table, ledger.counts(table));
        }
        return new Counts(now, states, unfinished.unrouted(), unfinished.oldest());
    }
}
