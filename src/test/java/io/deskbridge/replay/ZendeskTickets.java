package io.deskbridge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.mainjob.RunningHub;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Zendesk: customers' messages are public comments, and an agent chooses for each comment whether it is one. */
final class ZendeskTickets implements HelpDesk {
    private static final String API = "/sandbox/zendesk/api/v2/tickets";
    private static final String MIA = "Basic "
            + Base64.getEncoder().encodeToString("agent-mia@sandbox.example/token:x".getBytes(StandardCharsets.UTF_8));

    private final RunningHub hub;

    ZendeskTickets(RunningHub hub) {
        this.hub = hub;
    }

    @Override
    public char letter() {
        return 'z';
    }

    @Override
    public String title() {
        return "Zendesk";
    }

    @Override
    public void answer(String ticket, String text) {
        comment(ticket, text, true);
    }

    @Override
    public void note(String ticket, String text) {
        comment(ticket, text, false);
    }

    private void comment(String ticket, String text, boolean isPublic) {
        hub.call(
                "PUT",
                API + "/" + ticket + ".json",
                MIA,
                Map.of("ticket", Map.of("comment", Map.of("body", text, "public", isPublic))));
    }

    @Override
    public List<Ticket> tickets() {
        var tickets = new ArrayList<Ticket>();
        for (JsonNode ticket : all(API + ".json", "tickets")) {
            String id = ticket.path("id").asText();
            var entries = new ArrayList<String>();
            var notes = new ArrayList<String>();
            for (JsonNode comment : all(API + "/" + id + "/comments.json", "comments")) {
                String body = comment.path("body").asText();
                if (Entries.areIn(body) && comment.path("public").asBoolean()) {
                    entries.add(body);
                } else if (Entries.isNote(body) && !comment.path("public").asBoolean(true)) {
                    notes.add(body);
                }
            }
            tickets.add(new Ticket(id, entries, notes));
        }
        return tickets;
    }

    private List<JsonNode> all(String path, String list) {
        var all = new ArrayList<JsonNode>();
        String after = "";
        boolean more = true;
        while (more) {
            JsonNode page = hub.call(
                    "GET",
                    path + "?page%5Bsize%5D=100" + (after.isEmpty() ? "" : "&page%5Bafter%5D=" + after),
                    MIA,
                    null);
            page.path(list).forEach(all::add);
            more = page.at("/meta/has_more").asBoolean(false);
            after = page.at("/meta/after_cursor").asText("");
        }
        return all;
    }
}
