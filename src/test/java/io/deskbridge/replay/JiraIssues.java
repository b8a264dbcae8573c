package io.deskbridge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.mainjob.RunningHub;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project of Jira, where agents write documents, as its editor makes them. In the service project a comment is a reply to
 * the customer unless it is internal; in the software project it stays inside unless its first line says otherwise.
 */
final class JiraIssues implements HelpDesk {
    private static final String API = "/sandbox/jira/rest/api/3/";
    private static final String MIA = "Basic "
            + Base64.getEncoder().encodeToString("agent-mia@sandbox.example:x".getBytes(StandardCharsets.UTF_8));
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>]*[^\\s\"<>.,;:!?)]");

    private final RunningHub hub;
    private final String project;
    private final boolean service;

    private JiraIssues(RunningHub hub, String project, boolean service) {
        this.hub = hub;
        this.project = project;
        this.service = service;
    }

    static JiraIssues service(RunningHub hub) {
        return new JiraIssues(hub, "HELP", true);
    }

    static JiraIssues software(RunningHub hub) {
        return new JiraIssues(hub, "SOC", false);
    }

    @Override
    public char letter() {
        return service ? 's' : 'd';
    }

    @Override
    public String title() {
        return service ? "Jira, service" : "Jira, software";
    }

    @Override
    public void answer(String ticket, String text) {
        comment(ticket, Map.of("body", document(service ? text : "#public\n" + text)));
    }

    @Override
    public void note(String ticket, String text) {
        comment(
                ticket,
                service
                        ? Map.of(
                                "body",
                                document(text),
                                "properties",
                                List.of(Map.of("key", "sd.public.comment", "value", Map.of("internal", true))))
                        : Map.of("body", document(text)));
    }

    private void comment(String issue, Map<String, Object> body) {
        hub.call("POST", API + "issue/" + issue + "/comment", MIA, body);
    }

    private static Map<String, Object> document(String text) {
        var paragraphs = new ArrayList<Map<String, Object>>();
        for (String paragraph : text.split("\\n{2,}")) {
            var content = new ArrayList<Map<String, Object>>();
            for (String line : paragraph.split("\\n")) {
                if (!content.isEmpty()) {
                    content.add(Map.of("type", "hardBreak"));
                }
                line(line, content);
            }
            paragraphs.add(Map.of("type", "paragraph", "content", content));
        }
        return Map.of("type", "doc", "version", 1, "content", paragraphs);
    }

    /** The editor makes a link of each address. */
    private static void line(String line, List<Map<String, Object>> content) {
        Matcher address = ADDRESS.matcher(line);
        int done = 0;
        while (address.find()) {
            text(line.substring(done, address.start()), content);
            var link = Map.of("type", "link", "attrs", Map.of("href", address.group()));
            content.add(Map.of("type", "text", "text", address.group(), "marks", List.of(link)));
            done = address.end();
        }
        text(line.substring(done), content);
    }

    private static void text(String words, List<Map<String, Object>> content) {
        if (!words.isEmpty()) {
            content.add(Map.of("type", "text", "text", words));
        }
    }

    @Override
    public List<Ticket> tickets() {
        var tickets = new ArrayList<Ticket>();
        String token = "";
        do {
            var query = new LinkedHashMap<String, Object>();
            query.put("jql", "project = " + project + " ORDER BY created ASC");
            query.put("fields", List.of("description"));
            query.put("maxResults", 100);
            if (!token.isEmpty()) {
                query.put("nextPageToken", token);
            }
            JsonNode page = hub.call("POST", API + "search/jql", MIA, query);
            page.path("issues").forEach(issue -> tickets.add(ticket(issue)));
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty());
        return tickets;
    }

    private Ticket ticket(JsonNode issue) {
        String id = issue.path("id").asText();
        var entries = new ArrayList<String>();
        var notes = new ArrayList<String>();
        entries.add(words(issue.at("/fields/description")));
        int total;
        int start = 0;
        do {
            JsonNode page =
                    hub.call("GET", API + "issue/" + id + "/comment?maxResults=100&startAt=" + start, MIA, null);
            for (JsonNode comment : page.path("comments")) {
                String words = words(comment.path("body"));
                if (Entries.areIn(words)) {
                    entries.add(words);
                } else if (Entries.isNote(words)
                        && !(service && comment.path("jsdPublic").asBoolean(true))) {
                    notes.add(words);
                }
            }
            total = page.path("total").asInt();
            start += page.path("comments").size();
        } while (start < total);
        return new Ticket(id, entries, notes);
    }

    private static String words(JsonNode document) {
        var words = new StringBuilder();
        for (JsonNode paragraph : document.path("content")) {
            words.append(words.isEmpty() ? "" : "\n\n");
            for (JsonNode node : paragraph.path("content")) {
                words.append(
                        node.path("type").asText().equals("hardBreak")
                                ? "\n"
                                : node.path("text").asText());
            }
        }
        return words.toString();
    }
}
