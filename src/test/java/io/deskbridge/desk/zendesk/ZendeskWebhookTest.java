package io.deskbridge.desk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.DeskMessages;
import io.deskbridge.contract.PushedDeskContractTest;
import io.deskbridge.core.Comment;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZendeskWebhookTest extends PushedDeskContractTest {
    static Sandbox sandbox;
    private final PushedDesk desk = sandbox.desk();

    @BeforeAll
    static void start() {
        sandbox = new Sandbox();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @Override
    protected PushedDesk pushedDesk() {
        return desk;
    }

    @Override
    protected Secret webhookSecret() {
        return Sandbox.WEBHOOK;
    }

    private Ticket opened() {
        var messages = new DeskMessages();
        return desk.open(messages.ticket(messages.entry("hello")));
    }

    private static byte[] body(String ticket) {
        return ("{\"ticket_id\": \"" + ticket + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected byte[] bodyThatTellsOfAnAnswer() {
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "an answer", true);
        return body(ticket.id());
    }

    @Override
    protected WebhookCall signed(byte[] body, Secret secret) {
        String timestamp = Instant.now().toString();
        return new WebhookCall(
                "POST",
                Map.of(),
                Map.of(
                        "X-Zendesk-Webhook-Signature-Timestamp",
                        timestamp,
                        "X-Zendesk-Webhook-Signature",
                        Signatures.hmacSha256Base64(secret, timestamp.getBytes(StandardCharsets.UTF_8), body)),
                body);
    }

    @Test
    void a_call_brings_the_tickets_public_comments_only_whatever_it_claims() {
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "first", true);
        sandbox.comment(ticket, "agent-mia", "secret", false);
        sandbox.comment(ticket, "agent-noah", "second", true);
        byte[] claims = ("{\"ticket_id\": " + ticket.id()
                        + ", \"comment\": {\"public\": true, \"body\": \"injected\"}}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(desk.receive(signed(claims, Sandbox.WEBHOOK)).items())
                .extracting(Comment::text)
                .containsExactly("first", "second");
    }

    @Test
    void a_call_without_a_timestamp_is_refused_though_the_body_is_signed() {
        byte[] body = body(opened().id());
        var headers = Map.of("X-Zendesk-Webhook-Signature", Signatures.hmacSha256Base64(Sandbox.WEBHOOK, body));

        assertThat(desk.receive(new WebhookCall("POST", Map.of(), headers, body))
                        .answer())
                .isEqualTo(WebhookAnswer.FORBIDDEN);
    }

    @Test
    void zendesks_own_event_for_a_ticket_is_understood_too() {
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "told by event", true);
        byte[] event = ("{\"type\": \"zen:event-type:ticket.comment_added\", \"subject\": \"zen:ticket:" + ticket.id()
                        + "\", \"detail\": {}, \"event\": {}}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(desk.receive(signed(event, Sandbox.WEBHOOK)).items()).hasSize(1);
    }

    @Test
    void a_call_about_a_foreign_a_missing_or_no_ticket_brings_nothing_and_is_taken() {
        String foreign = sandbox.as(
                        "agent-mia",
                        "POST",
                        "/tickets",
                        Map.of("ticket", Map.of("comment", Map.of("body", "by phone"))))
                .at("/ticket/id")
                .asText();
        for (String body : new String[] {
            "{\"ticket_id\": \"" + foreign + "\"}",
            "{\"ticket_id\": \"99999999\"}",
            "{\"ticket_id\": \"../users/me\"}",
            "{\"subject\": \"zen:user:1\"}",
            "{}",
            "no json"
        }) {
            var receipt = desk.receive(signed(body.getBytes(StandardCharsets.UTF_8), Sandbox.WEBHOOK));
            assertThat(receipt.items()).as(body).isEmpty();
            assertThat(receipt.answer().status()).as(body).isEqualTo(200);
        }
    }
}
