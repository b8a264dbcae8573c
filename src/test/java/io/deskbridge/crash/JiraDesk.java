package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Jira with a service project, where agents choose between an answer to the customer and an internal comment, and a
 * software project that knows no customers: there a first line marks what is for them.
 */
final class JiraDesk implements HelpDesk {
    private static final String ROOT = "/sandbox/jira";
    private static final String ISSUE = ROOT + "/rest/api/3/issue";
    private static final String REQUEST = ROOT + "/rest/servicedeskapi/request";
    private static final String HUB = Web.basic("hub@sandbox.example:sandbox-jira-token");
    private static final String AGENT = Web.basic("agent-mia@sandbox.example:x");
    private static final String FOR_THE_CUSTOMER = "#public\n";

    private final World world;

    JiraDesk(World world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "jira";
    }

    /** One process is told, and the others poll. */
    @Override
    public void push(List<String> hubs) {
        world.call(
                "POST",
                ROOT + "/rest/webhooks/1.0/webhook",
                HUB,
                Map.of(
                        "name",
                        "Deskbridge",
                        "url",
                        hubs.get(0) + "/webhooks/desks/jira",
                        "events",
                        List.of("comment_created", "comment_updated"),
                        "secret",
                        "sandbox-jira-webhook-secret"));
    }

    @Override
    public List<String> writes() {
        return List.of("POST " + ISSUE, "POST " + REQUEST);
    }

    @Override
    public boolean isWatched() {
        return true;
    }

    @Override
    public List<Ticket> tickets() {
        var tickets = new ArrayList<Ticket>();
        world.call("GET", ROOT + "/issues?limit=1000000", "", null).forEach(issue -> tickets.add(0, read(issue)));
        return tickets;
    }

    private Ticket read(JsonNode issue) {
        var comments = new ArrayList<Ticket.Comment>();
        comments.add(Ticket.Comment.ofHub("", true, false, issue.path("body").asText()));
        issue.path("comments").forEach(comment -> {
            String id = comment.path("id").asText();
            String body = comment.path("body").asText();
            boolean isPublic = comment.path("public").asBoolean();
            comments.add(
                    comment.path("author").asText().equals("Deskbridge")
                            ? Ticket.Comment.ofHub(id, true, !isPublic, body)
                            : Ticket.Comment.ofSomebody(id, body));
        });
        return new Ticket(this, issue.path("key").asText(), comments);
    }

    private static boolean isRequest(Ticket ticket) {
        return ticket.id().startsWith("HELP-");
    }

    @Override
    public void answer(Ticket ticket, String words) {
        if (isRequest(ticket)) {
            request(ticket, words, true);
        } else {
            comment(ticket, FOR_THE_CUSTOMER + words);
        }
    }

    /** In a request the service desk's own word goes before any mark, so this one stays inside, too. */
    @Override
    public boolean remark(Ticket ticket, String words) {
        if (isRequest(ticket)) {
            request(ticket, FOR_THE_CUSTOMER + words, false);
            return true;
        }
        comment(ticket, words);
        return false;
    }

    private void request(Ticket ticket, String words, boolean isPublic) {
        world.call("POST", REQUEST + "/" + ticket.id() + "/comment", AGENT, Map.of("body", words, "public", isPublic));
    }

    /** As a document, each line a paragraph, as Jira's editor makes it. */
    private void comment(Ticket ticket, String words) {
        List<Map<String, Object>> paragraphs = Arrays.stream(words.split("\n"))
                .map(line -> Map.<String, Object>of(
                        "type", "paragraph", "content", List.of(Map.of("type", "text", "text", line))))
                .toList();
        world.call(
                "POST",
                ISSUE + "/" + ticket.id() + "/comment",
                AGENT,
                Map.of("body", Map.of("type", "doc", "version", 1, "content", paragraphs)));
    }
}
