package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes take messages of one conversation in; one of them works on it and gets all, in the order they were stored. */
class SharedArrivalsTest {
    private static final int MANY = 100;

    private final LedgerSettings settings = TestPostgres.empty();
    private final Ledger here = new Ledger(settings);
    private final Ledger there = new Ledger(settings);

    @AfterEach
    void close() throws Exception {
        here.close();
        there.close();
    }

    private static void come(Ledger ledger, String... ids) {
        ledger.intake.take(
                List.of(ids).stream().map(id -> Ledger.message(id).build()).toList());
    }

    private Unfinished begin() {
        return here.messages.begin(Ledger.TALK, MANY);
    }

    private boolean isKnown() {
        return here.arrivals.isKnown(Ledger.TALK);
    }

    private static List<String> ids(Unfinished unfinished) {
        return unfinished.rows().stream().map(row -> row.message().id().value()).toList();
    }

    private static void finish(Ledger ledger, Unfinished unfinished) {
        unfinished.rows().forEach(row -> ledger.messages.end(row, MessageState.DISMISSED, "seen", Optional.empty()));
        unfinished.done();
    }

    /** What one gets who works on the conversation until it is done. */
    private List<String> work() {
        try (Unfinished unfinished = begin()) {
            finish(here, unfinished);
            return ids(unfinished);
        }
    }

    @Test
    void what_only_this_process_took_in_is_not_read() {
        come(here, "1", "2");
        assertThat(isKnown()).isTrue();
        assertThat(work()).containsExactly("1", "2");
        come(here, "3");
        assertThat(isKnown()).isTrue();
        assertThat(work()).containsExactly("3");
    }

    @Test
    void a_message_does_not_overtake_one_that_another_process_stored_before_it() {
        come(there, "1");
        come(here, "2");
        assertThat(isKnown()).isFalse();
        assertThat(work()).containsExactly("1", "2");
    }

    @Test
    void nor_in_a_conversation_at_rest() {
        come(here, "1");
        assertThat(work()).containsExactly("1");
        come(there, "2");
        come(here, "3");
        assertThat(work()).containsExactly("2", "3");
    }

    @Test
    void nor_where_earlier_ones_are_known() {
        come(here, "1");
        assertThat(isKnown()).isTrue();
        come(there, "2");
        come(here, "3");
        assertThat(work()).containsExactly("1", "2", "3");
    }

    @Test
    void nor_while_earlier_ones_are_at_work() {
        come(here, "1");
        try (Unfinished first = begin()) {
            come(here, "2");
            assertThat(isKnown()).as("of those at work it is known").isTrue();
            come(there, "3");
            come(here, "4");
            finish(here, first);
        }
        assertThat(work()).containsExactly("2", "3", "4");
    }

    @Test
    void what_another_process_took_in_is_found_when_somebody_says_so() {
        come(here, "1");
        come(there, "2");
        here.messages.othersTookIn(Ledger.TALK);
        assertThat(work()).containsExactly("1", "2");

        come(there, "3");
        here.messages.othersTookIn(Ledger.TALK);
        assertThat(work()).as("also in a conversation at rest").containsExactly("3");
    }

    @Test
    void an_edit_that_another_process_took_in_comes_before_what_came_after_it() {
        come(here, "1");
        there.intake.take(List.of(Ledger.message("1")
                .text("better")
                .revision("r2", Ledger.START.plusSeconds(60))
                .build()));
        come(here, "2");
        assertThat(work()).containsExactly("1", "1", "2");
    }

    @Test
    void what_another_process_replayed_comes_before_what_came_after_it() {
        come(here, "1");
        try (Unfinished first = begin()) {
            here.messages.end(first.rows().get(0), MessageState.DEAD, "refused", Optional.empty());
            first.done();
        }
        come(here, "2");
        there.messages.replay(here.messages.of(Ledger.TALK).get(0).seq());
        come(here, "3");
        assertThat(work()).containsExactly("1", "2", "3");
    }

    @Test
    void messages_are_the_first_only_when_no_process_wrote_any() {
        come(here, "1");
        try (Unfinished first = begin()) {
            assertThat(first.isFirst()).isTrue();
            finish(here, first);
        }
        come(here, "2");
        try (Unfinished next = begin()) {
            assertThat(next.isFirst()).as("the one before it was dismissed").isTrue();
        }

        var other = Ledger.message("a", "other").build();
        there.intake.take(List.of(other));
        try (Unfinished itsFirst = there.messages.begin(other.conversation(), MANY)) {
            List<MessageRow> rows = Ledger.numbered(itsFirst.rows());
            there.deliveries.reserve(rows, Ledger.TICKET.desk());
            there.deliveries
                    .finish(rows, Ledger.TICKET, Optional.empty(), "route", Ledger.START, Map.of())
                    .await();
            itsFirst.done();
        }
        here.intake.take(List.of(Ledger.message("b", "other").build()));
        assertThat(here.arrivals.isKnown(other.conversation())).isTrue();
        try (Unfinished later = here.messages.begin(other.conversation(), MANY)) {
            assertThat(later.rows()).hasSize(1);
            assertThat(later.isFirst()).isFalse();
        }
    }

    @Test
    void of_a_long_backlog_it_is_not_looked_whether_all_is_known() {
        String[] many = IntStream.range(0, 60).mapToObj(String::valueOf).toArray(String[]::new);
        come(here, many);
        assertThat(isKnown()).isFalse();
        assertThat(work()).containsExactly(many);
    }

    @Test
    void what_comes_for_conversations_of_other_processes_is_not_kept() {
        come(here, "1");
        here.arrivals.keepOnly(conversation -> false);
        come(here, "2");
        assertThat(isKnown()).isFalse();

        here.arrivals.keepOnly(conversation -> true);
        assertThat(work()).containsExactly("1", "2");
    }
}
