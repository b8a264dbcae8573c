package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.Lane;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakeUpsTest {
    private static final String BROKER = "?broker.persistent=false&broker.useJmx=false&broker.useShutdownHook=false";

    @ParameterizedTest
    @ValueSource(
            strings = {"t1", "a b  c", "at://did:plc:x/app.bsky.feed.post/3", " leads", "tab\there", "ü👋", "MESSAGES x"
            })
    void a_lane_is_read_from_its_name_whatever_its_thread_is_called(String thread) {
        for (Lane.Direction direction : Lane.Direction.values()) {
            var lane = new Lane(direction, new Conversation("acme-x", thread));
            assertThat(Lane.parse(lane.name())).isEqualTo(lane);
        }
    }

    @Test
    void a_line_that_is_no_lane_is_refused() {
        assertThatThrownBy(() -> Lane.parse("MESSAGES shop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is DIRECTION CHANNEL THREAD");
        assertThatThrownBy(() -> Lane.parse("SIDEWAYS shop t")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void without_a_broker_the_hub_works_all_the_same(@TempDir Path folder) {
        try (HubApp app = HubApp.usual(folder)
                .with("deskbridge.broker.url", "tcp://127.0.0.1:1")
                .start()) {
            app.answered("t", "hello");
            soon(() -> assertThat(app.published("t")).containsExactly("hello"));
            soon(() -> assertThat(app.notes("t")).hasSize(1));
        }
    }

    @Test
    void a_broker_that_goes_while_the_hub_runs_is_not_missed(@TempDir Path folder) throws Exception {
        var broker = new org.apache.activemq.broker.BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.addConnector("tcp://127.0.0.1:0");
        broker.start();
        try (HubApp app = HubApp.usual(folder)
                .with(
                        "deskbridge.broker.url",
                        broker.getTransportConnectors().get(0).getPublishableConnectString())
                .start()) {
            app.post("1", "t", "words");
            soon(() -> assertThat(app.entries("t")).containsExactly("1"));

            broker.stop();
            app.post("2", "t", "words");

            soon(() -> assertThat(app.entries("t")).containsExactly("1", "2"));
        } finally {
            broker.stop();
        }
    }
}
