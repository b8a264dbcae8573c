package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.DeskMessages;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Handover;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.http.HttpLimits;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.HeaderTerm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The desk against a real Postfix and Dovecot with a self-signed certificate, where they run. */
@Tag("lab")
class MailLabIT {
    private static final int SUBMISSION = 18587;
    private static final int IMAPS = 18993;
    private static final String CERTIFICATE =
            Optional.ofNullable(System.getenv("DESKBRIDGE_LAB_MAIL_CERT")).orElse("/tmp/lab/run/mail/cert.pem");
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), 16, 64);

    private final DeskMessages messages = new DeskMessages();
    private final MailDesk desk = desk("labpassword", CERTIFICATE);

    @BeforeEach
    void labRuns() {
        for (int port : new int[] {SUBMISSION, IMAPS}) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            } catch (IOException e) {
                Assumptions.abort("no mail server on port " + port + "; start the lab's Postfix and Dovecot");
            }
        }
        Assumptions.assumeTrue(Files.exists(Path.of(CERTIFICATE)), "no certificate at " + CERTIFICATE);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static MailDesk desk(String password, String certificate) {
        var settings = new MailSettings(
                "agent@lab.test",
                "",
                "hub@lab.test",
                "",
                List.of(),
                new MailSettings.Smtp(
                        "localhost", SUBMISSION, "hub@lab.test", Secret.of(password), Tls.STARTTLS, certificate),
                new MailSettings.Imap(
                        "localhost", IMAPS, "hub@lab.test", Secret.of(password), Tls.TLS, certificate, "INBOX"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                5_000_000);
        return new MailDesk(
                settings,
                LIMITS,
                new AccountContext(
                        "mailbox",
                        call -> {
                            throw new IllegalStateException("a mailbox needs no HTTP");
                        },
                        new MemoryTokens(),
                        Clock.systemUTC()));
    }

    /** The agent's own mailbox, read and written as a mail program does. */
    private static MailSettings.Imap agentsMailbox() {
        return new MailSettings.Imap(
                "localhost", IMAPS, "agent@lab.test", Secret.of("labpassword"), Tls.TLS, CERTIFICATE, "INBOX");
    }

    private static MimeMessage ticketMail(Ticket ticket) {
        String first = new MailIds("hub@lab.test").first(ticket.id());
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> new Mailbox(agentsMailbox(), LIMITS).visit(folder -> {
                            Message[] found = folder.search(new HeaderTerm("Message-ID", first));
                            return found.length == 0
                                    ? Optional.<MimeMessage>empty()
                                    : Optional.of(new MimeMessage((MimeMessage) found[0]));
                        }),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void agentAnswers(MimeMessage ticketMail, String text) throws Exception {
        var smtp = new MailSettings.Smtp(
                "localhost", SUBMISSION, "agent@lab.test", Secret.of("labpassword"), Tls.STARTTLS, CERTIFICATE);
        var answer = (MimeMessage) ticketMail.reply(false);
        answer.setFrom(new InternetAddress("agent@lab.test", "Mia Agentin"));
        answer.setText(text + "\n\nAm 22.11.2026 um 10:00 schrieb Anna:\n> " + PlainBody.MARKER + "\n", "UTF-8");
        answer.saveChanges();
        try (var door = new SmtpDoor(smtp, LIMITS, "agent@lab.test", Clock.systemUTC(), Handover.NONE)) {
            door.send(answer, answer.getAllRecipients());
        }
    }

    private Stream<Comment> commentsOf(Ticket ticket) {
        Stream<Comment> all = Stream.of();
        Cursor cursor = Cursor.START;
        boolean more = true;
        while (more) {
            var batch = desk.sources().get(0).poll(cursor);
            all = Stream.concat(all, batch.items().stream());
            cursor = batch.next();
            more = batch.more();
        }
        return all.filter(comment -> comment.ticket().id().equals(ticket.id()));
    }

    @Test
    void a_ticket_goes_out_and_the_agents_answer_comes_back_told_by_idle() throws Exception {
        desk.check();
        var news = new Semaphore(0);
        AutoCloseable listening = desk.sources().get(0).listen(news::release);
        assertThat(news.tryAcquire(10, TimeUnit.SECONDS)).as("listening").isTrue();

        Ticket ticket = desk.open(messages.ticket("Anna fragt: Grüße 👋🏽", Map.of(), messages.entry("Wo? 👋🏽 ä")));
        MimeMessage mail = ticketMail(ticket);
        assertThat(mail.getSubject()).startsWith("Anna fragt: Grüße 👋🏽 [DB-");
        await().atMost(Duration.ofSeconds(10)).until(() -> news.drainPermits() > 0);

        agentAnswers(mail, "Es ist unterwegs. Grüße 👋🏽");

        assertThat(news.tryAcquire(10, TimeUnit.SECONDS)).as("told by IDLE").isTrue();
        Comment comment = await().atMost(Duration.ofSeconds(10))
                .until(() -> commentsOf(ticket).findFirst(), Optional::isPresent)
                .orElseThrow();
        assertThat(comment.text()).isEqualTo("Es ist unterwegs. Grüße 👋🏽");
        assertThat(comment.agent().name()).isEqualTo("Mia Agentin");

        Ticket same = desk.append(ticket, messages.update(messages.entry("danke")));
        desk.note(ticket, messages.note("published"));
        assertThat(same).isEqualTo(ticket);
        assertThat(commentsOf(ticket)).hasSize(1);
        listening.close();
    }

    @Test
    void what_was_sent_is_found_by_its_key_and_nothing_else_is() {
        var entry = messages.entry("once");
        var next = messages.entry("next");
        Ticket ticket = desk.open(messages.ticket(entry));

        await().atMost(Duration.ofSeconds(5))
                .until(() -> desk.find(messages.trace(entry)).isPresent());
        var trace = new Trace(messages.externalId(), Optional.of(ticket), next.key());
        assertThat(desk.find(trace)).isEmpty();
        desk.append(ticket, messages.update(next));
        await().atMost(Duration.ofSeconds(5)).until(() -> desk.find(trace).isPresent());
    }

    @Test
    void a_wrong_password_is_unauthorized_on_both_ways() {
        var stranger = desk("not-the-password", CERTIFICATE);

        assertThatThrownBy(stranger::check)
                .isInstanceOf(Failure.Unauthorized.class)
                .hasMessageContaining("SMTP");
        assertThatThrownBy(() -> stranger.sources().get(0).poll(Cursor.START))
                .isInstanceOf(Failure.Unauthorized.class)
                .hasMessageContaining("IMAP");
    }

    @Test
    void a_certificate_that_is_not_trusted_is_refused_and_a_fingerprint_is_enough() throws Exception {
        assertThatThrownBy(desk("labpassword", "")::check).isInstanceOf(Failure.Unavailable.class);
        assertThatThrownBy(desk("labpassword", "sha256:" + "00".repeat(32))::check)
                .isInstanceOf(Failure.Unavailable.class);
        var factory = java.security.cert.CertificateFactory.getInstance("X.509");
        try (var pem = Files.newInputStream(Path.of(CERTIFICATE))) {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(factory.generateCertificate(pem).getEncoded());
            desk("labpassword", "sha256:" + java.util.HexFormat.of().formatHex(hash))
                    .check();
        }
    }
}
