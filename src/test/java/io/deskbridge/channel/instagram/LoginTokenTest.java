package io.deskbridge.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The token of Instagram Login, which ends after sixty days unless it is renewed. */
class LoginTokenTest {
    private final InstagramFixture graph = new InstagramFixture();

    @BeforeEach
    void answers() {
        graph.answers("/me", "{'user_id':'178','username':'acme'}")
                .answers("/178", "{'id':'178','username':'acme'}")
                .answers("/refresh_access_token", "{'access_token':'second','expires_in':5183944}");
    }

    private InstagramChannel open(String token) {
        return graph.open("login", "instagram", "access-token", token);
    }

    private List<HttpCall> renewals() {
        return graph.calls.stream()
                .filter(call -> call.uri().getPath().contains("refresh_access_token"))
                .toList();
    }

    /** With which token the account was asked for last. */
    private String used() {
        return graph.calls.get(graph.calls.size() - 1).headers().get("Authorization");
    }

    private void checkAfter(InstagramChannel channel, Duration time) {
        graph.clock.advance(time);
        channel.check();
    }

    @Test
    void it_is_renewed_when_it_is_a_day_old_and_then_each_week() {
        InstagramChannel channel = open("first");
        channel.check();
        checkAfter(channel, Duration.ofHours(23));
        assertThat(renewals()).isEmpty();

        checkAfter(channel, Duration.ofHours(2));
        assertThat(renewals()).singleElement().satisfies(call -> {
            assertThat(call.uri().getPath()).isEqualTo("/refresh_access_token");
            assertThat(call.uri().getQuery()).contains("grant_type=ig_refresh_token", "access_token=first");
        });
        channel.check();
        assertThat(used()).isEqualTo("Bearer second");

        checkAfter(channel, Duration.ofDays(6));
        assertThat(renewals()).hasSize(1);
        checkAfter(channel, Duration.ofDays(1));
        assertThat(renewals()).hasSize(2).last().satisfies(call -> assertThat(
                        call.uri().getQuery())
                .contains("access_token=second"));
    }

    @Test
    void the_next_process_goes_on_with_the_new_one_and_an_admins_newer_one_wins() {
        checkAfter(open("first"), Duration.ZERO);
        checkAfter(open("first"), Duration.ofDays(2));

        open("first").check();
        assertThat(used()).isEqualTo("Bearer second");
        open("by hand").check();
        assertThat(used()).isEqualTo("Bearer by hand");
    }

    @Test
    void a_renewal_that_fails_stops_nothing_and_is_tried_again_after_an_hour() {
        InstagramChannel channel = open("first");
        channel.check();
        graph.fails("/refresh_access_token", new Failure.Unavailable("down"));
        checkAfter(channel, Duration.ofDays(2));
        checkAfter(channel, Duration.ofMinutes(59));
        assertThat(renewals()).hasSize(1);
        assertThat(used()).isEqualTo("Bearer first");

        graph.answers("/refresh_access_token", "{'access_token':'second','expires_in':5183944}");
        checkAfter(channel, Duration.ofMinutes(2));
        channel.check();
        assertThat(used()).isEqualTo("Bearer second");
    }

    @Test
    void an_answer_without_a_token_leaves_the_old_one() {
        InstagramChannel channel = open("first");
        channel.check();
        graph.answers("/refresh_access_token", "{'token_type':'bearer'}");
        checkAfter(channel, Duration.ofDays(2));
        channel.check();
        assertThat(used()).isEqualTo("Bearer first");
    }

    @Test
    void a_pages_token_is_left_as_it_is() {
        InstagramChannel channel = graph.open("access-token", "of the page");
        channel.check();
        checkAfter(channel, Duration.ofDays(30));
        assertThat(renewals()).isEmpty();
        assertThat(used()).isEqualTo("Bearer of the page");
    }
}
