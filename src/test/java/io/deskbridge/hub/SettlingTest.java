package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Instant BEGUN = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(60);

    private final SettableClock clock = new SettableClock(BEGUN);
    private final AtomicLong nanos = new AtomicLong();
    private final Settling settling = new Settling(clock, nanos::get);

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private void waits(Instant triedAt) {
        assertThatThrownBy(() -> settling.await("item", triedAt, SETTLE, "mailbox"))
                .isInstanceOf(Held.class)
                .hasMessage("waits until mailbox must have ended the first attempt");
    }

    private void mayBeLookedUp(Instant triedAt) {
        assertThatCode(() -> settling.await("item", triedAt, SETTLE, "mailbox")).doesNotThrowAnyException();
    }

    @Test
    void an_attempt_that_broke_off_is_waited_for_from_its_end_however_long_it_took() {
        settling.begins("item");
        pass(Duration.ofMinutes(5));
        settling.brokeOff("item");
        pass(SETTLE.minusSeconds(1));
        waits(BEGUN);

        pass(Duration.ofSeconds(1));

        mayBeLookedUp(BEGUN);
    }

    @Test
    void one_that_never_came_to_its_end_here_is_waited_for_from_its_beginning() {
        settling.begins("item");
        pass(SETTLE.minusSeconds(1));
        waits(BEGUN);

        pass(Duration.ofSeconds(1));

        mayBeLookedUp(BEGUN);
    }

    @Test
    void one_that_another_process_made_since_is_waited_for_from_its_own_beginning() {
        settling.begins("item");
        settling.brokeOff("item");
        pass(SETTLE);
        Instant theirs = clock.instant();
        pass(SETTLE.minusSeconds(1));
        waits(theirs);

        pass(Duration.ofSeconds(1));

        mayBeLookedUp(theirs);
    }
}
