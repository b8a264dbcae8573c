package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Source;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private GreenMailUser hub;
    private MailDesk desk;

    @BeforeEach
    void start() {
        server.start();
        hub = server.setUser("hub@desk.example", "hub", "secret");
        desk = desk(server.getImap().getPort());
    }

    @AfterEach
    void stop() {
        desk.close();
        server.stop();
    }

    private MailDesk desk(int imapPort) {
        var settings = new MailSettings(
                "team@desk.example",
                "",
                "hub@desk.example",
                "",
                List.of(),
                new MailSettings.Smtp(
                        "127.0.0.1", server.getSmtp().getPort(), "hub", Secret.of("secret"), Tls.NONE, ""),
                new MailSettings.Imap("127.0.0.1", imapPort, "hub", Secret.of("secret"), Tls.NONE, "", "INBOX"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                1000);
        var context = new AccountContext(
                "mailbox",
                call -> {
                    throw new IllegalStateException("a mailbox needs no HTTP");
                },
                new MemoryTokens(),
                Clock.systemUTC());
        return new MailDesk(settings, SandboxServer.LIMITS, context);
    }

    private Source<Comment> inbox() {
        return desk.sources().get(0);
    }

    private void arrives(String mail) throws Exception {
        hub.deliver(Mails.parsed(mail, StandardCharsets.UTF_8));
    }

    private void answer(String id, String text) throws Exception {
        arrives("From: mia@desk.example\nTo: hub+" + Mails.TOKEN + "@desk.example\nMessage-ID: <" + id + "@mia>\n"
                + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text + "\n");
    }

    @Test
    void many_mails_come_in_batches_oldest_first() throws Exception {
        for (int i = 0; i < 60; i++) {
            answer("m" + i, "answer " + i);
        }

        var first = inbox().poll(Cursor.START);
        var second = inbox().poll(first.next());

        assertThat(first.items()).hasSize(50).first().extracting(Comment::text).isEqualTo("answer 0");
        assertThat(first.more()).isTrue();
        assertThat(second.items()).hasSize(10).last().extracting(Comment::text).isEqualTo("answer 59");
        assertThat(second.more()).isFalse();
        assertThat(inbox().poll(second.next()).next()).isEqualTo(second.next());
    }

    @Test
    void a_mail_that_cannot_be_read_holds_up_nothing() throws Exception {
        answer("before", "before");
        arrives("From: <<>>,,\nTo: \"\nDate: never\nMessage-ID: x\nSubject: =?x?q?=ZZ?=\n\n\u0001");
        arrives("From: mia@desk.example\nTo: hub+" + Mails.TOKEN + "@desk.example\nMessage-ID: <broken@mia>\n"
                + "Content-Type: text/plain\nContent-Transfer-Encoding: nonsense\n\nwords\n");
        answer("after", "after");

        assertThat(inbox().poll(Cursor.START).items())
                .extracting(Comment::text)
                .as("the readable ones, and an empty one that makes the hub ask the agent")
                .containsExactly("before", "", "after");
    }

    @Test
    void new_uids_of_the_mailbox_make_recent_mails_come_again_under_their_old_names() throws Exception {
        answer("one", "one");
        var before = inbox().poll(Cursor.START);
        var elsewhere = new InboxCursor(InboxCursor.of(before.next()).validity() + 1, 4711);

        var again = inbox().poll(elsewhere.cursor());

        assertThat(again.items())
                .extracting(Comment::id)
                .containsExactly(before.items().get(0).id());
        assertThat(again.next()).isEqualTo(before.next());
    }

    @Test
    void attachments_are_fetched_by_their_reference_within_the_limit() throws Exception {
        arrives("From: mia@desk.example\nTo: hub+" + Mails.TOKEN + "@desk.example\nMessage-ID: <a@mia>\n"
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nlook\n--b\n"
                + "Content-Type: application/octet-stream; name=a.png\nContent-Disposition: attachment; filename=a.png\n"
                + "Content-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUg==\n--b--\n");
        Attachment attachment =
                inbox().poll(Cursor.START).items().get(0).attachments().get(0);

        var media = desk.fetch(attachment, 1000);

        assertThat(media.name()).isEqualTo("a.png");
        assertThat(media.mimeType()).isEqualTo("image/png");
        assertThat(media.bytes()).hasSize(16);
        assertThatThrownBy(() -> desk.fetch(attachment, 15)).isInstanceOf(Failure.Rejected.class);
        var moved = Attachment.of(Attachment.Type.FILE, attachment.reference().replaceFirst(":\\d+:", ":1:"));
        assertThatThrownBy(() -> desk.fetch(moved, 1000)).isInstanceOf(Failure.Rejected.class);
        assertThatThrownBy(() -> desk.fetch(Attachment.of(Attachment.Type.FILE, "imap:1:1:../x"), 1))
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void reading_marks_nothing_as_read() throws Exception {
        answer("one", "one");
        inbox().poll(Cursor.START);

        assertThat(server.getReceivedMessages()).hasSize(1).allSatisfy(mail -> assertThat(
                        mail.isSet(jakarta.mail.Flags.Flag.SEEN))
                .isFalse());
    }

    @Test
    void a_new_mail_is_told_at_once_and_nothing_after_the_end() throws Exception {
        var told = new AtomicInteger();
        AutoCloseable listening = inbox().listen(told::incrementAndGet);
        await().atMost(Duration.ofSeconds(10)).until(() -> told.get() == 1);

        answer("one", "one");
        await().atMost(Duration.ofSeconds(10)).until(() -> told.get() >= 2);

        listening.close();
        int atTheEnd = told.get();
        answer("two", "two");
        await().during(Duration.ofMillis(500)).until(() -> told.get() == atTheEnd);
    }

    @Test
    void a_listener_outlives_a_server_that_goes_away_and_comes_back() {
        int port = server.getImap().getPort();
        var told = new AtomicInteger();
        var patient = desk(port);
        var unused = patient.sources().get(0).listen(told::incrementAndGet);
        await().atMost(Duration.ofSeconds(10)).until(() -> told.get() == 1);

        server.stop();
        var back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        back.setUser("hub@desk.example", "hub", "secret");
        back.start();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> told.get() >= 2);
        } finally {
            back.stop();
        }
        assertThat(unused).isNotNull();
    }

    @Test
    void a_mailbox_that_is_not_there_is_unavailable_and_keeps_the_cursor() {
        int port = server.getImap().getPort();
        server.stop();

        assertThatThrownBy(() -> inbox().poll(Cursor.START))
                .isInstanceOf(Failure.Unavailable.class)
                .hasMessageContaining("IMAP 127.0.0.1:" + port);
    }

    private MailDesk refusing(ImapProxy proxy) {
        return desk(proxy.port());
    }

    @Test
    void a_mail_that_the_server_cannot_hand_out_now_keeps_the_cursor_and_comes_later() throws Exception {
        answer("one", "one");
        answer("two", "two");
        try (var proxy = new ImapProxy(server.getImap().getPort());
                var patient = refusing(proxy)) {
            Source<Comment> source = patient.sources().get(0);
            proxy.refuse("FETCH 2 (BODY", "[SERVERBUG]");

            var first = source.poll(Cursor.START);
            assertThat(first.items()).extracting(Comment::text).containsExactly("one");
            assertThatThrownBy(() -> source.poll(first.next()))
                    .isInstanceOf(Failure.Unavailable.class)
                    .hasMessageContaining("mail 2");

            proxy.refuseNothing();
            assertThat(source.poll(first.next()).items())
                    .extracting(Comment::text)
                    .containsExactly("two");
        }
    }

    @Test
    void a_mail_that_is_never_handed_out_comes_without_words_in_the_end_and_blocks_nothing() throws Exception {
        answer("one", "one");
        answer("two", "two");
        try (var proxy = new ImapProxy(server.getImap().getPort());
                var patient = refusing(proxy)) {
            Source<Comment> source = patient.sources().get(0);
            proxy.refuse("FETCH 1 (BODY", "[UNAVAILABLE]");

            for (int poll = 1; poll < 5; poll++) {
                assertThatThrownBy(() -> source.poll(Cursor.START)).isInstanceOf(Failure.Unavailable.class);
            }
            assertThat(source.poll(Cursor.START).items())
                    .extracting(Comment::text)
                    .containsExactly("", "two");
        }
    }
}
