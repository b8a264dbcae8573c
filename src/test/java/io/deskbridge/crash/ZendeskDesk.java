package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Zendesk: agents' comments are public or internal, and so are the hub's. */
final class ZendeskDesk implements HelpDesk {
    private static final String API = "/sandbox/zendesk/api/v2/";
    private static final String HUB = Web.basic("hub@sandbox.example/token:sandbox-zendesk-token");
    private static final String AGENT = Web.basic("agent-mia@sandbox.example/token:x");

    private final World world;

    ZendeskDesk(World world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "zendesk";
    }

    /** One process is told, and the others poll. */
    @Override
    public void push(List<String> hubs) {
        world.call(
                "POST",
                API + "webhooks",
                HUB,
                Map.of(
                        "webhook",
                        Map.of(
                                "name", "Deskbridge",
                                "endpoint", hubs.get(1 % hubs.size()) + "/webhooks/desks/zendesk",
                                "http_method", "POST",
                                "request_format", "json",
                                "status", "active")));
    }

    @Override
    public List<String> writes() {
        return List.of("POST " + API + "tickets", "PUT " + API + "tickets");
    }

    @Override
    public boolean isWatched() {
        return true;
    }

    @Override
    public List<Ticket> tickets() {
        var tickets = new ArrayList<Ticket>();
        world.call("GET", "/sandbox/zendesk/tickets?limit=1000000", "", null)
                .forEach(ticket -> tickets.add(0, read(ticket)));
        return tickets;
    }

    private Ticket read(JsonNode json) {
        var comments = new ArrayList<Ticket.Comment>();
        json.path("comments").forEach(comment -> {
            boolean isPublic = comment.path("public").asBoolean();
            String body = comment.path("body").asText();
            comments.add(Ticket.Comment.ofHub(comment.path("id").asText(), isPublic, !isPublic, body));
        });
        return new Ticket(this, json.path("id").asText(), comments);
    }

    @Override
    public void answer(Ticket ticket, String words) {
        comment(ticket, words, true);
    }

    @Override
    public boolean remark(Ticket ticket, String words) {
        comment(ticket, words, false);
        return false;
    }

    private void comment(Ticket ticket, String words, boolean isPublic) {
        world.call(
                "PUT",
                API + "tickets/" + ticket.id() + ".json",
                AGENT,
                Map.of("ticket", Map.of("comment", Map.of("body", words, "public", isPublic))));
    }
}
