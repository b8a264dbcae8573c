package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All ways in which a mail can come into the hub's mailbox, at once for one ticket of a running hub, over SMTP and IMAP. */
class MailWaysThroughTheHubTest {
    private static final String ANSWER = "It ships today.";

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private GreenMailUser hub;
    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        server.start();
        hub = server.setUser("hub@desk.example", "hub", "secret");
        server.setUser("team@desk.example", "team", "secret");
        app = new HubApp(folder)
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:mailbox'}"))
                .route("out", Yaml.route("out", "desk:mailbox", "to: {uri: 'channel:origin'}"))
                .with("deskbridge.desks.mailbox.type", "mail")
                .with("deskbridge.desks.mailbox.team", "team@desk.example")
                .with("deskbridge.desks.mailbox.reply-address", "hub@desk.example")
                .with("deskbridge.desks.mailbox.pace", "1s");
        for (String side : List.of("smtp", "imap")) {
            int port = side.equals("smtp")
                    ? server.getSmtp().getPort()
                    : server.getImap().getPort();
            String key = "deskbridge.desks.mailbox." + side + ".";
            app.with(key + "host", "127.0.0.1")
                    .with(key + "port", String.valueOf(port))
                    .with(key + "user", "hub")
                    .with(key + "password", "secret")
                    .with(key + "tls", "none");
        }
        app.start();
    }

    @AfterEach
    void stop() {
        app.close();
        server.stop();
    }

    /** One mail of the file; its answer, if it has one, says which one it is. */
    private record Way(String end, String name, String mail, String words) {}

    private static List<Way> ways(String token) throws IOException {
        String all;
        try (var stream = MailWaysThroughTheHubTest.class.getResourceAsStream("/io/deskbridge/desk/mail/ways.txt")) {
            all = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        var ways = new ArrayList<Way>();
        for (String one : all.substring(all.indexOf("\n### ") + 1).split("(?m)^### ")) {
            if (!one.isBlank()) {
                String[] head = one.split("\n", 2);
                String[] named = head[0].split(": ", 2);
                String words = "It ships in " + ways.size() + " days.";
                ways.add(new Way(
                        named[0], named[1], head[1].replace("TOKEN", token).replace(ANSWER, words), words));
            }
        }
        return ways;
    }

    private void arrive(List<Way> ways) throws Exception {
        var folder = server.getManagers().getImapHostManager().getInbox(hub);
        for (Way way : ways) {
            String mail = "Message-ID: <way-" + ways.indexOf(way) + "@desk.example>\n" + way.mail();
            var flags = new Flags();
            if (way.name().contains("flagged as a draft")) {
                flags.add(Flags.Flag.DRAFT);
            }
            byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            folder.appendMessage(
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)),
                    flags,
                    new Date());
        }
    }

    /** What the hub mailed to the team beside the ticket itself. */
    private List<String> noteTexts() {
        return app.noteRows("t").stream().map(note -> note.text()).toList();
    }

    @Test
    void of_all_ways_to_send_a_mail_the_agents_answers_are_published_and_nothing_else() throws Exception {
        app.post("1", "t", "where is my parcel?");
        soon(() -> assertThat(app.messages("t").get(0).ticketId()).isPresent());
        List<Way> ways = ways(app.messages("t").get(0).ticketId().orElseThrow());
        // what hangs on it, the fake network does not take
        List<String> answers = ways.stream()
                .filter(way -> way.end().equals("answer") && !way.mail().contains("bill.pdf"))
                .map(Way::words)
                .toList();
        long others = ways.stream().filter(way -> !way.end().equals("inside")).count() - answers.size();

        arrive(ways);

        soon(() -> assertThat(app.published("t")).hasSizeGreaterThanOrEqualTo(answers.size()));
        assertThat(app.published("t")).containsExactlyInAnyOrderElementsOf(answers);
        soon(() -> assertThat(noteTexts().stream().filter(note -> note.startsWith("✗ Not published")))
                .hasSize((int) others));
        soon(() -> assertThat(noteTexts().stream().filter(note -> note.startsWith("☝")))
                .as("one for all senders that are not believed, one for all copies")
                .hasSize(2));
        assertThat(app.comments("t")).hasSize((int) (answers.size() + others));
        assertThat(app.network.published()).hasSize(answers.size());
    }
}
