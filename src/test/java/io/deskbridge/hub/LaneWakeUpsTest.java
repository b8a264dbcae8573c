package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Conversation;
import io.deskbridge.store.Arrivals;
import io.deskbridge.store.Committer;
import io.deskbridge.store.Lane;
import io.deskbridge.store.LeaseTable;
import io.deskbridge.store.LedgerDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class LaneWakeUpsTest {
    private static final Lane LANE = new Lane(Lane.Direction.MESSAGES, new Conversation("acme", "t"));

    @Test
    void nothing_is_worked_on_before_the_routes_stand(@TempDir Path data) throws Exception {
        var ledger = new TestLedger(data, Clock.systemUTC());
        var beginning = new Beginning();
        var wakeUps = new LaneWakeUps(
                ledger.leases,
                new StaticListableBeanFactory().getBeanProvider(LaneRunner.class), // nobody to work: to ask fails
                lane -> {},
                beginning);

        assertThatCode(() -> wakeUps.wake(LANE)).doesNotThrowAnyException();
        beginning.end();
        assertThatThrownBy(() -> wakeUps.wake(LANE)).isInstanceOf(NoSuchBeanDefinitionException.class);
        ledger.close();
    }

    @Test
    void work_on_a_conversation_that_another_process_holds_is_told_to_the_others_and_not_begun_here() throws Exception {
        try (var database = new LedgerDatabase(TestPostgres.empty());
                var committer = new Committer(database);
                var leases = new Leases( // not started: it holds nothing
                        new LeaseTable(committer, database),
                        new Arrivals(database),
                        TestLedger.leasing(Duration.ofSeconds(1)),
                        new SimpleMeterRegistry())) {
            var told = new ArrayList<Lane>();
            var beginning = new Beginning();
            beginning.end();
            var wakeUps = new LaneWakeUps(
                    leases,
                    new StaticListableBeanFactory().getBeanProvider(LaneRunner.class), // nobody to work: to ask fails
                    told::add,
                    beginning);

            wakeUps.wake(LANE);

            assertThat(told).containsExactly(LANE);
        }
    }
}
