package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Failure;
import io.deskbridge.store.Tally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(900);
    private final Verdict.Judge judge =
            new Verdict.Judge(settings(Duration.ofSeconds(8), Duration.ofMinutes(1)), new SettableClock(NOON));

    static HubSettings settings(Duration firstPause, Duration longestPause) {
        return new HubSettings(
                Locale.ENGLISH,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                firstPause,
                longestPause,
                3,
                1_000_000,
                Duration.ofMinutes(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10));
    }

    @Test
    void what_must_wait_waits_and_no_attempt_is_counted() {
        assertThat(judge.of(new Held("wait", LATER), 0, 0))
                .isEqualTo(new Verdict("wait", Optional.of(LATER), Tally.NOTHING));
        assertThat(judge.of(new Failure.RateLimited("429", LATER), 9, 9))
                .isEqualTo(new Verdict("429", Optional.of(LATER), Tally.NOTHING));
    }

    @Test
    void a_lost_token_is_asked_for_as_often_as_the_account_is_checked() {
        assertThat(judge.of(new Failure.Unauthorized("401"), 9, 9))
                .isEqualTo(new Verdict("401", Optional.of(NOON.plusSeconds(60)), Tally.NOTHING));
    }

    @Test
    void what_cannot_be_reached_or_is_not_known_is_tried_for_ever_with_growing_pauses() {
        for (Failure failure : new Failure[] {new Failure.Unavailable("503"), new Failure.Uncertain("broken off")}) {
            assertThat(judge.of(failure, 0, 0).again().orElseThrow())
                    .isBetween(NOON.plusSeconds(6), NOON.plusSeconds(8));
            assertThat(judge.of(failure, 1, 0).again().orElseThrow())
                    .isBetween(NOON.plusSeconds(12), NOON.plusSeconds(16));
            assertThat(judge.of(failure, 1000, 0).again().orElseThrow())
                    .isBetween(NOON.plusSeconds(45), NOON.plusSeconds(60));
            assertThat(judge.of(failure, 1000, 0).tally()).isEqualTo(Tally.ATTEMPT);
        }
    }

    @Test
    void what_will_never_be_taken_is_not_tried_again() {
        assertThat(judge.of(new Failure.Rejected("no"), 0, 0))
                .isEqualTo(new Verdict("no", Optional.empty(), Tally.ATTEMPT));
    }

    @Test
    void what_nobody_understands_is_tried_as_often_as_the_settings_say() {
        assertThat(judge.of(new IOException("odd"), 1000, 1).again()).isPresent();
        assertThat(judge.of(new IOException("odd"), 2, 2))
                .isEqualTo(new Verdict("given up after 3 attempts: odd", Optional.empty(), Tally.STRIKE));
        assertThat(judge.of(new NullPointerException(), 0, 0).reason()).isEqualTo("NullPointerException");
    }

    @Test
    void a_failure_is_found_inside_what_was_put_around_it() {
        var failure = new Failure.Unavailable("503");
        assertThat(Causes.relevant(new IllegalStateException(new RuntimeException(failure))))
                .isSameAs(failure);
        var odd = new IllegalStateException("odd", new IOException());
        assertThat(Causes.relevant(odd)).isSameAs(odd);
    }

    @Test
    void only_some_failures_prove_that_nothing_was_written() {
        assertThat(Causes.notDone(new Failure.Unavailable(""))).isTrue();
        assertThat(Causes.notDone(new Failure.RateLimited("", NOON))).isTrue();
        assertThat(Causes.notDone(new Failure.Unauthorized(""))).isTrue();
        assertThat(Causes.notDone(new Failure.Rejected(""))).isTrue();
        assertThat(Causes.notDone(new Failure.Uncertain(""))).isFalse();
        assertThat(Causes.notDone(new Failure.Unreadable(""))).isFalse();
    }
}
