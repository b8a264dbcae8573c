package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Message;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether they are still in memory or are read: who begins to work gets a conversation's unfinished messages, all, in order. */
class ArrivalsTest {
    private static final int MANY = 100;
    private static final Arrivals.Beside ALONE = new Arrivals.Beside(false, List.of(), false);

    private Ledger ledger;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new Ledger(data);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private void come(Message... messages) {
        ledger.intake.take(List.of(messages));
    }

    private static Message message(String id) {
        return Ledger.message(id).build();
    }

    private Unfinished begin() {
        return ledger.messages.begin(Ledger.TALK, MANY);
    }

    private static List<String> ids(List<MessageRow> rows) {
        return rows.stream().map(row -> row.message().id().value()).toList();
    }

    /** What one finds who begins to work, does nothing and leaves. */
    private List<String> waiting() {
        try (Unfinished unfinished = begin()) {
            return ids(unfinished.rows());
        }
    }

    private void finish(Unfinished unfinished) {
        for (MessageRow row : unfinished.rows()) {
            ledger.messages.end(row, MessageState.DISMISSED, "seen", Optional.empty());
        }
        unfinished.done();
    }

    private void write(Unfinished unfinished) {
        List<MessageRow> rows = Ledger.numbered(unfinished.rows());
        ledger.deliveries.reserve(rows, Ledger.TICKET.desk());
        ledger.deliveries
                .finish(rows, Ledger.TICKET, Optional.empty(), "route", Instant.EPOCH, Map.of())
                .await();
        unfinished.done();
    }

    private boolean isKnown() {
        return ledger.arrivals.isKnown(Ledger.TALK);
    }

    @Test
    void what_came_a_moment_ago_is_as_if_it_were_read() {
        Message rich = Ledger.message("1")
                .text("\u00e4 \uD83D\uDE00 \"quoted\" \\ \u0001 and\nlines")
                .attachments(List.of(new Attachment(
                        Attachment.Type.IMAGE,
                        "https://cdn.example/1.jpg",
                        Optional.of("one.jpg"),
                        Optional.of("image/jpeg"),
                        Optional.of("a parcel"),
                        OptionalLong.of(12))))
                .permalink(URI.create("https://shop.example/1"))
                .build();
        come(rich, message("2"));

        List<MessageRow> read = ledger.messages.unfinished(Ledger.TALK, MANY);
        assertThat(isKnown()).isTrue();
        try (Unfinished unfinished = begin()) {
            assertThat(unfinished.rows()).isEqualTo(read).hasSize(2);
            assertThat(unfinished.isAll()).isTrue();
        }
    }

    @Test
    void what_was_left_unfinished_comes_before_what_came_later() {
        come(message("1"));
        try (Unfinished left = begin()) {
            come(message("2"));
            assertThat(ids(left.rows())).containsExactly("1");
        }
        come(message("3"));

        assertThat(waiting()).containsExactly("1", "2", "3");
    }

    @Test
    void a_backlog_is_looked_for_once_until_the_conversation_is_worked_on() {
        ledger.arrivals.stands(Ledger.TALK, new Arrivals.Beside(true, List.of(), true));
        come(message("1"));
        assertThat(isKnown()).isFalse();

        try (Unfinished backlog = begin()) {
            assertThat(ids(backlog.rows())).containsExactly("1");
            finish(backlog);
        }
        come(message("2"));
        assertThat(isKnown()).isTrue();
        assertThat(waiting()).containsExactly("2");
    }

    @Test
    void what_comes_while_others_are_worked_on_is_next() {
        come(message("1"));
        try (Unfinished first = begin()) {
            come(message("2"), Ledger.message("9", "elsewhere").build());
            come(message("3"));
            finish(first);
        }
        assertThat(isKnown()).isTrue();

        try (Unfinished second = begin()) {
            assertThat(ids(second.rows())).containsExactly("2", "3");
            finish(second);
        }
        assertThat(isKnown()).as("nothing is kept of a conversation at rest").isFalse();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void what_comes_after_a_reading_is_next_and_not_again_what_was_read() {
        come(message("1"));
        ledger.arrivals.forgetAll();
        try (Unfinished read = begin()) {
            assertThat(ids(read.rows())).containsExactly("1");
            come(message("2"));
            finish(read);
        }
        assertThat(waiting()).containsExactly("2");
    }

    @Test
    void what_is_stored_while_others_read_is_not_there_twice() {
        List<MessageRow> stored = ledger.take(message("1"), message("2"));
        ledger.arrivals.forgetAll();

        ledger.arrivals.begin(Ledger.TALK); // stored and told before it is read
        stored.forEach(row -> ledger.arrivals.came(row, 10));
        ledger.arrivals.read(Ledger.TALK, stored);
        assertThat(isKnown()).isFalse();

        ledger.arrivals.begin(Ledger.TALK); // stored, read, and told only then
        ledger.arrivals.read(Ledger.TALK, stored);
        stored.forEach(row -> ledger.arrivals.came(row, 10));
        assertThat(ledger.arrivals.begin(Ledger.TALK))
                .as("none is there again")
                .hasValue(new Arrivals.Begun(List.of(), false));
    }

    @Test
    void an_edit_is_read_in_its_place() {
        come(message("1"), message("2"));
        come(Ledger.message("1")
                .text("better")
                .revision("r2", Ledger.START.plusSeconds(60))
                .build());
        come(message("3"));

        assertThat(waiting()).containsExactly("1", "2", "1", "3");
    }

    @Test
    void a_replayed_message_comes_before_those_that_came_after_it() {
        come(message("1"));
        try (Unfinished first = begin()) {
            ledger.messages.end(first.rows().get(0), MessageState.DEAD, "refused", Optional.empty());
            first.done();
        }
        come(message("2"));
        ledger.messages.replay(ledger.messages.of(Ledger.TALK).get(0).seq());
        come(message("3"));

        assertThat(waiting()).containsExactly("1", "2", "3");
    }

    @Test
    void a_message_that_is_replayed_while_its_conversation_is_worked_on_comes_before_later_ones() {
        come(message("1"));
        try (Unfinished first = begin()) {
            ledger.messages.end(first.rows().get(0), MessageState.DEAD, "refused", Optional.empty());
            ledger.messages.replay(first.rows().get(0).seq());
            come(message("2"));
            first.done();
        }
        assertThat(waiting()).containsExactly("1", "2");
    }

    @Test
    void what_waited_for_a_route_comes_before_later_ones_when_there_is_one() {
        come(message("1"));
        try (Unfinished first = begin()) {
            ledger.messages.park(first.rows().get(0), "unrouted");
            first.done();
        }
        come(message("2"));
        assertThat(isKnown()).isTrue();
        ledger.messages.unpark();
        come(message("3"));

        assertThat(waiting()).containsExactly("1", "2", "3");
    }

    @Test
    void only_the_first_messages_of_a_conversation_are_known_to_be_the_first() {
        come(message("1"), message("2"));
        try (Unfinished first = begin()) {
            assertThat(first.isFirst()).isTrue();
            come(message("3"));
            write(first);
        }
        try (Unfinished second = begin()) {
            assertThat(ids(second.rows())).containsExactly("3");
            assertThat(second.isFirst()).isFalse();
            write(second);
        }
        come(message("4"));
        assertThat(isKnown()).isTrue();
        try (Unfinished later = begin()) {
            assertThat(later.isFirst()).as("it has a ticket").isFalse();
        }
    }

    @Test
    void after_work_that_broke_off_the_first_are_not_known_to_be_the_first() {
        come(message("1"));
        try (Unfinished broken = begin()) {
            assertThat(broken.isFirst()).isTrue();
        }
        try (Unfinished again = begin()) {
            assertThat(ids(again.rows())).containsExactly("1");
            assertThat(again.isFirst()).as("its ticket may stand").isFalse();
        }
    }

    @Test
    void a_conversation_at_rest_is_not_read() {
        come(message("1"));
        try (Unfinished first = begin()) {
            finish(first);
        }
        assertThat(ledger.arrivals.begin(Ledger.TALK))
                .as("woken without need")
                .hasValue(new Arrivals.Begun(List.of(), false));
        ledger.arrivals.ended(Ledger.TALK);
        assertThat(ledger.arrivals.isWorthALook(Ledger.TALK))
                .as("others may have stored something")
                .isEqualTo(ledger.database.isShared());

        come(message("2"));
        assertThat(isKnown()).isTrue();
        assertThat(waiting()).containsExactly("2");
    }

    @Test
    void what_comes_back_to_a_conversation_at_rest_is_read() {
        come(message("1"));
        try (Unfinished first = begin()) {
            ledger.messages.end(first.rows().get(0), MessageState.DEAD, "refused", Optional.empty());
            first.done();
        }
        ledger.messages.replay(ledger.messages.of(Ledger.TALK).get(0).seq());
        assertThat(waiting()).containsExactly("1");
    }

    @Test
    void while_a_write_is_not_settled_the_next_are_not_the_first() {
        come(message("1"));
        try (Unfinished first = begin()) {
            List<MessageRow> rows = Ledger.numbered(first.rows());
            ledger.deliveries.reserve(rows, Ledger.TICKET.desk());
            ledger.messages.end(rows.get(0), MessageState.DEAD, "nobody knows", Optional.empty());
            first.done();
        }
        come(message("2"));
        assertThat(isKnown()).isTrue();
        try (Unfinished next = begin()) {
            assertThat(ids(next.rows())).containsExactly("2");
            assertThat(next.isFirst()).isFalse();
        }
    }

    @Test
    void what_there_is_no_room_for_is_read() {
        var small = new Arrivals(ledger.database, 10);
        small.keepOnly(conversation -> true);
        small.stands(Ledger.TALK, ALONE);
        come(message("1"));
        MessageRow row = ledger.messages.of(Ledger.TALK).get(0);
        small.came(row, 10);
        assertThat(small.isKnown(Ledger.TALK)).isTrue();
        small.came(row, 1);
        assertThat(small.isKnown(Ledger.TALK)).isFalse();

        small.stands(Ledger.TALK, ALONE);
        small.came(row, 10);
        assertThat(small.isKnown(Ledger.TALK))
                .as("what was forgotten has left its room")
                .isTrue();
    }

    @Test
    void what_was_not_stored_is_not_there() {
        assertThatThrownBy(() -> ledger.committer.commit(tx -> {
                    tx.afterwards(outcome -> ledger.arrivals.stands(Ledger.TALK, ALONE));
                    throw new IllegalStateException("taken back");
                }))
                .hasMessage("taken back");
        come(Ledger.message("9", "elsewhere").build()); // the next commit
        assertThat(isKnown()).isFalse();
    }

    @Test
    void where_the_database_was_lost_in_a_commit_nothing_is_known() {
        come(message("1"));
        var other = new Conversation("shop", "other");
        ledger.database.loseNextCommit();
        assertThatThrownBy(() -> come(Ledger.message("2", "other").build()))
                .hasMessageContaining("the ledger did not commit");

        assertThat(isKnown()).isFalse();
        come(message("3"));
        assertThat(waiting()).containsExactly("1", "3");
        assertThat(ledger.messages.of(other))
                .as("it was stored, though nobody was told")
                .hasSize(1);
    }
}
