package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Author;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.MessageRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Conversation TALK = new Conversation("acme", "t");
    private TestLedger ledger;
    private Numbering numbering;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new TestLedger(data, new SettableClock(NOON));
        numbering = new Numbering(ledger.messages);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private static MessageBuilder message(String id) {
        return new MessageBuilder("acme", id, Kind.MENTION, "t", Author.unknown("anna"), NOON).text("text " + id);
    }

    private static MessageBuilder edited(String id, int seconds) {
        return message(id).text("better").revision("r" + seconds, NOON.plusSeconds(seconds));
    }

    /** Numbers what is unfinished as the work does, and keeps the numbers. */
    private List<MessageRow> reserve() {
        int last = ledger.deliveries.standing(TALK, "help").lastNumber();
        List<MessageRow> rows = numbering.number(ledger.messages.unfinished(TALK, 100), last);
        ledger.deliveries.reserve(rows, "help");
        return rows;
    }

    private static List<Integer> numbers(List<MessageRow> rows) {
        return rows.stream().map(row -> row.number().orElse(0)).toList();
    }

    @Test
    void messages_are_numbered_as_they_came_and_an_edit_keeps_the_number_of_what_it_changes() {
        ledger.intake.take(List.of(
                message("1").build(), message("2").build(), edited("1", 60).build()));
        ledger.intake.take(List.of(message("3").build()));

        List<MessageRow> rows = reserve();

        assertThat(rows)
                .extracting(
                        row -> row.message().id().value() + " " + row.number().orElse(0))
                .containsExactlyInAnyOrder("1 1", "2 2", "1 1", "3 3");
        ledger.intake.take(List.of(edited("2", 90).build(), message("4").build()));
        assertThat(reserve())
                .filteredOn(row -> row.message().id().value().equals("2"))
                .extracting(row -> row.number().orElse(0))
                .containsOnly(2);
    }

    @Test
    void a_number_is_kept_whatever_happens_to_others_before_it() {
        ledger.intake.take(List.of(
                message("0").dismissal("a bare repost").build(), message("1").build()));
        assertThat(numbers(reserve())).containsExactly(1);
        ledger.intake.take(List.of(message("2").build(), message("3").build()));
        assertThat(numbers(reserve())).containsExactly(1, 2, 3);
        assertThat(numbers(reserve())).containsExactly(1, 2, 3);
    }

    @Test
    void a_message_is_found_by_its_number_in_its_newest_wording() {
        ledger.intake.take(List.of(
                message("1").build(), message("2").build(), edited("1", 60).build()));
        reserve();

        assertThat(numbering.of(TALK, 1).orElseThrow().message().text()).isEqualTo("better");
        assertThat(numbering.of(TALK, 3)).isEmpty();
        assertThat(numbering.recent(TALK))
                .extracting(row -> row.message().text())
                .containsExactly("better", "text 2");
    }
}
