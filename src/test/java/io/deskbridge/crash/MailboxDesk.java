package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A team that reads and answers its tickets as e-mails. What its agents say among themselves they forward to each other; what
 * is sent is at once there, so there is no moment in which two mails are being written into one thread.
 */
final class MailboxDesk implements HelpDesk {
    private static final String MAILS = "/sandbox/mailbox/mails";

    private final World world;
    private final Map<String, List<Ticket.Comment>> threads = new LinkedHashMap<>();
    private long newest;

    MailboxDesk(World world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "mailbox";
    }

    @Override
    public boolean isWatched() {
        return false;
    }

    @Override
    public synchronized List<Ticket> tickets() {
        for (JsonNode mail : world.call("GET", MAILS + "?box=team&after=" + newest, "", null)) {
            newest = mail.path("id").asLong();
            threads.computeIfAbsent(mail.path("thread").asText(), unused -> new ArrayList<>())
                    .add(read(mail));
        }
        return threads.entrySet().stream()
                .map(thread -> new Ticket(this, thread.getKey(), List.copyOf(thread.getValue())))
                .toList();
    }

    private static Ticket.Comment read(JsonNode mail) {
        String id = mail.path("id").asText();
        // the hub's first line says what kind of mail it is
        String body = mail.path("text").asText().replaceFirst("(?s)\\A.*?\n\n", "");
        boolean isNote = mail.path("note").asBoolean();
        return mail.path("from").asText().contains("<hub@sandbox.example>")
                ? Ticket.Comment.ofHub(id, !isNote, isNote, body)
                : Ticket.Comment.ofSomebody(id, body);
    }

    @Override
    public void answer(Ticket ticket, String words) {
        write("replies", ticket, words);
    }

    @Override
    public boolean remark(Ticket ticket, String words) {
        write("forwards", ticket, words);
        return false;
    }

    /** In answer to, or with, the newest mail that brought a customer's words. */
    private void write(String what, Ticket ticket, String words) {
        List<Ticket.Comment> entries = ticket.entries();
        String mail = entries.get(entries.size() - 1).id();
        world.call("POST", MAILS + "/" + mail + "/" + what, "", Map.of("text", words, "agent", "Mia"));
    }
}
