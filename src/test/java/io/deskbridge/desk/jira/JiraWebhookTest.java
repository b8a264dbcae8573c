package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.DeskMessages;
import io.deskbridge.contract.PushedDeskContractTest;
import io.deskbridge.core.Comment;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JiraWebhookTest extends PushedDeskContractTest {
    static Sandbox sandbox;
    private final PushedDesk desk = sandbox.serviceDesk();

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

    private static byte[] body(String issue) {
        return body(issue, "{\"id\": \"1\", \"author\": {\"accountId\": \"somebody\"}}");
    }

    private static byte[] body(String issue, String comment) {
        return ("{\"webhookEvent\": \"comment_created\", \"comment\": " + comment + ", \"issue\": {\"id\": \"" + issue
                        + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected byte[] bodyThatTellsOfAnAnswer() {
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "an answer");
        return body(ticket.id());
    }

    @Override
    protected WebhookCall signed(byte[] body, Secret secret) {
        String signature = "sha256=" + HexFormat.of().formatHex(Signatures.hmacSha256(secret, body));
        return new WebhookCall("POST", Map.of(), Map.of("X-Hub-Signature", signature), body);
    }

    @Test
    void a_signature_of_another_kind_is_refused() {
        byte[] body = body(opened().id());
        String right = HexFormat.of().formatHex(Signatures.hmacSha256(Sandbox.WEBHOOK, body));

        for (String wrong : List.of("", "sha256=", right, "sha1=" + right)) {
            assertThat(desk.receive(new WebhookCall("POST", Map.of(), Map.of("X-Hub-Signature", wrong), body))
                            .answer())
                    .as(wrong)
                    .isEqualTo(WebhookAnswer.FORBIDDEN);
        }
    }

    @Test
    void a_call_brings_the_issues_public_comments_only_whatever_it_claims() {
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "first");
        sandbox.say(ticket, "agent-mia", "secret", false);
        sandbox.comment(ticket, "agent-noah", "second");
        byte[] claims = body(ticket.id(), "{\"id\": \"1\", \"jsdPublic\": true, \"body\": \"injected\"}");

        assertThat(desk.receive(signed(claims, Sandbox.WEBHOOK)).items())
                .extracting(Comment::text)
                .containsExactly("first", "second");
    }

    @Test
    void a_call_without_an_issue_is_understood_by_the_comments_address() {
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "told by its address");
        byte[] body = ("{\"webhookEvent\": \"comment_created\", \"comment\": {\"self\":"
                        + " \"https://acme.atlassian.net/rest/api/2/issue/" + ticket.id() + "/comment/10082\"}}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(desk.receive(signed(body, Sandbox.WEBHOOK)).items()).hasSize(1);
    }

    @Test
    void what_the_hub_itself_wrote_makes_no_calls() {
        var asked = new ArrayList<HttpCall>();
        PushedJiraDesk counting = sandbox.desk(
                sandbox.settings(Sandbox.service()),
                call -> {
                    asked.add(call);
                    return sandbox.server().http().exchange(call);
                },
                Clock.systemUTC());
        String me = sandbox.as("hub", "GET", Sandbox.API + "/myself", null)
                .path("accountId")
                .asText();
        byte[] own = body(opened().id(), "{\"id\": \"1\", \"author\": {\"accountId\": \"" + me + "\"}}");

        assertThat(counting.receive(signed(own, Sandbox.WEBHOOK)).items()).isEmpty();
        assertThat(asked).extracting(call -> call.uri().getPath()).containsExactly("/sandbox/jira/rest/api/3/myself");
    }

    @Test
    void a_call_about_a_foreign_a_missing_or_no_issue_brings_nothing_and_is_taken() {
        String foreign = sandbox.as(
                        "agent-mia",
                        "POST",
                        Sandbox.API + "/issue",
                        Map.of(
                                "fields",
                                Map.of(
                                        "project", Map.of("key", "HELP"),
                                        "issuetype", Map.of("name", "Task"),
                                        "summary", "by phone",
                                        "description", Document.of("by phone"))))
                .path("id")
                .asText();
        String comment = "{\"id\": \"1\"}";
        for (byte[] body : new byte[][] {
            body(foreign, comment),
            body("99999999", comment),
            body("../../myself", comment),
            "{\"webhookEvent\": \"jira:issue_updated\", \"issue\": {\"id\": \"1\"}}".getBytes(StandardCharsets.UTF_8),
            "{}".getBytes(StandardCharsets.UTF_8),
            "no json".getBytes(StandardCharsets.UTF_8)
        }) {
            var receipt = desk.receive(signed(body, Sandbox.WEBHOOK));
            assertThat(receipt.items())
                    .as(new String(body, StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(receipt.answer().status()).isEqualTo(200);
        }
    }
}
