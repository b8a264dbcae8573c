package io.deskbridge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.mainjob.RunningHub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A team's mailbox: a ticket is a thread of mails. Agents answer its newest mail, with that mail quoted below, and forward
 * to a colleague what customers must not see.
 */
final class TeamMails implements HelpDesk {
    private static final String MAILS = "/sandbox/mailbox/mails";
    private static final String HUB = "hub@sandbox.example";

    private final RunningHub hub;
    private final Map<String, Long> newest = new HashMap<>(); // by the ticket's reply address
    private long read;

    TeamMails(RunningHub hub) {
        this.hub = hub;
    }

    @Override
    public char letter() {
        return 'm';
    }

    @Override
    public String title() {
        return "mailbox";
    }

    /**
     * Below a closing formula a name with an address is what mail programs put there by themselves, and is cut off. Who means
     * it for the customer writes it behind the formula.
     */
    @Override
    public String worded(String text) {
        return text.replaceAll("(?i)(regards,?)\\s*\\n\\s*(?=[^\\n]*https?://)", "$1 ");
    }

    @Override
    public void answer(String ticket, String text) {
        write(ticket, "/replies", text);
    }

    @Override
    public void note(String ticket, String text) {
        write(ticket, "/forwards", text);
    }

    private void write(String ticket, String how, String text) {
        hub.call("POST", MAILS + "/" + newest(ticket) + how, "", Map.of("text", text, "agent", "Mia"));
    }

    private synchronized long newest(String ticket) {
        for (JsonNode mail : hub.call("GET", MAILS + "?after=" + read, "", null)) {
            read = mail.path("id").asLong();
            if (isOfHub(mail) && !mail.path("note").asBoolean()) {
                newest.put(mail.path("replyTo").asText(), read);
            }
        }
        String address = HUB.replace("@", "+" + ticket + "@");
        Long mail = newest.get(address);
        if (mail == null) {
            throw new AssertionError("the team has no mail with the reply address " + address);
        }
        return mail;
    }

    private static boolean isOfHub(JsonNode mail) {
        return mail.path("from").asText().contains(HUB);
    }

    @Override
    public List<Ticket> tickets() {
        var tickets = new LinkedHashMap<String, Ticket>();
        for (JsonNode mail : hub.call("GET", MAILS, "", null)) {
            if (isOfHub(mail)) {
                Ticket ticket = tickets.computeIfAbsent(
                        mail.path("thread").asText(), id -> new Ticket(id, new ArrayList<>(), new ArrayList<>()));
                (mail.path("note").asBoolean() ? ticket.notes() : ticket.entries())
                        .add(mail.path("text").asText());
            }
        }
        return List.copyOf(tickets.values());
    }
}
