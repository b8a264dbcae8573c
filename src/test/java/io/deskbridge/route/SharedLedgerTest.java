package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.TestPostgres;
import io.deskbridge.hub.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** Hubs on one PostgreSQL, with and without a broker between them. */
class SharedLedgerTest {
    private static final List<String> TALKS =
            IntStream.range(0, 40).mapToObj(number -> "t" + number).toList();

    @TempDir
    private Path folder;

    private static void post(HubApp app, String id) {
        TALKS.forEach(talk -> app.post(id + "-" + talk, talk, "words"));
    }

    private static void allHave(HubApp app, String... ids) {
        for (String talk : TALKS) {
            assertThat(app.entries(talk))
                    .containsExactly(
                            List.of(ids).stream().map(id -> id + "-" + talk).toArray(String[]::new));
            assertThat(app.desk.casesOf(HubApp.talk(talk).externalId())).hasSize(1);
        }
    }

    private static long ticketed(HubApp app) {
        Timer timer = app.bean(MeterRegistry.class)
                .find("deskbridge.sent.to.ticketed")
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private static double share(HubApp app) {
        return app.bean(MeterRegistry.class).get("deskbridge.share").gauge().value();
    }

    private static BrokerService broker() throws Exception {
        return broker(0);
    }

    /**
     * @param port 0 for a free one
     */
    private static BrokerService broker(int port) throws Exception {
        var broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.addConnector("tcp://127.0.0.1:" + port);
        broker.start();
        return broker;
    }

    @Test
    void two_processes_share_the_work_with_a_broker_and_without_it_when_it_is_gone() throws Exception {
        BrokerService broker = broker();
        String url = broker.getTransportConnectors().get(0).getPublishableConnectString();
        HubApp one = HubApp.usual(folder)
                .on(TestPostgres.empty())
                .with("deskbridge.broker.url", url)
                .with("deskbridge.hub.lease", "1s")
                .with("deskbridge.hub.sweep", "2s");
        try (one;
                HubApp other = one.another()) {
            one.start();
            other.start();
            soon(() -> {
                assertThat(share(one)).as("share of the first process").isPositive();
                assertThat(share(other)).as("share of the second process").isPositive();
            });
            post(one, "a");
            soon(() -> allHave(one, "a"));
            long before = ticketed(other);
            post(one, "b");
            soon(() -> allHave(one, "a", "b"));

            broker.stop();
            post(one, "c");
            soon(() -> allHave(one, "a", "b", "c"));
            soon(() -> assertThat(ticketed(one) + ticketed(other)).isEqualTo(3L * TALKS.size()));
            assertThat(ticketed(other)).as("work of the second process").isGreaterThan(before);
            assertThat(ticketed(one)).as("work of the first process").isPositive();
        } finally {
            broker.stop();
        }
    }

    /** Both processes listen, and each has a part of the conversations. */
    private static void areReady(BrokerService broker, HubApp one, HubApp other) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(broker.getDestination(new ActiveMQTopic("deskbridge.wake-ups"))
                            .getDestinationStatistics()
                            .getConsumers()
                            .getCount())
                    .isEqualTo(2);
            assertThat(share(one)).isEqualTo(0.5);
            assertThat(share(other)).isEqualTo(0.5);
        });
    }

    @Test
    void wake_ups_reach_the_process_that_holds_the_conversation_and_do_so_again_when_the_broker_was_away()
            throws Exception {
        BrokerService broker = broker();
        var address = broker.getTransportConnectors().get(0).getConnectUri();
        HubApp one = HubApp.usual(folder)
                .on(TestPostgres.empty())
                .with("deskbridge.broker.url", "tcp://127.0.0.1:" + address.getPort())
                .with("deskbridge.hub.lease", "2s")
                .with("deskbridge.hub.sweep", "1h"); // so it is the wake-up that brings the work
        try (one;
                HubApp other = one.another()) {
            one.start();
            other.start();
            areReady(broker, one, other);
            post(one, "a"); // one process takes all of them in
            soon(() -> allHave(one, "a"));
            soon(() -> assertThat(ticketed(one) + ticketed(other)).isEqualTo(TALKS.size()));
            assertThat(ticketed(one)).as("work of the first process").isPositive();
            assertThat(ticketed(other)).as("work of the second process").isPositive();

            broker.stop();
            broker.waitUntilStopped();
            broker = broker(address.getPort());
            areReady(broker, one, other);
            post(one, "b");
            soon(() -> allHave(one, "a", "b"));
        } finally {
            broker.stop();
        }
    }

    @Test
    void a_process_that_ends_leaves_its_conversations_to_the_other() {
        HubApp one = HubApp.usual(folder).on(TestPostgres.empty()).with("deskbridge.hub.lease", "1s");
        try (one;
                HubApp other = one.another()) {
            one.start();
            other.start();
            post(one, "a");
            soon(() -> allHave(one, "a"));
            other.stop();
            post(one, "b");
            soon(() -> allHave(one, "a", "b"));
        }
    }

    @Test
    void what_comes_while_the_database_is_gone_is_not_acknowledged_and_all_goes_on_when_it_is_back() throws Exception {
        Path data = folder.resolve("database");
        EmbeddedPostgres database = TestPostgres.start(0, data);
        int port = database.getPort();
        HubApp app = HubApp.usual(folder).on(TestPostgres.empty(database)).with("deskbridge.hub.lease", "1s");
        try (app) {
            app.start();
            post(app, "a");
            soon(() -> allHave(app, "a"));

            database.close();
            post(app, "b"); // waits on the network
            var pushed = FakeChannelType.message("shop", "pushed", "p", app.clock.instant())
                    .text("words")
                    .build();
            assertThatThrownBy(() -> app.bean(Webhooks.class).take(List.of(pushed)))
                    .isInstanceOf(DataAccessException.class);

            database = TestPostgres.start(port, data);
            soon(() -> assertThat(app.bean(Webhooks.class).take(List.of(pushed)).taken())
                    .isEqualTo(1));
            soon(() -> allHave(app, "a", "b"));
            soon(() -> assertThat(app.entries("p")).containsExactly("pushed"));
        } finally {
            database.close();
        }
    }
}
