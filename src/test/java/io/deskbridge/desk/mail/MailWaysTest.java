package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Secret;
import io.deskbridge.core.TicketNews;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All ways in which a mail can come into the hub's mailbox, in {@code ways.txt}, read from a mail server. What does not
 * come out here is nowhere in the hub: a mail has no other door, and once sent it cannot be changed.
 */
class MailWaysTest {
    private static final GreenMail SERVER = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    /** By the name of the way. */
    private static final Map<String, Comment> CAME_OUT = new HashMap<>();

    /** What the agents are told, by the name of the way. */
    private static final Map<String, TicketNews.Withheld> WITHHELD = new HashMap<>();

    /** One mail of the file. {@code end} says what becomes of it: {@code answer}, {@code told} or {@code inside}. */
    record Way(String end, String name, String mail) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Way> ways() {
        try (var stream = MailWaysTest.class.getResourceAsStream("ways.txt")) {
            String all = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var ways = new ArrayList<Way>();
            for (String one : all.substring(all.indexOf("\n### ") + 1).split("(?m)^### ")) {
                if (!one.isBlank()) {
                    String[] head = one.split("\n", 2);
                    String[] named = head[0].split(": ", 2);
                    ways.add(new Way(named[0], named[1], head[1].replace("TOKEN", Mails.TOKEN)));
                }
            }
            return ways;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Way> ending(String end) {
        return ways().stream().filter(way -> way.end().equals(end));
    }

    static Stream<Way> answers() {
        return ending("answer");
    }

    static Stream<Way> told() {
        return ending("told");
    }

    static Stream<Way> inside() {
        return ending("inside");
    }

    @BeforeAll
    static void readAll() throws Exception {
        SERVER.start();
        GreenMailUser hub = SERVER.setUser("hub@desk.example", "hub", "secret");
        var folder = SERVER.getManagers().getImapHostManager().getInbox(hub);
        var names = new HashMap<String, String>();
        for (Way way : ways()) {
            String id = "<way-" + names.size() + "@desk.example>";
            names.put(id, way.name());
            MimeMessage mail = Mails.parsed("Message-ID: " + id + "\n" + way.mail(), StandardCharsets.UTF_8);
            var flags = new Flags();
            if (way.name().contains("flagged as a draft")) {
                flags.add(Flags.Flag.DRAFT);
            }
            folder.appendMessage(mail, flags, new Date());
        }
        var settings = new MailSettings(
                "team@desk.example",
                "",
                "hub@desk.example",
                "",
                List.of(),
                new MailSettings.Smtp(
                        "127.0.0.1", SERVER.getSmtp().getPort(), "hub", Secret.of("secret"), Tls.NONE, ""),
                new MailSettings.Imap(
                        "127.0.0.1", SERVER.getImap().getPort(), "hub", Secret.of("secret"), Tls.NONE, "", "INBOX"),
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
        var desk = new MailDesk(settings, SandboxServer.LIMITS, context);
        Cursor cursor = Cursor.START;
        boolean more = true;
        while (more) {
            var batch = desk.sources().get(0).poll(cursor);
            batch.items().forEach(comment -> CAME_OUT.put(names.get(comment.id().value()), comment));
            batch.news().forEach(one -> {
                var withheld = (TicketNews.Withheld) one;
                WITHHELD.put(names.get(withheld.id().value()), withheld);
            });
            cursor = batch.next();
            more = batch.more();
        }
        desk.close();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_agents_answer_leaves_and_nothing_but_the_answer(Way way) {
        Comment comment = CAME_OUT.get(way.name());

        assertThat(comment).isNotNull();
        assertThat(comment.text()).isEqualTo("It ships today.");
        assertThat(comment.ticket().id()).isEqualTo(Mails.TOKEN);
        assertThat(comment.attachments())
                .allSatisfy(file -> assertThat(file.name()).contains("bill.pdf"));
    }

    @ParameterizedTest
    @MethodSource("told")
    void of_what_has_no_words_of_its_own_the_agent_is_told_and_nothing_leaves(Way way) {
        Comment comment = CAME_OUT.get(way.name());

        assertThat(comment).isNotNull();
        assertThat(comment.text()).isEmpty();
        assertThat(comment.attachments()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("inside")
    void what_is_no_answer_of_an_agent_does_not_leave(Way way) {
        assertThat(CAME_OUT).doesNotContainKey(way.name());
    }

    @ParameterizedTest
    @MethodSource("inside")
    void of_a_persons_mail_to_a_ticket_the_agents_are_told_why_it_stays_and_of_nothing_else(Way way) {
        String name = way.name();
        boolean sender = name.startsWith("a stranger")
                || name.startsWith("forged")
                || name.startsWith("the customer")
                || name.startsWith("two senders")
                || name.startsWith("an agent and a stranger")
                || name.startsWith("below the team")
                || name.equals("nobody");
        boolean copy = List.of("reply address in Cc only", "hub in Cc only", "hub in Cc, to nobody")
                .contains(name);

        TicketNews.Withheld told = WITHHELD.get(name);

        assertThat(told == null ? "" : told.once()).isEqualTo(sender ? "sender" : copy ? "copy" : "");
        if (told != null) {
            assertThat(told.ticket().id()).isEqualTo(Mails.TOKEN);
            assertThat(told.agent().name()).matches("[\\p{L}\\p{N}.@_+, ?-]{1,120}");
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void of_what_leaves_nothing_is_told(Way way) {
        assertThat(WITHHELD).doesNotContainKey(way.name());
    }
}
