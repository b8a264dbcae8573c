package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.DeskContractTest;
import io.deskbridge.core.Comment;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** In a service project, where Jira itself says what is public. */
class ServiceDeskContractTest extends DeskContractTest {
    static Sandbox sandbox;
    private final PolledDesk desk = sandbox.serviceDesk();

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
        var settings = new HashMap<>(Sandbox.service());
        settings.put("api-token", "a-wrong-token");
        return sandbox.desk(sandbox.settings(settings));
    }

    @Override
    protected List<String> secrets() {
        return List.of(Sandbox.TOKEN, "a-wrong-token");
    }

    @Override
    protected List<Seen> seen(String externalId) {
        return sandbox.filedUnder(externalId).stream()
                .map(ServiceDeskContractTest::seen)
                .toList();
    }

    private static Seen seen(JsonNode issue) {
        var entries = new ArrayList<SeenEntry>();
        String reporter = issue.path("reporter").asText();
        entries.add(new SeenEntry(true, reporter, issue.path("body").asText()));
        issue.path("comments")
                .forEach(comment -> entries.add(new SeenEntry(
                        comment.path("public").asBoolean(),
                        comment.path("author").asText(),
                        comment.path("body").asText())));
        return new Seen(issue.path("id").asText(), issue.path("summary").asText(), reporter, entries);
    }

    @Override
    protected void agentAnswers(Ticket ticket, String agent, String text) {
        sandbox.comment(ticket, "agent-" + agent, text);
    }

    @Override
    protected void agentNotes(Ticket ticket, String agent, String text) {
        sandbox.say(ticket, "agent-" + agent, text, false);
    }

    @Override
    protected void agentSolves(Ticket ticket) {
        sandbox.move(ticket, "Resolved");
    }

    @Override
    protected void agentMakesPrivate(Comment comment) {
        sandbox.edit(
                comment.ticket(),
                comment.id().value(),
                Map.of(
                        "body",
                        Document.of("too early"),
                        "properties",
                        List.of(Map.of("key", "sd.public.comment", "value", Map.of("internal", true)))));
    }

    @Override
    protected void dropTheAnswerOf(Write write) {
        sandbox.server()
                .fault(Map.of(
                        "method",
                        "POST",
                        "path",
                        write == Write.NOTE
                                ? "/sandbox/jira/rest/servicedeskapi/request"
                                : "/sandbox/jira/rest/api/3/issue",
                        "kind",
                        "DROP_ANSWER"));
    }

    @Override
    protected void limitNextCall(int retryAfterSeconds) {
        sandbox.server()
                .fault(Map.of(
                        "path",
                        "/sandbox/jira",
                        "kind",
                        "STATUS",
                        "status",
                        429,
                        "headers",
                        Map.of(
                                "Retry-After",
                                String.valueOf(retryAfterSeconds),
                                "RateLimit-Reason",
                                "jira-burst-based")));
    }
}
