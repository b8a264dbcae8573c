package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Handover;
import io.deskbridge.core.Secret;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpDoorTest {
    private static SmtpDoor door(int port) {
        return door(port, Handover.NONE);
    }

    private static SmtpDoor door(int port, Handover handover) {
        var server = new MailSettings.Smtp("127.0.0.1", port, "hub", Secret.of("dont-tell"), Tls.NONE, "");
        return new SmtpDoor(server, SandboxServer.LIMITS, "hub@desk.example", Clock.systemUTC(), handover);
    }

    private static void send(SmtpDoor door) {
        try {
            MimeMessage mail = Mails.parsed("Subject: s\nMessage-ID: <1@x>\n\nwords\n", StandardCharsets.UTF_8);
            door.send(mail, new InternetAddress("team@desk.example"), new InternetAddress("hub@desk.example"));
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "greeting, cut, Unavailable",
        "greeting, hang, Unavailable",
        "greeting, 421 too busy, Unavailable",
        "AUTH, 535 5.7.8 no, Unauthorized",
        "AUTH, 454 4.7.0 later, Unavailable",
        "MAIL, cut, Unavailable",
        "MAIL, 530 5.7.0 log in first, Unauthorized",
        "MAIL, 452 4.3.1 disk full, Unavailable",
        "RCPT TO:<team, 450 4.2.0 greylisted, Unavailable",
        "RCPT TO:<team, 550 5.1.1 no such user, Rejected",
        "RCPT TO:<hub, 550 5.1.1 no such user, Rejected",
        "DATA, cut, Unavailable",
        "DATA, 451 4.3.0 later, Unavailable",
        "., cut, Uncertain",
        "., hang, Uncertain",
        "., 451 4.3.0 not taken, Unavailable",
        "., 552 5.3.4 too large, Rejected",
        "., 554 5.7.1 spam, Rejected",
    })
    void each_trouble_has_its_failure(String command, String answer, String failure) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(command, answer));
                var door = door(server.port())) {
            assertThatThrownBy(() -> send(door))
                    .isInstanceOf(Failure.class)
                    .satisfies(thrown ->
                            assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure))
                    .hasMessageContaining("127.0.0.1:" + server.port())
                    .message()
                    .doesNotContain("dont-tell");
        }
    }

    @Test
    void a_server_that_is_not_there_is_unavailable() throws Exception {
        int port;
        try (var server = new ScriptedSmtp(Map.of())) {
            port = server.port();
        }
        assertThatThrownBy(() -> send(door(port))).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void one_refused_recipient_keeps_the_mail_from_all() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("RCPT TO:<team", "550 5.1.1 no such user"));
                var door = door(server.port())) {
            assertThatThrownBy(() -> send(door)).isInstanceOf(Failure.Rejected.class);
            assertThat(server.heard).doesNotContain("DATA");
        }
    }

    @Test
    void a_mail_is_handed_over_with_its_last_line_and_not_before() throws Exception {
        var heardBefore = new AtomicReference<List<String>>();
        try (var server = new ScriptedSmtp(Map.of());
                var door = door(server.port(), () -> heardBefore.set(List.copyOf(server.heard)))) {
            send(door);
            assertThat(heardBefore.get()).last().isEqualTo("DATA");
            assertThat(server.heard).last().isEqualTo(".");
        }
    }

    @Test
    void a_mail_that_must_not_be_handed_over_any_more_never_ends_for_the_server() throws Exception {
        var taken = new IllegalStateException("another process has taken over");
        try (var server = new ScriptedSmtp(Map.of());
                var door = door(server.port(), () -> {
                    throw taken;
                })) {
            assertThatThrownBy(() -> send(door)).isSameAs(taken);
            await().until(server::left);
            assertThat(server.heard).last().isEqualTo("DATA");
        }
    }

    @Test
    void a_connection_is_used_again_and_made_anew_when_the_server_closed_it() throws Exception {
        try (var server = new ScriptedSmtp(Map.of());
                var door = door(server.port())) {
            send(door);
            send(door);
            assertThat(server.heard.stream().filter(line -> line.startsWith("EHLO")))
                    .hasSize(1);
        }
        try (var server = new ScriptedSmtp(Map.of("NOOP", "cut"));
                var door = door(server.port())) {
            send(door);
            assertThatCode(() -> send(door)).doesNotThrowAnyException();
            assertThat(server.heard.stream().filter(line -> line.startsWith("EHLO")))
                    .hasSize(2);
        }
    }
}
