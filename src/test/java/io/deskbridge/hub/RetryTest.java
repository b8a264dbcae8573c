package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static long millis(Retry retry, int failedAttempts) {
        return Duration.between(NOON, retry.after(failedAttempts, NOON)).toMillis();
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 2000", "2, 4000", "5, 32000", "6, 60000", "1000000, 60000"})
    void pauses_double_up_to_the_longest_and_a_quarter_of_each_is_chance(int failedAttempts, long pause) {
        var retry = new Retry(VerdictTest.settings(Duration.ofSeconds(1), Duration.ofSeconds(60)));

        List<Long> pauses = LongStream.range(0, 200)
                .mapToObj(unused -> millis(retry, failedAttempts))
                .toList();

        assertThat(pauses).allMatch(some -> some >= pause * 3 / 4 && some <= pause);
        assertThat(new HashSet<>(pauses).size()).isGreaterThan(20);
    }

    @Test
    void a_first_pause_above_the_longest_is_cut() {
        var retry = new Retry(VerdictTest.settings(Duration.ofHours(2), Duration.ofMinutes(1)));
        assertThat(millis(retry, 0)).isBetween(45_000L, 60_000L);
    }

    @Test
    void no_pause_at_all_is_taken_as_it_is_said() {
        var retry = new Retry(VerdictTest.settings(Duration.ZERO, Duration.ofMinutes(1)));
        assertThat(millis(retry, 7)).isZero();
    }
}
