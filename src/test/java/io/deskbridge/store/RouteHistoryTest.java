package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.store.RouteDeployment.Content;
import io.deskbridge.store.RouteDeployment.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteHistoryTest {
    private Ledger ledger;
    private RouteHistory history;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new Ledger(data);
        history = new RouteHistory(ledger.committer, ledger.database, ledger.clock);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private static Content content(String text, String... mistakes) {
        return new Content(Map.of("in.camel.yaml", text), List.of("changed in"), "-a\n+b\n", List.of(mistakes));
    }

    @Test
    void keeps_when_who_what_and_what_became_of_it() {
        ledger.clock.forward(Duration.ofMinutes(1));
        long id = history.add("mia", Result.REFUSED, content("ünï\n", "wrong", "very wrong"));

        assertThat(history.find(id))
                .hasValue(new RouteDeployment(
                        id,
                        Ledger.START.plusSeconds(60),
                        "mia",
                        Result.REFUSED,
                        content("ünï\n", "wrong", "very wrong")));
        assertThat(history.find(id + 1)).isEmpty();
    }

    @Test
    void the_last_good_one_is_the_newest_that_was_not_refused() {
        assertThat(history.lastGood()).isEmpty();
        history.add("file", Result.DEPLOYED, content("one"));
        long good = history.add("file", Result.DEPLOYED, content("two"));
        history.add("file", Result.REFUSED, content("three", "wrong"));

        assertThat(history.lastGood().orElseThrow().id()).isEqualTo(good);
    }

    @Test
    void several_processes_that_deploy_the_same_make_one_entry() {
        long first = history.add("file", Result.DEPLOYED, content("one"));
        assertThat(history.add("file", Result.DEPLOYED, content("one"))).isEqualTo(first);
        long refused = history.add("file", Result.REFUSED, content("two", "wrong"));
        assertThat(history.add("file", Result.REFUSED, content("two", "wrong"))).isEqualTo(refused);
        assertThat(history.add("file", Result.REFUSED, content("two", "wrong, otherwise")))
                .isGreaterThan(refused);

        assertThat(history.add("file", Result.DEPLOYED, content("one"))).isGreaterThan(refused);
        assertThat(history.before(Long.MAX_VALUE, 10)).hasSize(4);
    }

    @Test
    void a_rollback_that_was_begun_is_found_until_it_ends() {
        history.add("file", Result.DEPLOYED, content("one"));
        long id = history.add("mia", Result.BEGUN, content("two"));
        assertThat(history.begun().orElseThrow().id()).isEqualTo(id);
        assertThat(history.lastGood().orElseThrow().id()).isLessThan(id);

        history.end(id, Result.DEPLOYED, content("two"));
        history.end(id, Result.REFUSED, content("two", "too late"));

        assertThat(history.begun()).isEmpty();
        assertThat(history.lastGood().orElseThrow().id()).isEqualTo(id);
        assertThat(history.lastGood().orElseThrow().author()).isEqualTo("mia");
    }

    @Test
    void the_list_goes_on_before_an_id() {
        long first = history.add("file", Result.DEPLOYED, content("one"));
        long second = history.add("file", Result.DEPLOYED, content("two"));
        long third = history.add("file", Result.DEPLOYED, content("three"));

        assertThat(history.before(Long.MAX_VALUE, 2))
                .extracting(RouteDeployment::id)
                .containsExactly(third, second);
        assertThat(history.before(second, 2)).extracting(RouteDeployment::id).containsExactly(first);
    }
}
