package io.deskbridge.console;

import io.deskbridge.store.AcknowledgementState;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.LedgerQueries.Table;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What stands in the ledger, as metrics. */
@Component
class LedgerGauges implements MeterBinder {
    private final LedgerCounts counts;
    private final Clock clock;

    LedgerGauges(LedgerCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        states(registry, "deskbridge.messages", Table.MESSAGE, MessageState.values());
        states(registry, "deskbridge.comments", Table.COMMENT, CommentState.values());
        states(registry, "deskbridge.replies", Table.REPLY, ReplyState.values());
        states(registry, "deskbridge.notes", Table.NOTE, NoteState.values());
        states(registry, "deskbridge.acknowledgements", Table.ACKNOWLEDGEMENT, AcknowledgementState.values());
        Gauge.builder("deskbridge.unrouted", counts, found -> found.get().unrouted())
                .description("Messages and comments that no route takes")
                .register(registry);
        Gauge.builder(
                        "deskbridge.queue.age",
                        counts,
                        found -> found.get().queueAge(clock.instant()).toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("How long the oldest unfinished message, comment or note has been here")
                .register(registry);
    }

    private void states(MeterRegistry registry, String name, Table table, Enum<?>[] states) {
        for (Enum<?> state : states) {
            String word = Wire.word(state);
            Gauge.builder(name, counts, found -> found.get().of(table, word))
                    .tag("state", word)
                    .description("Items of the ledger by state")
                    .register(registry);
        }
    }
}
