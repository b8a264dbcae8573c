package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedLanesTest {
    private static final Instant LATER = Ledger.START.plusSeconds(60);
    private Ledger ledger;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new Ledger(data);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void a_lane_is_named_once_however_much_it_holds() {
        ledger.take(Ledger.message("1", "a").build(), Ledger.message("2", "b").build());
        ledger.take(Ledger.message("3", "a").build());
        assertThat(threads()).containsExactly("a", "b");
    }

    @Test
    void a_first_row_that_is_not_due_blocks_its_lane() {
        List<MessageRow> rows =
                ledger.take(Ledger.message("1").build(), Ledger.message("2").build());
        ledger.messages.postpone(rows.get(0), "down", LATER, Tally.ATTEMPT);
        assertThat(threads()).isEmpty();
        assertThat(ledger.due(LATER)).hasSize(1);
    }

    @Test
    void a_parked_row_blocks_nothing() {
        List<MessageRow> rows =
                ledger.take(Ledger.message("1").build(), Ledger.message("2").build());
        ledger.messages.park(rows.get(0), "unrouted");
        assertThat(threads()).containsExactly("t1");
        ledger.messages.park(rows.get(1), "unrouted");
        assertThat(threads()).isEmpty();
        assertThat(ledger.unfinished.oldest()).isEmpty();
    }

    @Test
    void each_direction_is_a_lane_of_its_own() {
        List<MessageRow> rows = ledger.take(Ledger.message("1").build());
        ledger.deliveries
                .finish(Ledger.numbered(rows), Ledger.TICKET, Optional.empty(), "r", ledger.clock.instant(), Map.of())
                .await();
        ledger.take(Ledger.message("2").build());
        ledger.comments.take(List.of(Ledger.comment("c1", Ledger.TICKET)));
        ledger.notes.add(new NewNote(Ledger.TALK, "help", "1", "words"));
        assertThat(ledger.due(Ledger.START))
                .extracting(Lane::direction)
                .containsExactly(Lane.Direction.MESSAGES, Lane.Direction.COMMENTS, Lane.Direction.NOTES);
    }

    @Test
    void a_note_that_is_not_written_makes_the_queue_old_too() {
        ledger.notes.add(new NewNote(Ledger.TALK, "help", "1", "words"));
        ledger.clock.forward(java.time.Duration.ofMinutes(1));
        assertThat(ledger.unfinished.oldest()).hasValue(Ledger.START);
        ledger.notes.end(ledger.notes.of(Ledger.TALK).get(0), NoteState.WRITTEN, "in help ticket 1");
        assertThat(ledger.unfinished.oldest()).isEmpty();
    }

    @Test
    void the_oldest_unfinished_message_tells_the_age_of_the_queue() {
        assertThat(ledger.unfinished.oldest()).isEmpty();
        ledger.take(Ledger.message("1").build());
        ledger.clock.forward(Duration.ofSeconds(9));
        ledger.take(Ledger.message("2").build());
        assertThat(ledger.unfinished.oldest()).hasValue(Ledger.START);
    }

    @Test
    void a_comment_that_waits_is_of_the_queue_too() {
        List<MessageRow> rows = ledger.take(Ledger.message("1").build());
        ledger.deliveries
                .finish(Ledger.numbered(rows), Ledger.TICKET, Optional.empty(), "r", ledger.clock.instant(), Map.of())
                .await();
        ledger.comments.take(List.of(Ledger.comment("c1", Ledger.TICKET)));
        assertThat(ledger.unfinished.oldest()).hasValue(Ledger.START);
    }

    @Test
    void a_lane_is_read_from_its_name() {
        var lane = new Lane(Lane.Direction.NOTES, new io.deskbridge.core.Conversation("shop", "a b/c"));
        assertThat(Lane.parse(lane.name())).isEqualTo(lane);
    }

    @Test
    void however_many_lanes_there_are_pages_show_each_once_and_in_order() {
        for (int i = 0; i < 25; i++) {
            ledger.take(
                    Ledger.message("a" + i, "t" + (i * 7 % 25)).build(),
                    Ledger.message("b" + i, "t" + (i * 7 % 25)).build());
        }
        var seen = new ArrayList<String>();
        String after = "";
        List<UnfinishedLanes.Head> page = ledger.unfinished.heads(Lane.Direction.MESSAGES, "shop", after, 10);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            page.forEach(head -> seen.add(head.lane().conversation().thread()));
            after = seen.get(seen.size() - 1);
            page = ledger.unfinished.heads(Lane.Direction.MESSAGES, "shop", after, 10);
        }
        assertThat(ledger.unfinished.channels(Lane.Direction.MESSAGES)).containsExactly("shop");
        assertThat(ledger.unfinished.channels(Lane.Direction.NOTES)).isEmpty();
        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSorted();
    }

    private List<String> threads() {
        return ledger.due(Ledger.START).stream()
                .map(lane -> lane.conversation().thread())
                .toList();
    }
}
