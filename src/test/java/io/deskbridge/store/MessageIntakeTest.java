package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.Sent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class MessageIntakeTest {
    private static final Cursors.Place PLACE = Cursors.Place.channel("shop", "mentions");
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
    void what_comes_twice_is_taken_once() {
        ledger.take(Ledger.message("1").build());
        Intake again = ledger.intake.take(
                List.of(Ledger.message("1").build(), Ledger.message("2").build()));
        assertThat(again.taken()).isEqualTo(1);
        assertThat(again.repeated()).isEqualTo(1);
        assertThat(ledger.messages.of(Ledger.TALK)).hasSize(2);
    }

    @Test
    void the_lanes_that_have_work_are_told_once_each() {
        Intake intake = ledger.intake.take(List.of(
                Ledger.message("1").build(),
                Ledger.message("2").build(),
                Ledger.message("3", "other").build()));
        assertThat(intake.lanes().stream().map(lane -> lane.conversation().thread()))
                .containsExactly("t1", "other");
    }

    @Test
    void an_edit_keeps_the_old_wording() {
        List<MessageRow> rows = ledger.take(
                Ledger.message("1").build(),
                Ledger.message("1")
                        .text("better")
                        .revision("r2", Ledger.START.plusSeconds(60))
                        .build());
        assertThat(rows).extracting(MessageRow::change).containsExactly(Change.NEW, Change.EDITED);
        assertThat(ledger.messages.before(rows.get(1)).orElseThrow().message().text())
                .isEqualTo("text 1");
        assertThat(ledger.messages
                        .newest(rows.get(0).message().id())
                        .orElseThrow()
                        .message()
                        .text())
                .isEqualTo("better");
    }

    @Test
    void a_wording_older_than_the_newest_known_is_dismissed() {
        List<MessageRow> rows = ledger.take(
                Ledger.message("1").revision("r2", Ledger.START.plusSeconds(60)).build(),
                Ledger.message("1").revision("r1", Ledger.START).build());
        assertThat(rows.get(1).state()).isEqualTo(MessageState.DISMISSED);
        assertThat(rows.get(1).reason()).contains("older wording");
    }

    @Test
    void a_deletion_of_what_is_known_goes_to_the_desk_and_of_the_unknown_does_not() {
        List<MessageRow> known = ledger.take(
                Ledger.message("1").build(),
                Ledger.message("1").deletedAt(Ledger.START.plusSeconds(5)).build());
        assertThat(known.get(1).change()).isEqualTo(Change.DELETED);
        assertThat(known.get(1).state()).isEqualTo(MessageState.WAITING);
        List<MessageRow> unknown =
                ledger.take(Ledger.message("2", "other").deletedAt(Ledger.START).build());
        assertThat(unknown.get(0).state()).isEqualTo(MessageState.DISMISSED);
    }

    @Test
    void a_deletion_of_what_was_dismissed_is_dismissed_too() {
        List<MessageRow> rows = ledger.take(
                Ledger.message("1").dismissal("a bare retweet").build(),
                Ledger.message("1").deletedAt(Ledger.START.plusSeconds(5)).build());
        assertThat(rows).extracting(MessageRow::state).containsOnly(MessageState.DISMISSED);
    }

    @Test
    void the_own_reply_that_comes_back_is_an_echo() {
        MessageRow row = ledger.take(Ledger.message("1").build()).get(0);
        ledger.deliveries
                .finish(
                        List.of(row.numbered(1)),
                        Ledger.TICKET,
                        Optional.empty(),
                        "r",
                        ledger.clock.instant(),
                        Map.of())
                .await();
        ledger.comments.take(List.of(Ledger.comment("c1", Ledger.TICKET)));
        long comment = ledger.comments.of(Ledger.TALK).get(0).seq();
        ReplyRow reply = ledger.replies.reserve(
                comment,
                Ledger.TALK,
                "1",
                new ReplyRow.Content(Ledger.comment("c1", Ledger.TICKET).agent(), "words", List.of()));
        ledger.replies.end(
                reply,
                ReplyState.PUBLISHED,
                "stands",
                Optional.of(new Sent("echo-1", Optional.empty(), Ledger.START)),
                Optional.empty());
        List<MessageRow> rows = ledger.take(
                Ledger.message("echo-1").ours(true).build(),
                Ledger.message("by-hand").ours(true).build(),
                Ledger.message("by-hand").ours(true).deletedAt(Ledger.START).build(),
                Ledger.message("too-soon")
                        .ours(true)
                        .dismissal("echo: by its key")
                        .build());
        assertThat(rows.get(1).state()).isEqualTo(MessageState.DISMISSED);
        assertThat(rows.get(1).reason()).startsWith("echo: our own reply " + reply.seq());
        assertThat(rows.get(2).state())
                .as("the agents of its ticket are to be told")
                .isEqualTo(MessageState.WAITING);
        assertThat(rows.get(3).reason()).startsWith("own account");
        assertThat(rows.get(4).reason()).isEqualTo("echo: by its key");
    }

    @Test
    void a_batch_and_its_cursor_are_one_commit() {
        ledger.intake.take(PLACE, Batch.of(List.of(Ledger.message("1").build()), new Cursor("c1")));
        assertThat(ledger.cursors.get(PLACE)).isEqualTo(new Cursor("c1"));
        assertThat(ledger.cursors.get(Cursors.Place.channel("shop", "search"))).isEqualTo(Cursor.START);
    }

    @Test
    void when_one_item_cannot_be_stored_neither_batch_nor_cursor_is() {
        ledger.take(Ledger.message("bad", "elsewhere").build());
        ledger.committer.commit(tx -> {
            tx.execute("create unique index refuse on message ((case when message_id like 'bad%' then 1 end))");
            return true;
        });
        List<Message> items = new ArrayList<>(
                List.of(Ledger.message("1").build(), Ledger.message("bad again").build()));
        assertThatThrownBy(() -> ledger.intake.take(PLACE, Batch.of(items, new Cursor("c1"))))
                .isInstanceOf(DataAccessException.class);
        assertThat(ledger.messages.of(Ledger.TALK)).isEmpty();
        assertThat(ledger.cursors.get(PLACE)).isEqualTo(Cursor.START);
        items.remove(1);
        ledger.intake.take(PLACE, Batch.of(items, new Cursor("c1")));
        assertThat(ledger.messages.of(Ledger.TALK)).hasSize(1);
    }

    @Test
    void any_text_is_kept_as_it_is() {
        String text = "NUL \0 \uD83C\uDF89 \u200B \u202E rtl ${x} <script> ' \" \n\t" + "x".repeat(25_000);
        List<MessageRow> rows = ledger.take(Ledger.message("1").text(text).build());
        assertThat(rows.get(0).message().text()).isEqualTo(text);
    }
}
