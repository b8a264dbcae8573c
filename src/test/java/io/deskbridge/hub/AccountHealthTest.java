package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Failure;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountHealthTest {
    private static final String ACME = "channel:acme";
    private final AccountHealth health = new AccountHealth(new SettableClock(Instant.parse("2026-11-22T12:00:00Z")));

    @Test
    void a_source_that_cannot_be_read_makes_its_account_down_and_is_named() {
        health.up(ACME);

        health.sourceFailed(ACME, "search", "the query is refused");

        assertThat(health.all().get(ACME).health()).isEqualTo(AccountState.Health.DOWN);
        assertThat(health.all().get(ACME).detail()).isEqualTo("search: the query is refused");
        assertThat(health.isPaused(ACME)).isFalse();
    }

    @Test
    void neither_another_source_nor_a_check_that_works_hides_it() {
        health.sourceFailed(ACME, "search", "the query is refused");

        health.sourceWorks(ACME, "mentions");
        health.up(ACME);

        assertThat(health.all().get(ACME).health()).isEqualTo(AccountState.Health.DOWN);
    }

    @Test
    void it_is_over_once_the_source_is_read_again() {
        health.up(ACME);
        health.sourceFailed(ACME, "search", "the query is refused");

        health.sourceWorks(ACME, "search");

        assertThat(health.all().get(ACME).health()).isEqualTo(AccountState.Health.UP);
    }

    @Test
    void a_paused_account_stays_paused_whatever_its_sources_say() {
        health.failed(ACME, new Failure.Unauthorized("the token is gone"));

        health.sourceFailed(ACME, "search", "no answer");
        health.sourceWorks(ACME, "mentions");

        assertThat(health.all().get(ACME).health()).isEqualTo(AccountState.Health.PAUSED);
        assertThat(health.all().get(ACME).detail()).isEqualTo("the token is gone");
    }
}
