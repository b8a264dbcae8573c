package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerQueriesTest {
    @TempDir
    Path data;

    private Ledger ledger;
    private LedgerQueries queries;

    /** One of each: opened a ticket, appended, dead, parked, waiting and reserved, waiting. */
    @BeforeEach
    void fill() {
        ledger = new Ledger(data);
        queries = new LedgerQueries(ledger.database);
        var messages = List.of("1", "2", "3", "4", "5", "6").stream()
                .map(id -> Ledger.message(id).build())
                .toList();
        ledger.intake.take(messages);
        List<MessageRow> rows = Ledger.numbered(ledger.messages.of(Ledger.TALK));
        ledger.deliveries.reserve(rows.subList(0, 2), "help");
        ledger.deliveries
                .finish(rows.subList(0, 2), Ledger.TICKET, Optional.empty(), "r", ledger.clock.instant(), Map.of())
                .await();
        ledger.messages.end(rows.get(2), MessageState.DEAD, "poison", Optional.empty());
        ledger.messages.park(rows.get(3), "no route");
        ledger.deliveries.reserve(rows.subList(4, 5), "help");
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private List<Long> in(String state) {
        var filter = new LedgerQueries.Filter(
                Optional.of(state), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), 10);
        return queries.messages(filter).stream().map(MessageRow::seq).toList();
    }

    @Test
    void each_state_is_listed_newest_first() {
        assertThat(in("ticketed")).containsExactly(1L);
        assertThat(in("appended")).containsExactly(2L);
        assertThat(in("dead")).containsExactly(3L);
        assertThat(in("waiting")).as("also what no route takes").containsExactly(6L, 5L, 4L);
        assertThat(in("dismissed")).isEmpty();
    }

    @Test
    void each_state_that_has_rows_is_counted() {
        assertThat(queries.counts(LedgerQueries.Table.MESSAGE))
                .isEqualTo(Map.of("ticketed", 1L, "appended", 1L, "dead", 1L, "waiting", 3L));
        assertThat(queries.counts(LedgerQueries.Table.COMMENT)).isEmpty();
    }

    @Test
    void a_message_that_is_being_written_has_its_number_and_its_desk() {
        MessageRow reserved = queries.message(5).orElseThrow();
        assertThat(reserved.number()).hasValue(5);
        assertThat(reserved.desk()).hasValue("help");
        assertThat(reserved.triedAt()).hasValue(Ledger.START);
        assertThat(ledger.messages.numbered(Ledger.TALK, 5L)).hasValue(reserved);
        assertThat(ledger.messages.numbered(Ledger.TALK, 10)).contains(reserved);
        assertThat(ledger.messages.number(reserved.message().id())).hasValue(5);
    }

    @Test
    void what_is_taken_back_keeps_its_number() {
        ledger.deliveries.release(List.of(queries.message(5).orElseThrow()));
        MessageRow released = queries.message(5).orElseThrow();
        assertThat(released.number()).hasValue(5);
        assertThat(released.triedAt()).isEmpty();
        assertThat(released.desk()).isEmpty();
        assertThat(ledger.messages.numbered(Ledger.TALK, 5L)).hasValue(released);
    }
}
