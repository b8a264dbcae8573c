package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.DeskContractTest;
import io.deskbridge.core.Comment;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Ticket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** In a software project, where a first line says what is public. */
class JiraDeskContractTest extends DeskContractTest {
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
        return sandbox.desk(sandbox.settings(Map.of("api-token", "a-wrong-token")));
    }

    @Override
    protected List<String> secrets() {
        return List.of(
                Sandbox.TOKEN,
                "a-wrong-token",
                Base64.getEncoder().encodeToString("hub@sandbox.example:a-wrong-token".getBytes()));
    }

    @Override
    protected List<Seen> seen(String externalId) {
        return sandbox.filedUnder(externalId).stream().map(this::seen).toList();
    }

    private Seen seen(JsonNode issue) {
        var entries = new ArrayList<SeenEntry>();
        String first = issue.path("body").asText();
        entries.add(new SeenEntry(true, issue.path("reporter").asText(), first));
        var ticket = new Ticket("jira", issue.path("id").asText(), Optional.empty());
        List<JsonNode> comments = sandbox.comments(ticket);
        for (int i = 0; i < comments.size(); i++) {
            JsonNode shown = issue.path("comments").get(i);
            boolean isNote =
                    comments.get(i).at("/properties/0/value/kind").asText().equals("note");
            entries.add(new SeenEntry(
                    !isNote, shown.path("author").asText(), shown.path("body").asText()));
        }
        // the project has no customers: the issue says itself who asks
        return new Seen(
                ticket.id(),
                issue.path("summary").asText(),
                first.lines().findFirst().orElse(""),
                entries);
    }

    @Override
    protected void agentAnswers(Ticket ticket, String agent, String text) {
        sandbox.comment(ticket, "agent-" + agent, "#public\n" + text);
    }

    @Override
    protected void agentNotes(Ticket ticket, String agent, String text) {
        sandbox.comment(ticket, "agent-" + agent, text);
    }

    @Override
    protected void agentSolves(Ticket ticket) {
        sandbox.move(ticket, "Done");
    }

    @Override
    protected void agentMakesPrivate(Comment comment) {
        sandbox.edit(comment.ticket(), comment.id().value(), Map.of("body", Document.of("too early")));
    }

    @Override
    protected void dropTheAnswerOf(Write write) {
        sandbox.server()
                .fault(Map.of("method", "POST", "path", "/sandbox/jira/rest/api/3/issue", "kind", "DROP_ANSWER"));
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
                        Map.of("Retry-After", String.valueOf(retryAfterSeconds))));
    }
}
