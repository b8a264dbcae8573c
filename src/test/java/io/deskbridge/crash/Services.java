package io.deskbridge.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import org.apache.activemq.broker.BrokerService;

/** What several hub processes share, outside of them: a PostgreSQL and a broker. */
final class Services implements AutoCloseable {
    private final EmbeddedPostgres database;
    private final BrokerService broker;

    Services() throws Exception {
        database = EmbeddedPostgres.builder().start();
        broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.addConnector("tcp://127.0.0.1:0");
        broker.start();
        broker.waitUntilStarted();
    }

    /** The settings by which a hub finds them. */
    List<String> settings() throws Exception {
        return List.of(
                "deskbridge.store.url=" + database.getJdbcUrl("postgres", "postgres"),
                "deskbridge.store.user=postgres",
                "deskbridge.broker.url="
                        + broker.getTransportConnectors().get(0).getPublishableConnectString());
    }

    @Override
    public void close() throws Exception {
        broker.stop();
        database.close();
    }
}
