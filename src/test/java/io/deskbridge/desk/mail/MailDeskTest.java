package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.DeskContractTest;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Comment;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.core.env.Environment;

class MailDeskTest extends DeskContractTest {
    private static final String PASSWORD = "sandbox-mail-password";
    private static final String WRONG = "not-the-password";

    static SandboxServer sandbox;
    static SmtpProxy proxy;
    static MemoryTokens tokens;
    static MailDesk desk;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
        proxy = new SmtpProxy(port("smtp-port"));
        tokens = new MemoryTokens();
        desk = desk(PASSWORD);
    }

    @AfterAll
    static void stop() throws Exception {
        desk.close();
        proxy.close();
        sandbox.close();
    }

    private static int port(String name) {
        return sandbox.bean(Environment.class).getRequiredProperty("deskbridge.sandbox.mailbox." + name, Integer.class);
    }

    private static MailDesk desk(String password) {
        var settings = new MailSettings(
                "team@sandbox.example",
                "",
                "hub@sandbox.example",
                "",
                List.of(),
                new MailSettings.Smtp(
                        "127.0.0.1", proxy.port(), "hub@sandbox.example", Secret.of(password), Tls.NONE, ""),
                new MailSettings.Imap(
                        "127.0.0.1",
                        port("imap-port"),
                        "hub@sandbox.example",
                        Secret.of(password),
                        Tls.NONE,
                        "",
                        "INBOX"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1_000_000);
        return new MailDesk(
                settings,
                SandboxServer.LIMITS,
                new AccountContext("mailbox", sandbox.http(), tokens, Clock.systemUTC()));
    }

    @Override
    protected PolledDesk desk() {
        return desk;
    }

    @Override
    protected PolledDesk deskWithWrongCredentials() {
        return desk(WRONG);
    }

    @Override
    protected List<String> secrets() {
        return List.of(PASSWORD, WRONG, tokens.get(TicketKeys.STORED_AS).orElseThrow());
    }

    private static List<JsonNode> mailsOf(String ticket) {
        String first = new MailIds("hub@sandbox.example").first(ticket);
        var mails = new ArrayList<JsonNode>();
        sandbox.call("GET", "/sandbox/mailbox/mails?box=team", "", null).forEach(mails::add);
        mails.removeIf(mail -> !mail.path("thread").asText().equals(first));
        return mails;
    }

    @Override
    protected List<Seen> seen(String externalId) {
        var tickets = new LinkedHashMap<String, Seen>();
        String id = new TicketKeys(tokens).ticket(externalId);
        for (JsonNode mail : mailsOf(id)) {
            var entry = new SeenEntry(
                    !mail.path("note").asBoolean(),
                    mail.path("from").asText(),
                    mail.path("text").asText().replace(PlainBody.MARKER, ""));
            // each mail without a thread of its own would be a ticket of its own
            boolean begins = mail.path("references").asText().isEmpty();
            String key =
                    begins ? mail.path("messageId").asText() + mail.path("id").asText() : "";
            if (begins) {
                tickets.put(
                        key,
                        new Seen(
                                id,
                                mail.path("subject").asText(),
                                mail.path("from").asText(),
                                new ArrayList<>()));
            }
            tickets.values().iterator().next().entries().add(entry);
        }
        return List.copyOf(tickets.values());
    }

    private static void agent(Ticket ticket, String what, String agent, String text) {
        JsonNode mail = mailsOf(ticket.id()).get(0);
        sandbox.call(
                "POST",
                "/sandbox/mailbox/mails/" + mail.path("id").asText() + "/" + what,
                "",
                Map.of("text", text, "agent", agent));
    }

    @Override
    protected void agentAnswers(Ticket ticket, String agent, String text) {
        agent(ticket, "replies", agent, text);
    }

    @Override
    protected void agentNotes(Ticket ticket, String agent, String text) {
        agent(ticket, "forwards", agent, text);
    }

    @Override
    protected void agentMakesPrivate(Comment comment) {
        assertThat(desk.publicNow(comment)).contains(comment);
        doesNotApply("a mail that was sent to the customer's address cannot be taken back");
    }

    @Override
    protected void dropTheAnswerOf(Write write) {
        proxy.dropTheNextAnswer();
    }

    @Override
    protected void limitNextCall(int retryAfterSeconds) {
        doesNotApply("a mail server refuses for the moment and does not say until when");
    }
}
