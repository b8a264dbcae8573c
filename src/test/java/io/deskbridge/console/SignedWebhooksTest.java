package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.DeskMessages;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Entry;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Ticket;
import io.deskbridge.http.Signatures;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.CaughtUp;
import io.deskbridge.store.Committer;
import io.deskbridge.store.FullDisk;
import io.deskbridge.store.LedgerDatabase;
import io.deskbridge.store.LedgerQueries;
import io.deskbridge.store.LedgerQueries.Table;
import io.deskbridge.store.LedgerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Calls as X and Zendesk sign them, at a hub that cannot store, or not yet. */
class SignedWebhooksTest {
    private static final Secret CONSUMER = Secret.of("the app's consumer secret");
    private static final Secret WEBHOOK = Secret.of("the webhook's signing secret");
    private static final Secret OTHER = Secret.of("another secret");
    /** More than the pages that a full disk has left. */
    private static final String LONG = "words ".repeat(9_000);

    private static SandboxServer sandbox;
    private ConsoleApp app;
    private Ticket ticket;

    /** The connectors themselves. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"io.deskbridge.channel.x", "io.deskbridge.desk.zendesk"})
    static class RealTypes {}

    @BeforeAll
    static void sandbox() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void end() throws Exception {
        sandbox.close();
    }

    @BeforeEach
    void start(@TempDir Path data) {
        open(data, Map.of());
    }

    private void open(Path data, Map<String, String> ledger) {
        var settings = new HashMap<>(Map.of(
                "deskbridge.channels.acme-x.type", "x",
                "deskbridge.channels.acme-x.account", "acme",
                "deskbridge.channels.acme-x.user-id", "9000",
                "deskbridge.channels.acme-x.access-token", "not asked for here",
                "deskbridge.channels.acme-x.consumer-secret", CONSUMER.reveal()));
        settings.putAll(Map.of(
                "deskbridge.desks.zendesk.type", "zendesk",
                "deskbridge.desks.zendesk.base-url", sandbox.address() + "/sandbox/zendesk",
                "deskbridge.desks.zendesk.email", "hub@sandbox.example",
                "deskbridge.desks.zendesk.api-token", "sandbox-zendesk-token",
                "deskbridge.desks.zendesk.webhook-secret", WEBHOOK.reveal()));
        settings.putAll(ledger);
        app = new ConsoleApp(data, settings, List.of(RealTypes.class)).behind();
        ticket = answeredTicket();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    /** A ticket of the hub's in Zendesk, with an agent's public comment. */
    private Ticket answeredTicket() {
        var messages = new DeskMessages();
        Entry question = messages.entry("Is it open today?");
        Ticket opened = app.bean(Accounts.class)
                .desk("zendesk")
                .orElseThrow()
                .desk()
                .open(new NewTicket(messages.externalId(), "A question", List.of(question), Map.of()));
        String mia = Base64.getEncoder()
                .encodeToString("agent-mia@sandbox.example/token:anything".getBytes(StandardCharsets.UTF_8));
        sandbox.call(
                "PUT",
                "/sandbox/zendesk/api/v2/tickets/" + opened.id() + ".json",
                "Basic " + mia,
                Map.of("ticket", Map.of("comment", Map.of("body", LONG, "public", true))));
        return opened;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> fromX(Secret secret) throws Exception {
        String body = "{\"data\":{\"event_uuid\":\"1\",\"filter\":{\"user_id\":\"9000\"},"
                + "\"event_type\":\"post.mention.create\",\"payload\":{\"id\":\"2080765813578191303\",\"text\":\"@acme "
                + LONG + "\",\"author_id\":\"77\",\"conversation_id\":\"2080765813578191303\","
                + "\"created_at\":\"2026-07-24T21:23:23.000Z\"}}}";
        return app.call(
                "POST",
                "/webhooks/channels/acme-x",
                body,
                "X-Twitter-Webhooks-Signature",
                "sha256=" + Signatures.hmacSha256Base64(secret, bytes(body)));
    }

    private HttpResponse<String> fromZendesk(Secret secret) throws Exception {
        String body = "{\"ticket_id\":\"" + ticket.id() + "\"}";
        String time = "2026-11-22T12:00:00Z";
        return app.call(
                "POST",
                "/webhooks/desks/zendesk",
                body,
                "X-Zendesk-Webhook-Signature-Timestamp",
                time,
                "X-Zendesk-Webhook-Signature",
                Signatures.hmacSha256Base64(secret, bytes(time), bytes(body)));
    }

    private void areStored(int each) {
        LedgerQueries ledger = app.bean(LedgerQueries.class);
        assertThat(ledger.counts(Table.MESSAGE).values().stream()
                        .mapToInt(Number::intValue)
                        .sum())
                .isEqualTo(each);
        assertThat(ledger.counts(Table.COMMENT).values().stream()
                        .mapToInt(Number::intValue)
                        .sum())
                .isEqualTo(each);
    }

    private void areAskedForAgain() throws Exception {
        for (HttpResponse<String> answer : List.of(fromX(CONSUMER), fromZendesk(WEBHOOK))) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).hasValue("10");
        }
    }

    private void areTaken() throws Exception {
        assertThat(fromX(CONSUMER).statusCode()).isEqualTo(200);
        assertThat(fromZendesk(WEBHOOK).statusCode()).isEqualTo(200);
        areStored(1);
    }

    /** X switches a webhook off that gives one wrong answer to this. */
    private void theHandshakeIsAnswered() throws Exception {
        HttpResponse<String> answer = app.get("/webhooks/channels/acme-x?crc_token=abc");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("sha256=" + Signatures.hmacSha256Base64(CONSUMER, bytes("abc")));
    }

    private void forgeriesAreRefused() throws Exception {
        assertThat(fromX(OTHER).statusCode()).isEqualTo(403);
        assertThat(fromZendesk(OTHER).statusCode()).isEqualTo(403);
    }

    private FullDisk disk() {
        return new FullDisk(app.bean(LedgerDatabase.class), app.bean(Committer.class));
    }

    @Test
    void while_what_was_missed_is_read_they_are_asked_for_again_and_then_taken_once() throws Exception {
        areAskedForAgain();
        forgeriesAreRefused();
        theHandshakeIsAnswered();
        areStored(0);

        CaughtUp.say(app.context());

        areTaken();
        areTaken(); // the remote repeats what it believes to be lost
        forgeriesAreRefused();
        areStored(1);
    }

    @Test
    void while_nothing_can_be_stored_they_are_asked_for_again_and_then_taken_once() throws Exception {
        CaughtUp.say(app.context());
        disk().fill();

        areAskedForAgain();
        areAskedForAgain();
        forgeriesAreRefused();
        theHandshakeIsAnswered();
        areStored(0);

        disk().makeRoom();

        areTaken();
        areTaken();
    }

    @Test
    void while_the_database_is_gone_they_are_asked_for_again_and_then_taken_once(@TempDir Path folder)
            throws Exception {
        app.close();
        EmbeddedPostgres database = TestPostgres.start(0, folder);
        try {
            int port = database.getPort();
            LedgerSettings ledger = TestPostgres.empty(database);
            open(folder, Map.of("deskbridge.store.url", ledger.url(), "deskbridge.store.user", ledger.user()));
            CaughtUp.say(app.context());
            database.close();

            areAskedForAgain();
            forgeriesAreRefused();
            theHandshakeIsAnswered();

            database = TestPostgres.start(port, folder);
            await().atMost(Duration.ofSeconds(20)).until(() -> fromX(CONSUMER).statusCode() == 200);
            areTaken();
        } finally {
            database.close();
        }
    }

    @Test
    void once_the_ledger_is_closed_nothing_is_acknowledged_and_forgeries_learn_nothing_of_it() throws Exception {
        CaughtUp.say(app.context());
        app.bean(Committer.class).close();

        areAskedForAgain();
        forgeriesAreRefused();
        areStored(0);
    }
}
