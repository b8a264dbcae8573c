package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Ticket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownStandingsTest {
    private static final Fence MINE = new Fence("conversations/1", 7);
    private static final Fence AFTER_A_TAKEOVER = new Fence("conversations/1", 9);

    private Ledger ledger;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new Ledger(data);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private Deliveries.Standing standing(Fence fence) {
        return fence.during(() -> ledger.deliveries.standing(Ledger.TALK, "help"));
    }

    private void stands(Fence fence, Deliveries.Standing standing) {
        fence.during(() -> {
            ledger.deliveries.stands(Ledger.TALK, "help", standing);
            return true;
        });
    }

    /** Another process opens a ticket. */
    private Deliveries.Standing changeElsewhere() {
        ledger.deliveries
                .finish(
                        ledger.take(Ledger.message("1").build()).stream()
                                .map(row -> row.numbered(1))
                                .toList(),
                        Ledger.TICKET,
                        Optional.empty(),
                        "route",
                        ledger.clock.instant(),
                        Map.of())
                .await();
        return new Deliveries.Standing(Optional.of(new Link(Ledger.TALK, Ledger.TICKET, Ledger.START)), 1);
    }

    @Test
    void who_still_holds_the_conversation_knows_where_it_stands() {
        var mine = new Deliveries.Standing(
                Optional.of(new Link(Ledger.TALK, new Ticket("help", "5", Optional.empty()), Instant.EPOCH)), 3);
        stands(MINE, mine);

        assertThat(standing(MINE)).isEqualTo(mine);
        assertThat(ledger.deliveries.standing(Ledger.TALK, "help"))
                .as("who holds nothing reads")
                .isEqualTo(new Deliveries.Standing(Optional.empty(), 0));
    }

    @Test
    void who_got_the_conversation_back_reads_where_it_stands() {
        stands(MINE, new Deliveries.Standing(Optional.empty(), 0));
        Deliveries.Standing now = changeElsewhere();

        assertThat(standing(AFTER_A_TAKEOVER)).isEqualTo(now);
    }

    @Test
    void who_broke_off_reads_where_it_stands() {
        stands(MINE, new Deliveries.Standing(Optional.empty(), 0));
        Deliveries.Standing now = changeElsewhere();
        ledger.deliveries.brokeOff(Ledger.TALK, "help");

        assertThat(standing(MINE)).isEqualTo(now);
    }
}
