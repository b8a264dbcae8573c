package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.Change;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReplyTargetTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final List<MessageRow> rows = List.of(
            row(1, "anna", MessageState.TICKETED, NOON),
            row(2, "ben.example", MessageState.APPENDED, NOON.plusSeconds(60)),
            row(3, "anna", MessageState.APPENDED, NOON.plusSeconds(120)));

    private static MessageRow row(long number, String handle, MessageState state, Instant endedAt) {
        var author = new Author(
                "id-" + handle, handle, handle, Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
        Message message = new MessageBuilder("acme-x", "m" + number, Kind.MENTION, "t", author, NOON).build();
        return new MessageRow(
                number,
                message,
                Change.NEW,
                state,
                "",
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of("zendesk"),
                Optional.of("1"),
                NOON,
                Optional.of(endedAt),
                OptionalInt.of((int) number));
    }

    private Optional<MessageRow> numbered(int number) {
        return rows.stream().filter(row -> row.number().getAsInt() == number).findFirst();
    }

    private static Comment comment(String text, Instant writtenAt) {
        return new Comment(
                new CommentId("zendesk", "c1"),
                new Ticket("zendesk", "1", Optional.empty()),
                new Agent("7", "Mia"),
                text,
                List.of(),
                writtenAt);
    }

    private String answered(String text, Instant writtenAt) {
        return ReplyTarget.of(comment(text, writtenAt), rows, this::numbered)
                .map(target -> target.message().id().value() + ":" + target.text())
                .orElse("none");
    }

    @Test
    void a_comment_answers_the_newest_message_that_stood_in_the_ticket_when_it_was_written() {
        assertThat(answered("Sorry!", NOON.plusSeconds(300))).isEqualTo("m3:Sorry!");
        assertThat(answered("Sorry!", NOON.plusSeconds(90))).isEqualTo("m2:Sorry!");
    }

    @Test
    void a_comment_that_the_desks_clock_dates_before_every_message_answers_the_newest() {
        assertThat(answered("Sorry!", NOON.minusSeconds(3600))).isEqualTo("m3:Sorry!");
    }

    @Test
    void a_comment_that_begins_with_a_handle_answers_that_persons_newest_message() {
        assertThat(answered("@ben Sorry!", NOON.plusSeconds(300))).isEqualTo("m2:@ben Sorry!");
        assertThat(answered("@Anna Sorry!", NOON.plusSeconds(90))).isEqualTo("m1:@Anna Sorry!");
        assertThat(answered("@nobody Sorry!", NOON.plusSeconds(300))).isEqualTo("m3:@nobody Sorry!");
    }

    @Test
    void a_first_line_names_the_message_and_is_not_part_of_the_answer() {
        assertThat(answered("/to 1\nSorry!", NOON.plusSeconds(300))).isEqualTo("m1:Sorry!");
        assertThat(answered("/to #2  \r\n\r\nSorry!", NOON.plusSeconds(300))).isEqualTo("m2:Sorry!");
        assertThat(answered("I said /to 1\nSorry!", NOON.plusSeconds(300))).isEqualTo("m3:I said /to 1\nSorry!");
    }

    @Test
    void a_line_that_names_a_message_that_is_not_there_answers_none() {
        assertThat(answered("/to 4\nSorry!", NOON.plusSeconds(300))).isEqualTo("none");
        assertThat(answered("/to 0\nSorry!", NOON.plusSeconds(300))).isEqualTo("none");
    }

    @Test
    void a_ticket_without_messages_has_nothing_to_answer() {
        assertThat(ReplyTarget.of(comment("Sorry!", NOON), List.of(), number -> Optional.empty()))
                .isEmpty();
    }

    @Test
    void what_perhaps_stood_in_the_ticket_leaves_the_answers_target_undecided() {
        List<MessageRow> open = List.of(rows.get(0), tried(4, NOON.plusSeconds(30)));

        assertThat(ReplyTarget.undecided(comment("sorry", NOON.plusSeconds(40)), open))
                .map(row -> row.message().id().value())
                .hasValue("m4");
        assertThat(ReplyTarget.undecided(comment("sorry", NOON.plusSeconds(20)), open))
                .as("its write began after the comment")
                .isEmpty();
        assertThat(ReplyTarget.undecided(comment("/to 1\nsorry", NOON.plusSeconds(40)), open))
                .as("the comment names its message")
                .isEmpty();
        assertThat(ReplyTarget.undecided(comment("sorry", NOON.plusSeconds(40)), rows))
                .as("nothing is open")
                .isEmpty();
    }

    private static MessageRow tried(long number, Instant triedAt) {
        MessageRow row = row(number, "anna", MessageState.WAITING, NOON);
        return new MessageRow(
                row.seq(),
                row.message(),
                row.change(),
                row.state(),
                "",
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                Optional.empty(),
                Optional.of(triedAt),
                row.desk(),
                Optional.empty(),
                NOON,
                Optional.empty(),
                row.number());
    }
}
