package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.core.Conversation;
import io.deskbridge.store.Committer;
import io.deskbridge.store.FullDisk;
import io.deskbridge.store.LedgerDatabase;
import io.deskbridge.store.LedgerQueries;
import io.deskbridge.store.MessageLedger;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    private static final String LONG = "words ".repeat(20_000);

    private ConsoleApp app;

    @BeforeEach
    void start(@TempDir Path data) {
        app = new ConsoleApp(data, Map.of()).opened();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private HttpResponse<String> push(String path, String body) throws Exception {
        return app.call("POST", path, body, "X-Signature", "good", "Content-Type", "application/json");
    }

    private void isAskedForAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("10");
    }

    private JsonNode ledger() throws Exception {
        return new ObjectMapper()
                .readTree(app.get("/actuator/health").body())
                .path("components")
                .path("ledger");
    }

    private FullDisk disk() {
        return new FullDisk(app.bean(LedgerDatabase.class), app.bean(Committer.class));
    }

    private int stored(String thread) {
        return app.bean(MessageLedger.class)
                .of(new Conversation("shop", thread))
                .size();
    }

    @Test
    void nothing_that_is_not_stored_is_acknowledged_and_all_is_taken_again_once_there_is_room() throws Exception {
        String inbox = "{\"id\":\"i1\",\"thread\":\"t\",\"author\":{\"id\":\"a\"},\"text\":\"" + LONG + "\"}";
        assertThat(ledger().path("status").asText()).isEqualTo("UP");
        disk().fill();

        isAskedForAgain(push("/webhooks/channels/shop", "w1|t|" + LONG));
        isAskedForAgain(push("/webhooks/desks/help", "c1|7|" + LONG));
        isAskedForAgain(push("/api/inbox/shop", inbox));

        assertThat(stored("t")).isZero();
        assertThat(app.bean(LedgerQueries.class).counts(LedgerQueries.Table.COMMENT))
                .isEmpty();
        assertThat(ledger().path("status").asText()).isEqualTo("DOWN");
        assertThat(ledger().at("/details/detail").asText()).contains("nothing can be stored");
        assertThat(app.get("/actuator/health").statusCode()).isEqualTo(503);

        disk().makeRoom();

        assertThat(ledger().path("status").asText()).isEqualTo("UP");
        assertThat(push("/webhooks/channels/shop", "w1|t|" + LONG).statusCode()).isEqualTo(200);
        assertThat(push("/webhooks/desks/help", "c1|7|" + LONG).statusCode()).isEqualTo(200);
        assertThat(push("/api/inbox/shop", inbox).statusCode()).isEqualTo(202);
        assertThat(stored("t")).isEqualTo(2);
        assertThat(app.bean(LedgerQueries.class).counts(LedgerQueries.Table.COMMENT))
                .hasSize(1);
    }

    @Test
    void health_finds_out_by_itself_that_there_is_room_again_and_does_not_believe_it_before() throws Exception {
        disk().fill();
        isAskedForAgain(push("/webhooks/channels/shop", "w1|t|" + LONG));
        for (int i = 0; i < 3; i++) {
            assertThat(ledger().path("status").asText()).isEqualTo("DOWN");
        }
    }
}
