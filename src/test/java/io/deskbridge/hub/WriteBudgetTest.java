package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Author;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.Link;
import io.deskbridge.store.MessageRow;
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

/** A desk that takes 20 writes a minute. */
class WriteBudgetTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Conversation TALK = new Conversation("acme", "t");
    private static final Ticket TICKET = new Ticket("help", "1", Optional.empty());
    private final SettableClock clock = new SettableClock(NOON);
    private TestLedger ledger;
    private int written;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new TestLedger(data, clock);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private WriteBudget budget(String updates) {
        Accounts accounts = ledger.accounts(
                new FakeChannelType(new FakeNetwork()), List.of("acme"), "deskbridge.desks.help.updates", updates);
        return new WriteBudget(accounts, ledger.links, ledger.messages, clock);
    }

    /** What is unfinished, with numbers as it gets them when it is written. */
    private List<MessageRow> unfinished() {
        return ledger.messages.unfinished(TALK, 30).stream()
                .map(row -> row.numbered((int) row.seq()))
                .toList();
    }

    /** So many writes, one each second. */
    private void write(int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofSeconds(1));
            String id = "m" + ++written;
            ledger.intake.take(
                    List.of(new MessageBuilder("acme", id, Kind.MENTION, "t", Author.unknown("anna"), clock.instant())
                            .build()));
            List<MessageRow> rows = unfinished();
            ledger.deliveries
                    .finish(rows, TICKET, ledger.links.newest(TALK, "help"), "r", clock.instant(), Map.of())
                    .await();
        }
    }

    private Link link() {
        return ledger.links.newest(TALK, "help").orElseThrow();
    }

    @Test
    void a_desk_without_a_limit_is_never_spared() {
        WriteBudget budget = budget("0");
        write(40);
        assertThat(budget.isScarce(TALK)).isFalse();
        assertThat(budget.nextMessage(link())).isEmpty();
        assertThat(budget.nextNote(link())).isEmpty();
    }

    @Test
    void the_first_half_is_spent_at_once() {
        WriteBudget budget = budget("20");
        assertThat(budget.isScarce(TALK)).isFalse();
        write(9);
        assertThat(budget.isScarce(TALK)).isFalse();
        assertThat(budget.nextMessage(link())).isEmpty();
    }

    @Test
    void the_second_half_keeps_a_distance_in_which_messages_gather() {
        WriteBudget budget = budget("20");
        write(10);
        assertThat(budget.isScarce(TALK)).isTrue();
        assertThat(budget.nextMessage(link())).hasValue(clock.instant().plusSeconds(6));

        clock.advance(Duration.ofSeconds(6));

        assertThat(budget.nextMessage(link())).isEmpty();
    }

    @Test
    void the_last_writes_are_kept_for_notes_until_the_oldest_is_forgotten() {
        WriteBudget budget = budget("20");
        write(15);
        assertThat(budget.nextMessage(link())).hasValue(NOON.plusSeconds(61));
        assertThat(budget.nextNote(link())).isEmpty();
        write(4);
        assertThat(budget.nextNote(link())).hasValue(NOON.plusSeconds(61));

        clock.set(NOON.plusSeconds(82));

        assertThat(budget.isScarce(TALK)).isFalse();
        assertThat(budget.nextNote(link())).isEmpty();
    }

    @Test
    void several_messages_in_one_write_count_once() {
        WriteBudget budget = budget("20");
        for (int i = 0; i < 30; i++) {
            ledger.intake.take(List.of(
                    new MessageBuilder("acme", "x" + i, Kind.MENTION, "t", Author.unknown("anna"), NOON).build()));
        }
        ledger.deliveries
                .finish(unfinished(), TICKET, Optional.empty(), "r", clock.instant(), Map.of())
                .await();
        assertThat(budget.isScarce(TALK)).isFalse();
    }
}
