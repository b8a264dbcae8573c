package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.store.Committer;
import io.deskbridge.store.KeptFiles;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.ReplyState;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's mailbox, between a real mail server and the hub. */
class MailRecipeTest {
    private static final String[] RECIPES = {"support-mails", "support-replies"};

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private GreenMailUser support;
    private GreenMailUser anna;
    private RecipeRun run;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        server.start();
        support = server.setUser("support@acme.example", "support@acme.example", "secret");
        anna = server.setUser("anna@home.example", "anna", "secret");
        run = new RecipeRun(
                folder,
                "support",
                Map.of(
                        "imaps:imap.acme.example",
                                "imap:127.0.0.1:" + server.getImap().getPort(),
                        "smtps:smtp.acme.example",
                                "smtp:127.0.0.1:" + server.getSmtp().getPort(),
                        "delay: \"20000\"", "delay: \"100\"\n        initialDelay: \"50\""),
                RECIPES);
    }

    @AfterEach
    void stop() {
        run.close();
        server.stop();
    }

    private void arrives(String mail) throws Exception {
        byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        server.getManagers()
                .getImapHostManager()
                .getInbox(support)
                .appendMessage(
                        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)),
                        new Flags(),
                        new Date());
    }

    private static String mail(String id, String more, String body) {
        return "From: Anna Berg <Anna@home.example>\nTo: support@acme.example\nDate: Mon, 5 Jan 2026 10:00:00 +0100 (CET)\n"
                + "Message-ID: <" + id + "@home.example>\nSubject: Where is my parcel?\n" + more + "MIME-Version: 1.0\n"
                + (body.startsWith("Content-Type") ? body : "Content-Type: text/plain; charset=utf-8\n\n" + body);
    }

    private static String withFiles(byte[]... files) {
        var body = new StringBuilder(
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee here.\n");
        for (int i = 0; i < files.length; i++) {
            body.append("--b\nContent-Type: image/png; name=\"../photo")
                    .append(i)
                    .append(".png\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n")
                    .append(Base64.getMimeEncoder().encodeToString(files[i]).replace("\r", ""))
                    .append('\n');
        }
        return body + "--b--\n";
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String thread(String id) {
        return "<" + id + "@home.example>";
    }

    private int inInbox() throws Exception {
        return server.getManagers().getImapHostManager().getInbox(support).getMessageCount();
    }

    private List<String> inFolder(String name) throws Exception {
        return server.getManagers().getImapHostManager().getFolder(support, name).getNonDeletedMessages().stream()
                .map(stored -> {
                    try {
                        return stored.getMimeMessage().getMessageID();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private List<MimeMessage> toAnna() throws Exception {
        return server.getManagers().getImapHostManager().getInbox(anna).getNonDeletedMessages().stream()
                .map(stored -> stored.getMimeMessage())
                .toList();
    }

    @Test
    void a_mail_becomes_a_ticket_and_leaves_the_inbox_and_the_answer_goes_back_in_its_thread() throws Exception {
        run.app.start();
        arrives(mail("1", "", "Hello,\nit is late.\n"));

        run.ticket(thread("1"));
        Entry entry = run.entries(thread("1")).get(0);
        assertThat(entry.text())
                .startsWith("Where is my parcel?\n\nHello,\nit is late.\n\n———\nAnna Berg (@Anna@home.example) · Custom"
                        + " · direct message #1 · 2026-01-05 09:00 UTC");
        soon(() -> assertThat(inInbox()).isZero());
        assertThat(inFolder("Taken")).containsExactly(thread("1"));

        run.app.otherDesk.file("bill", new Media("bill.pdf", "application/pdf", bytes(5_000)));
        run.app.otherDesk.comment(
                run.ticket(thread("1")),
                "It comes today, ümlaut.\n.\n\nMia",
                Attachment.of(Attachment.Type.FILE, "bill").named("bill.pdf").typed("application/pdf"));

        soon(() -> assertThat(toAnna()).hasSize(1));
        MimeMessage answer = toAnna().get(0);
        assertThat(answer.getSubject()).isEqualTo("Re: Where is my parcel?");
        assertThat(answer.getFrom()[0]).hasToString("Acme Support <support@acme.example>");
        assertThat(answer.getAllRecipients()[0]).hasToString("Anna Berg <Anna@home.example>");
        assertThat(answer.getHeader("In-Reply-To", null)).isEqualTo(thread("1"));
        assertThat(answer.getHeader("References", null)).isEqualTo(thread("1"));
        var parts = (jakarta.mail.Multipart) answer.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo("It comes today, ümlaut.\n.\n\nMia");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(bytes(5_000));
        soon(() -> assertThat(run.replies(thread("1"))).singleElement().satisfies(reply -> {
            assertThat(reply.state()).isEqualTo(ReplyState.PUBLISHED);
            assertThat(reply.sentId()).hasValue(answer.getMessageID());
        }));

        // what Anna writes to the answer alone, and to her own mail, belongs to the same ticket
        arrives(mail("2", "In-Reply-To: " + answer.getMessageID() + "\n", "Thanks!\n"));
        arrives(mail("3", "References: <unknown@elsewhere> " + thread("2") + "\n", "Still here?\n"));
        soon(() -> assertThat(run.entries(thread("1")))
                .extracting(other -> other.message().id().value())
                .containsExactly(thread("1"), thread("2"), thread("3")));
        assertThat(run.app.otherDesk.cases()).hasSize(1);
        assertThat(run.app.otherDesk.cases().get(0).writes()).isLessThanOrEqualTo(3);
    }

    @Test
    void files_wait_on_disk_until_the_desk_has_them_and_are_forgotten_then() throws Exception {
        run.app.otherDesk.fails(() -> new Failure.Unavailable("the desk is down"));
        run.app.start();
        byte[] photo = bytes(200_000);
        arrives(mail("f", "", withFiles(photo, bytes(10))));
        soon(() -> assertThat(inInbox()).isZero());
        assertThat(run.rows(thread("f"))).singleElement().matches(row -> row.state() == MessageState.WAITING);
        run.app.bean(KeptFiles.class).forgetEnded();
        assertThat(run.app.bean(KeptFiles.class).count()).isEqualTo(2);

        run.app.restart();
        run.app.otherDesk.works();
        run.ticket(thread("f"));

        Entry entry = run.entries(thread("f")).get(0);
        List<Attachment> attached = entry.message().attachments();
        assertThat(attached).hasSize(2);
        assertThat(attached.get(0).name()).hasValue("__photo0.png");
        Media file = entry.media().fetch(attached.get(0), photo.length);
        assertThat(file.bytes()).isEqualTo(photo);
        assertThat(entry.media().fetch(attached.get(1), 10).bytes()).isEqualTo(bytes(10));
        assertThatThrownBy(() -> entry.media().fetch(attached.get(0), photo.length - 1L))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessage("the attachment is larger than 199999 bytes");

        run.app.bean(KeptFiles.class).forgetEnded();
        assertThat(run.app.bean(KeptFiles.class).count()).isZero();
        assertThatThrownBy(() -> entry.media().fetch(attached.get(0), photo.length))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("is not kept any more");
    }

    @Test
    void no_more_of_a_mails_files_is_kept_than_the_limit_and_what_is_beyond_is_named() throws Exception {
        run.app.with("deskbridge.hub.max-attachment-bytes", "1000").start();
        arrives(mail("l", "", withFiles(bytes(600), bytes(5_000), bytes(400), bytes(1))));
        run.ticket(thread("l"));

        Entry entry = run.entries(thread("l")).get(0);
        List<Attachment> attached = entry.message().attachments();
        assertThat(attached)
                .extracting(one -> one.name().orElseThrow())
                .hasSize(4)
                .contains("__photo1.png");
        assertThat(entry.media().fetch(attached.get(0), 1_000).bytes()).isEqualTo(bytes(600));
        assertThat(entry.media().fetch(attached.get(2), 1_000).bytes()).isEqualTo(bytes(400));
        for (int beyond : new int[] {1, 3}) {
            assertThatThrownBy(() -> entry.media().fetch(attached.get(beyond), 10_000))
                    .isInstanceOf(Failure.Rejected.class)
                    .hasMessageContaining("was too large to be kept");
        }
        assertThat(run.app.bean(KeptFiles.class).count()).isEqualTo(2);
    }

    @Test
    void a_mail_that_comes_again_after_a_crash_is_one_message() throws Exception {
        run.app.start();
        arrives(mail("1", "", withFiles(bytes(100))));
        run.ticket(thread("1"));
        soon(() -> assertThat(inInbox()).isZero());
        run.app.bean(KeptFiles.class).forgetEnded();
        run.app.stop();

        arrives(mail("1", "", withFiles(bytes(100)))); // as if the crash had come before it was moved
        arrives(mail("2", "References: " + thread("1") + "\n", "And?\n"));
        run.app.start();

        soon(() -> assertThat(run.entries(thread("1"))).hasSize(2));
        soon(() -> assertThat(inInbox()).isZero());
        assertThat(run.rows(thread("1"))).hasSize(2);
        assertThat(run.app.bean(KeptFiles.class).count()).isZero();
    }

    @Test
    void a_mail_stays_in_the_inbox_until_it_is_on_disk() throws Exception {
        run.app
                .with("deskbridge.channels.support.type", "custom")
                .bean("door", new Object())
                .start();
        run.app.bean(Committer.class).close(); // the ledger takes nothing any more
        arrives(mail("1", "", "Hello\n"));
        var consumer = (ScheduledPollConsumer)
                run.app.bean(CamelContext.class).getRoute("support-mails").getConsumer();
        long polls = consumer.getCounter();
        soon(() -> assertThat(consumer.getCounter()).isGreaterThan(polls + 2));
        assertThat(inInbox()).isEqualTo(1);
        assertThat(inFolder("INBOX")).containsExactly(thread("1"));

        run.app.restart();
        run.ticket(thread("1"));
        soon(() -> assertThat(inInbox()).isZero());
    }

    @Test
    void broken_and_hostile_mails_stop_nothing_and_are_data() throws Exception {
        run.app.start();
        String words = "${camelContext.stop} #{1+1} {{support-password}} ${header.CamelFileName}";
        arrives("From: =?utf-8?q?${body}?= <mallory@evil.example>\nMessage-ID: <h1@evil>\nSubject: " + words
                + "\nCamelFileName: /tmp/x\nCamelToEndpoint: log:x\nmoveTo: Evil\ndelete: true\ncopyTo: Evil\n"
                + "DeskbridgeSentId: x\nContent-Type: text/html\n\n<p>Hi <script>alert(1)</script><b>there</b></p>"
                + "<img src=x onerror=alert(1)>\n");
        arrives("Message-ID: <h2@evil>\nFrom: <><\nDate: never\nSubject: =?x-unknown?q?=FF?=\n"
                + "Content-Type: multipart/mixed; boundary=\"\n\nno parts\n");
        arrives("Message-ID: <h3@evil>\nFrom: a@evil.example\nContent-Type: text/plain; charset=\"no such\"\n"
                + "Content-Transfer-Encoding: unheard-of\n\nwords\n");
        arrives("Message-ID: <" + "x".repeat(5_000) + "@evil>\nFrom: a@evil.example\nSubject: long\n\nlong id\n");
        arrives("\n\n");
        arrives(mail("good", "", "after all of them\n"));

        run.ticket(thread("good"));
        run.ticket("<h1@evil>");
        Entry entry = run.entries("<h1@evil>").get(0);
        assertThat(entry.text()).startsWith(words + "\n\nHi there\n\n———\n${body} (@mallory@evil.example)");
        run.ticket("<h2@evil>");
        run.ticket("<h3@evil>");
        assertThat(run.entries("<h3@evil>").get(0).text()).contains("not readable here: a part of the mail is broken");
        soon(() -> assertThat(run.app.otherDesk.cases()).hasSizeGreaterThanOrEqualTo(5));
        // GreenMail hands the second one out by its headers alone, and cannot move it
        assertThat(run.entries("<h2@evil>").get(0).text()).contains("the mail server does not hand the mail out");
        soon(() -> assertThat(inFolder("Taken")).contains("<h1@evil>", "<h3@evil>", thread("good")));
        soon(() -> assertThat(inInbox()).isLessThanOrEqualTo(1));
        assertThat(server.getManagers().getImapHostManager().getFolder(support, "Evil"))
                .isNull();
        run.unharmed(RECIPES);
    }

    @Test
    void machines_are_dismissed_and_reports_come_to_the_agent() throws Exception {
        run.app.start();
        arrives(mail("1", "", "Hello\n"));
        run.app.otherDesk.comment(run.ticket(thread("1")), "It comes.");
        soon(() -> assertThat(toAnna()).hasSize(1));
        String sent = toAnna().get(0).getMessageID();

        arrives(mail("away", "In-Reply-To: " + sent + "\nAuto-Submitted: auto-replied\n", "I am away.\n"));
        arrives("From: MAILER-DAEMON@home.example\nMessage-ID: <b@home.example>\nSubject: Undelivered\n"
                + "Auto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status;"
                + " boundary=b\n\n--b\nContent-Type: text/plain\n\nNo such user.\n--b\n"
                + "Content-Type: message/delivery-status\n\nAction: failed\n\n--b\nContent-Type: message/rfc822\n\n"
                + "Message-ID: " + sent + "\nSubject: Re: x\n\nIt comes.\n--b--\n");
        arrives("From: support@acme.example\nMessage-ID: <own@acme.example>\nSubject: hello\n\nown words\n");

        soon(() -> assertThat(run.entries(thread("1"))).hasSize(2));
        assertThat(run.entries(thread("1")).get(1).text()).startsWith("Undelivered\n\nNo such user.");
        soon(() -> assertThat(run.rows(thread("1")))
                .anyMatch(row -> row.reason().equals("an automatic answer of a mail program")));
        soon(() -> assertThat(run.rows("<own@acme.example>"))
                .singleElement()
                .matches(row -> row.state() == MessageState.DISMISSED));
    }

    @Test
    void an_answer_goes_to_the_reply_address_and_a_customer_without_one_is_told_to_the_agent() throws Exception {
        run.app.start();
        arrives(mail("r", "Reply-To: anna@home.example\n", "by a form\n")
                .replace("Anna Berg <Anna@home.example>", "form@acme.example"));
        arrives("From: nobody\nMessage-ID: <n@x.example>\nSubject: hi\n\nhello\n");
        run.app.otherDesk.comment(run.ticket(thread("r")), "To the form's customer");
        run.app.otherDesk.comment(run.ticket("<n@x.example>"), "To nobody");

        soon(() -> assertThat(toAnna()).hasSize(1));
        soon(() -> assertThat(run.replies("<n@x.example>")).singleElement().satisfies(reply -> {
            assertThat(reply.state()).isEqualTo(ReplyState.FAILED);
            assertThat(reply.reason()).contains("takes no mail");
        }));
    }
}
