package io.deskbridge.desk.zendesk;

import io.deskbridge.contract.DeskContractTest;
import io.deskbridge.core.Comment;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Ticket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ZendeskDeskContractTest extends DeskContractTest {
    static Sandbox sandbox;
    private final PolledDesk desk = sandbox.desk();

    @BeforeAll
    static void start() {
        sandbox = new Sandbox();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @Override
    protected PolledDesk desk() {
        return desk;
    }

    @Override
    protected PolledDesk deskWithWrongCredentials() {
        return sandbox.desk(sandbox.settings("a-wrong-token"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(
                Sandbox.TOKEN,
                "a-wrong-token",
                Base64.getEncoder().encodeToString("hub@sandbox.example/token:a-wrong-token".getBytes()));
    }

    @Override
    protected List<Seen> seen(String externalId) {
        return sandbox.filedUnder(externalId).stream()
                .map(ticket -> new Seen(
                        ticket.path("id").asText(),
                        ticket.path("subject").asText(),
                        sandbox.person(ticket.path("requester_id").asText())
                                .path("name")
                                .asText(),
                        sandbox.comments(ticket.path("id").asText()).stream()
                                .map(comment -> new SeenEntry(
                                        comment.path("public").asBoolean(),
                                        sandbox.person(comment.path("author_id").asText())
                                                .path("name")
                                                .asText(),
                                        comment.path("body").asText()))
                                .toList()))
                .toList();
    }

    @Override
    protected void agentAnswers(Ticket ticket, String agent, String text) {
        sandbox.comment(ticket, "agent-" + agent, text, true);
    }

    @Override
    protected void agentNotes(Ticket ticket, String agent, String text) {
        sandbox.comment(ticket, "agent-" + agent, text, false);
    }

    @Override
    protected void agentSolves(Ticket ticket) {
        sandbox.change(ticket, Map.of("status", "solved"));
    }

    @Override
    protected void agentMakesPrivate(Comment comment) {
        sandbox.as(
                "agent-mia",
                "PUT",
                "/tickets/" + comment.ticket().id() + "/comments/"
                        + comment.id().value() + "/make_private.json",
                Map.of());
    }

    @Override
    protected void dropTheAnswerOf(Write write) {
        sandbox.server()
                .fault(Map.of(
                        "method",
                        write == Write.OPEN ? "POST" : "PUT",
                        "path",
                        "/sandbox/zendesk/api/v2/tickets",
                        "kind",
                        "DROP_ANSWER"));
    }

    @Override
    protected void limitNextCall(int retryAfterSeconds) {
        sandbox.server()
                .fault(Map.of(
                        "path",
                        "/sandbox/zendesk",
                        "kind",
                        "STATUS",
                        "status",
                        429,
                        "headers",
                        Map.of("Retry-After", String.valueOf(retryAfterSeconds))));
    }
}
