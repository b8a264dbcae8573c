package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Conversation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageLedgerTest {
    private Path folder;
    private Ledger ledger;

    @BeforeEach
    void open(@TempDir Path data) {
        folder = data;
        ledger = new Ledger(data);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void the_first_of_a_write_opens_the_ticket_and_the_others_are_appended() {
        List<MessageRow> rows =
                ledger.take(Ledger.message("1").build(), Ledger.message("2").build());
        ledger.deliveries.reserve(Ledger.numbered(rows), "help");
        assertThat(row(0).triedAt()).hasValue(Ledger.START);
        assertThat(row(0).desk()).hasValue("help");
        ledger.deliveries
                .finish(
                        Ledger.numbered(rows),
                        Ledger.TICKET,
                        Optional.empty(),
                        "route",
                        ledger.clock.instant(),
                        Map.of())
                .await();
        assertThat(ledger.messages.of(Ledger.TALK))
                .extracting(MessageRow::state)
                .containsExactly(MessageState.TICKETED, MessageState.APPENDED);
        assertThat(row(0).triedAt()).isEmpty();
        assertThat(row(0).route()).hasValue("route");
        assertThat(row(0).endedAt()).hasValue(Ledger.START);
        assertThat(ledger.links.newest(Ledger.TALK, "help").orElseThrow().ticket())
                .isEqualTo(Ledger.TICKET);
        assertThat(ledger.links.ofTicket("help", "1").orElseThrow().conversation())
                .isEqualTo(Ledger.TALK);
    }

    @Test
    void a_postponed_row_keeps_its_reservation_and_counts_only_failed_attempts() {
        List<MessageRow> rows = ledger.take(Ledger.message("1").build());
        ledger.deliveries.reserve(Ledger.numbered(rows), "help");
        Instant later = Ledger.START.plusSeconds(30);
        ledger.messages.postpone(row(0), "down", later, Tally.ATTEMPT);
        ledger.messages.postpone(row(0), "limited", later, Tally.NOTHING);
        assertThat(row(0).attempts()).isEqualTo(1);
        assertThat(row(0).dueAt()).isEqualTo(later);
        assertThat(row(0).reason()).isEqualTo("limited");
        assertThat(row(0).triedAt()).isPresent();
        ledger.deliveries.release(rows);
        assertThat(row(0).triedAt()).isEmpty();
    }

    @Test
    void a_row_that_was_reserved_ahead_and_ended_without_a_write_needs_no_look_up_when_it_is_replayed() {
        List<MessageRow> rows = ledger.take(Ledger.message("1").build());
        ledger.deliveries.reserve(Ledger.numbered(rows), "help");
        ledger.messages.end(row(0), MessageState.DEAD, "its route failed", Optional.of("route"));
        ledger.deliveries.release(rows);
        ledger.messages.replay(row(0).seq());

        assertThat(row(0).triedAt()).isEmpty();
    }

    @Test
    void a_parked_row_lets_the_others_pass_until_routes_change() {
        ledger.take(Ledger.message("1").build(), Ledger.message("2").build());
        ledger.messages.park(row(0), "unrouted");
        assertThat(ledger.messages.unfinished(Ledger.TALK, 10))
                .extracting(row -> row.message().id().value())
                .containsExactly("2");
        assertThat(ledger.unfinished.unrouted()).isEqualTo(1);
        assertThat(ledger.messages.unpark()).isEqualTo(1);
        assertThat(ledger.messages.unfinished(Ledger.TALK, 10)).hasSize(2);
    }

    @Test
    void an_entry_is_named_after_the_message_and_its_wording_and_not_after_its_place() throws Exception {
        ledger.take(Ledger.message("1").build(), Ledger.message("2").build());
        try (var other = new Ledger(folder.resolve("restored"))) {
            other.take(Ledger.message("2").build());

            MessageRow same = other.messages.of(Ledger.TALK).get(0);
            assertThat(same.seq()).isNotEqualTo(row(1).seq());
            assertThat(same.key()).isEqualTo(row(1).key()).isNotEqualTo(row(0).key());
        }
    }

    @Test
    void only_a_dead_letter_is_replayed() {
        ledger.take(Ledger.message("1").dismissal("a bare repost").build());

        assertThat(ledger.messages.replay(row(0).seq())).isEmpty();
        assertThat(row(0).state()).isEqualTo(MessageState.DISMISSED);
    }

    @Test
    void a_dead_letter_can_be_replayed_once() {
        ledger.take(Ledger.message("1").build());
        ledger.messages.postpone(row(0), "down", Ledger.START.plusSeconds(30), Tally.ATTEMPT);
        ledger.messages.end(row(0), MessageState.DEAD, "given up", Optional.of("route"));
        assertThat(ledger.messages.unfinished(Ledger.TALK, 10)).isEmpty();
        assertThat(ledger.messages.replay(row(0).seq())).hasValue(new Lane(Lane.Direction.MESSAGES, Ledger.TALK));
        assertThat(row(0).state()).isEqualTo(MessageState.WAITING);
        assertThat(row(0).attempts()).isZero();
        assertThat(row(0).endedAt()).isEmpty();
        assertThat(ledger.messages.replay(row(0).seq())).isEmpty();
        assertThat(ledger.messages.replay(999)).isEmpty();
    }

    @Test
    void a_dead_letter_whose_write_may_have_happened_is_looked_up_when_replayed() {
        List<MessageRow> rows = ledger.take(Ledger.message("1").build());
        ledger.deliveries.reserve(Ledger.numbered(rows), "help");
        ledger.messages.end(row(0), MessageState.DEAD, "a bug after the write", Optional.empty());
        ledger.messages.replay(row(0).seq());
        assertThat(row(0).triedAt()).hasValue(Ledger.START);
    }

    @Test
    void a_dead_note_keeps_what_is_known_of_its_write_and_a_written_one_needs_not() {
        ledger.notes.add(new NewNote(Ledger.TALK, "help", "1", "words"));
        NoteRow note = ledger.notes.of(Ledger.TALK).get(0);
        ledger.notes.trying(note);
        ledger.notes.end(note, NoteState.DEAD, "a bug after the write");
        assertThat(ledger.notes.replay(note.seq())).hasValue(new Lane(Lane.Direction.NOTES, Ledger.TALK));
        assertThat(ledger.notes.of(Ledger.TALK).get(0).triedAt()).hasValue(Ledger.START);
        ledger.notes.end(note, NoteState.WRITTEN, "in help ticket 1");
        assertThat(ledger.notes.of(Ledger.TALK).get(0).triedAt()).isEmpty();
        assertThat(ledger.notes.history(note.seq()))
                .extracting(HistoryRow::state)
                .containsExactly("waiting", "dead", "waiting", "written");
    }

    @Test
    void every_change_of_state_is_kept_with_its_time_and_reason() {
        ledger.take(Ledger.message("1").build());
        ledger.clock.forward(Duration.ofSeconds(1));
        ledger.messages.postpone(row(0), "down", Ledger.START, Tally.ATTEMPT);
        ledger.messages.postpone(row(0), "down", Ledger.START, Tally.ATTEMPT);
        ledger.clock.forward(Duration.ofSeconds(1));
        ledger.messages.end(row(0), MessageState.DEAD, "given up", Optional.empty());
        assertThat(ledger.messages.history(row(0).seq()))
                .extracting(HistoryRow::at, HistoryRow::state, HistoryRow::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Ledger.START, "waiting", "received"),
                        org.assertj.core.groups.Tuple.tuple(Ledger.START.plusSeconds(1), "waiting", "down"),
                        org.assertj.core.groups.Tuple.tuple(Ledger.START.plusSeconds(2), "dead", "given up"));
    }

    @Test
    void writes_to_a_ticket_are_counted_as_writes_and_not_as_entries() {
        List<MessageRow> rows =
                ledger.take(Ledger.message("1").build(), Ledger.message("2").build());
        ledger.deliveries
                .finish(
                        rows.stream().map(row -> row.numbered((int) row.seq())).toList(),
                        Ledger.TICKET,
                        Optional.empty(),
                        "r",
                        ledger.clock.instant(),
                        Map.of())
                .await();
        ledger.clock.forward(Duration.ofSeconds(5));
        ledger.take(Ledger.message("3").build());
        ledger.deliveries
                .finish(
                        List.of(row(2).numbered(3)),
                        Ledger.TICKET,
                        ledger.links.newest(Ledger.TALK, "help"),
                        "r",
                        ledger.clock.instant(),
                        Map.of())
                .await();
        var writes = ledger.messages.writesSince(
                ledger.links.newest(Ledger.TALK, "help").orElseThrow(), Ledger.START.minusSeconds(1));
        assertThat(writes.count()).isEqualTo(2);
        assertThat(writes.oldest()).hasValue(Ledger.START);
    }

    @Test
    void a_comment_that_came_before_its_ticket_was_recorded_is_not_lost() {
        List<MessageRow> rows = ledger.take(Ledger.message("1").build());
        ledger.deliveries.reserve(Ledger.numbered(rows), "help");
        // the answer to the desk's write was lost, and the agent was faster than the look-up
        ledger.comments.take(List.of(Ledger.comment("c1", Ledger.TICKET)));
        assertThat(ledger.comments.of(Ledger.TALK)).isEmpty();
        ledger.deliveries
                .finish(Ledger.numbered(rows), Ledger.TICKET, Optional.empty(), "r", ledger.clock.instant(), Map.of())
                .await();
        assertThat(ledger.comments.unfinished(Ledger.TALK, 10)).hasSize(1);
        assertThat(ledger.due(Ledger.START)).contains(new Lane(Lane.Direction.COMMENTS, Ledger.TALK));
    }

    @Test
    void a_comment_of_a_foreign_ticket_is_dismissed() {
        Intake intake = ledger.comments.take(List.of(Ledger.comment("c1", Ledger.TICKET)));
        assertThat(intake.lanes()).isEmpty();
        assertThat(intake.taken()).isEqualTo(1);
        assertThat(ledger.comments.replay(1)).isEmpty();
    }

    private MessageRow row(int index) {
        return ledger.messages.of(new Conversation("shop", "t1")).get(index);
    }
}
