package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Failure DOWN = new Failure.Unavailable("connection refused");
    private static final Conversation ANNA = new Conversation("shop", "anna");
    private static final Conversation BEN = new Conversation("shop", "ben");
    private static final Conversation CLEO = new Conversation("shop", "cleo");

    private final SettableClock clock = new SettableClock(NOON);
    private final Circuit circuit = new Circuit(
            "desk:help", new Retry(VerdictTest.settings(Duration.ofSeconds(8), Duration.ofMinutes(10))), clock);

    private void fail(Conversation who, Failure failure) {
        circuit.failed(circuit.enter(who, "write"), failure);
    }

    private Duration held(Conversation who, String call) {
        Held held = catchThrowableOfType(Held.class, () -> circuit.enter(who, call));
        assertThat(held).as("%s is let through", who).isNotNull();
        return Duration.between(clock.instant(), held.until());
    }

    private void open() {
        for (int i = 0; i < Circuit.FAILURES; i++) {
            fail(i % 2 == 0 ? ANNA : BEN, DOWN);
        }
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void some_failures_in_a_row_of_more_than_one_conversation_open_it() {
        for (int i = 1; i < Circuit.FAILURES; i++) {
            fail(i % 2 == 0 ? ANNA : BEN, new Failure.Uncertain("no answer"));
        }
        assertThat(circuit.isOpen()).isFalse();
        fail(BEN, DOWN);
        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.state().orElseThrow().detail()).contains("connection refused");
    }

    @Test
    void one_conversation_alone_never_opens_it() {
        IntStream.range(0, 100).forEach(i -> fail(ANNA, DOWN));
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void an_answer_in_between_starts_the_count_anew_and_a_refusal_is_an_answer() {
        for (int i = 0; i < 20; i++) {
            fail(i % 2 == 0 ? ANNA : BEN, i % 4 == 3 ? new Failure.Rejected("too long") : DOWN);
        }
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void while_it_is_open_all_wait_until_its_time_and_a_little_longer_by_chance() {
        open();
        var waits = IntStream.range(0, 200).mapToObj(i -> held(CLEO, "write")).toList();
        assertThat(waits).allMatch(wait -> wait.toMillis() >= 6_000 && wait.toMillis() <= 10_000);
        assertThat(waits.stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void at_its_time_exactly_one_tries_and_an_answer_closes_it() {
        open();
        clock.advance(Duration.ofSeconds(8));
        Circuit.Turn turn = circuit.enter(CLEO, "write");
        assertThat(held(ANNA, "write")).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
        circuit.answered(turn);
        assertThat(circuit.isOpen()).isFalse();
        circuit.enter(ANNA, "write");
    }

    @Test
    void a_try_in_vain_opens_it_for_longer_up_to_the_longest_pause() {
        open();
        long before = 8_000;
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMinutes(20));
            fail(i % 2 == 0 ? ANNA : BEN, DOWN);
            long wait = held(CLEO, "write").toMillis();
            long pause = Math.min(before * 2, 600_000);
            assertThat(wait).isBetween(pause * 3 / 4, pause * 5 / 4);
            before = pause;
        }
    }

    @Test
    void who_tried_in_vain_lets_others_try_before_it_tries_again() {
        open();
        clock.advance(Duration.ofSeconds(8));
        fail(ANNA, DOWN);
        while (catchThrowable(() -> circuit.waitAtTheDoor(BEN, "write")) != null) {
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(held(ANNA, "write")).isPositive();
        circuit.answered(circuit.enter(BEN, "write"));
        circuit.enter(ANNA, "write");
    }

    @Test
    void who_is_alone_tries_again_a_little_later() {
        open();
        clock.advance(Duration.ofSeconds(8));
        fail(ANNA, DOWN);
        clock.advance(Duration.ofSeconds(20));
        circuit.answered(circuit.enter(ANNA, "write"));
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void what_began_before_it_opened_tells_nothing_of_now() {
        Circuit.Turn slow = circuit.enter(CLEO, "write");
        Circuit.Turn slower = circuit.enter(CLEO, "find");
        open();
        Duration wait = held(CLEO, "write");
        circuit.failed(slow, DOWN);
        assertThat(held(CLEO, "write")).isLessThan(wait.multipliedBy(2));
        circuit.answered(slower);
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void a_turn_that_was_not_used_is_the_next_ones() {
        open();
        clock.advance(Duration.ofSeconds(8));
        circuit.leave(circuit.enter(ANNA, "write"));
        circuit.enter(BEN, "write");
    }

    @Test
    void a_limit_of_the_account_stops_all_calls_until_then_and_is_no_illness() {
        fail(ANNA, new Failure.RateLimited("429", NOON.plusSeconds(60)));
        assertThat(held(BEN, "find")).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.state().orElseThrow().broken()).isFalse();
        clock.advance(Duration.ofSeconds(60));
        assertThat(circuit.isOpen()).isFalse();
        circuit.enter(BEN, "find");
    }

    @Test
    void a_limit_of_one_kind_of_calls_stops_those_and_one_of_a_single_item_stops_nothing() {
        fail(ANNA, new Failure.RateLimited("429", NOON.plusSeconds(60), Reach.CALL));
        circuit.enter(BEN, "find");
        assertThat(held(BEN, "write")).isPositive();

        circuit.failed(circuit.enter(ANNA, "note"), new Failure.RateLimited("429", NOON.plusSeconds(60), Reach.ITEM));
        circuit.enter(BEN, "note");
    }

    @Test
    void a_limit_that_a_poll_met_stops_what_it_is_a_limit_of_until_its_time() {
        circuit.limited("poll", new Failure.RateLimited("429", NOON.plusSeconds(60), Reach.CALL));
        circuit.answered(circuit.enter(BEN, "write"));
        assertThat(circuit.limitedUntil("poll")).hasValue(NOON.plusSeconds(60));
        assertThat(circuit.limitedUntil("write")).isEmpty();

        circuit.limited("poll", new Failure.RateLimited("429", NOON.plusSeconds(30)));
        assertThat(held(BEN, "write")).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        assertThat(circuit.limitedUntil("poll")).hasValue(NOON.plusSeconds(60));
        assertThat(circuit.limitedUntil("write")).hasValue(NOON.plusSeconds(30));

        clock.advance(Duration.ofSeconds(60));
        assertThat(circuit.limitedUntil("poll")).isEmpty();
        circuit.limited("poll", new Failure.RateLimited("429", clock.instant().plusSeconds(60)));
        clock.advance(Duration.ofHours(-1));
        assertThat(circuit.limitedUntil("poll")).as("the clock is moved back").isEmpty();
    }

    @Test
    void a_clock_that_is_moved_back_makes_it_try_at_once_instead_of_an_hour_later() {
        open();
        clock.advance(Duration.ofHours(-1));
        circuit.answered(circuit.enter(CLEO, "write"));
        fail(ANNA, new Failure.RateLimited("429", clock.instant().plusSeconds(60)));
        clock.advance(Duration.ofHours(-1));
        circuit.enter(BEN, "write");
    }
}
