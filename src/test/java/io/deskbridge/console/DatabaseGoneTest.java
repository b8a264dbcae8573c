package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Conversation;
import io.deskbridge.store.LedgerQueries;
import io.deskbridge.store.LedgerSettings;
import io.deskbridge.store.MessageLedger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL ledger whose server goes and comes back. */
class DatabaseGoneTest {
    @TempDir
    private Path folder;

    private EmbeddedPostgres database;
    private ConsoleApp app;

    @BeforeEach
    void start() {
        database = TestPostgres.start(0, folder.resolve("database"));
        LedgerSettings ledger = TestPostgres.empty(database);
        app = new ConsoleApp(
                        folder.resolve("unused"),
                        Map.of("deskbridge.store.url", ledger.url(), "deskbridge.store.user", ledger.user()))
                .opened();
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
        database.close();
    }

    private HttpResponse<String> push(String path, String body) throws Exception {
        return app.call("POST", path, body, "X-Signature", "good", "Content-Type", "application/json");
    }

    private void isAskedForAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("10");
    }

    private int stored(String thread) {
        return app.bean(MessageLedger.class)
                .of(new Conversation("shop", thread))
                .size();
    }

    @Test
    void what_is_pushed_while_the_database_is_gone_is_not_acknowledged_and_is_stored_once_when_it_is_back()
            throws Exception {
        String inbox = "{\"id\":\"i1\",\"thread\":\"t\",\"author\":{\"id\":\"a\"},\"text\":\"words\"}";
        assertThat(push("/webhooks/channels/shop", "w0|before|words").statusCode())
                .isEqualTo(200);
        int port = database.getPort();
        database.close();

        isAskedForAgain(push("/webhooks/channels/shop", "w1|t|words"));
        isAskedForAgain(push("/webhooks/desks/help", "c1|7|words"));
        isAskedForAgain(push("/api/inbox/shop", inbox));

        database = TestPostgres.start(port, folder.resolve("database"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> push("/webhooks/channels/shop", "w1|t|words").statusCode() == 200);
        assertThat(stored("t")).isEqualTo(1);
        assertThat(push("/webhooks/desks/help", "c1|7|words").statusCode()).isEqualTo(200);
        assertThat(push("/api/inbox/shop", inbox).statusCode()).isEqualTo(202);
        assertThat(stored("t")).isEqualTo(2);
        assertThat(stored("before")).isEqualTo(1);
        assertThat(app.bean(LedgerQueries.class).counts(LedgerQueries.Table.COMMENT))
                .hasSize(1);
    }
}
