package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.Lane;
import java.nio.file.Path;
import java.time.Clock;
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
}
