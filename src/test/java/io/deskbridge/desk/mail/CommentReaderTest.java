package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.deskbridge.core.Comment;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class CommentReaderTest {
    private static final String TO_TICKET = "To: hub+" + Mails.TOKEN + "@desk.example";
    private static final String FROM_MIA = "From: Mia Muster <mia@desk.example>";
    private static final String FIRST = "<db." + Mails.TOKEN + "@desk.example>";

    private static Optional<Comment> comment(String... headers) throws Exception {
        String mail = String.join("\n", headers) + "\nMessage-ID: <1@mia.example>\n\nIt ships today.\n";
        return Mails.comments("team@desk.example", "hub@desk.example").comment(Mails.read(mail));
    }

    private static Optional<String> ticket(String... headers) throws Exception {
        return comment(headers).map(comment -> comment.ticket().id());
    }

    @Test
    void an_answer_to_the_reply_address_is_a_comment() throws Exception {
        Comment comment = comment(FROM_MIA, TO_TICKET).orElseThrow();

        assertThat(comment.ticket().id()).isEqualTo(Mails.TOKEN);
        assertThat(comment.id().value()).isEqualTo("<1@mia.example>");
        assertThat(comment.agent().name()).isEqualTo("Mia Muster");
        assertThat(comment.agent().id()).isEqualTo("mia@desk.example");
        assertThat(comment.text()).isEqualTo("It ships today.");
        assertThat(comment.writtenAt()).isEqualTo(Mails.RECEIVED);
    }

    @Test
    void the_ticket_is_told_by_reply_address_then_references_then_subject() throws Exception {
        String other = "<db.ponmlkjihgfedcba@desk.example>";
        assertThat(ticket(FROM_MIA, TO_TICKET, "References: " + other)).contains(Mails.TOKEN);
        assertThat(ticket(FROM_MIA, "To: HUB+" + Mails.TOKEN.toUpperCase() + "@Desk.Example"))
                .contains(Mails.TOKEN);
        assertThat(ticket(FROM_MIA, "To: hub@desk.example", "In-Reply-To: " + FIRST))
                .contains(Mails.TOKEN);
        assertThat(ticket(FROM_MIA, "To: hub@desk.example", "In-Reply-To: <x@y>", "References: " + FIRST + " <x@y>"))
                .contains(Mails.TOKEN);
        assertThat(ticket(FROM_MIA, "To: hub@desk.example", "Subject: AW: [x #3] Anna [DB-" + Mails.TOKEN + "]"))
                .contains(Mails.TOKEN);
        assertThat(ticket(FROM_MIA, "To: hub@desk.example", "Delivered-To: hub+" + Mails.TOKEN + "@desk.example"))
                .contains(Mails.TOKEN);
        assertThat(ticket(FROM_MIA, "To: hub@desk.example", "Subject: Anna [DB-abc]"))
                .isEmpty();
        assertThat(ticket(FROM_MIA, "To: hub@desk.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Eve <eve@evil.example>",
                "From: \"mia@desk.example\" <eve@evil.example>",
                "From: Mia <mia@desk.example>, Eve <eve@evil.example>",
                "From: Mia <mia@sub.desk.example>",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx.desk.example; dmarc=fail header.from=desk.example",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; spf=fail smtp.mailfrom=x; dkim=none",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx;\n dkim=fail header.d=desk.example",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; dmarc=permerror; spf=pass",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; dmarc=softfail",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; dmarc=none; spf=softfail",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; spf=pass smtp.mailfrom=eve@evil.example; dkim=none",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; spf=fail; dkim=pass header.d=evil.example",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; dmarc=fail\nAuthentication-Results: mx; dmarc=pass",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; spf=fail (dkim=pass header.d=desk.example)",
                "Subject: nobody sent this",
            })
    void a_stranger_publishes_nothing(String from) throws Exception {
        assertThat(comment(from, TO_TICKET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Team <TEAM@desk.example>",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; spf=fail; dkim=pass header.d=desk.example",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; dmarc=pass; spf=fail",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; dmarc=none; spf=none; dkim=none",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; spf=softfail; dkim=pass header.i=@desk.example",
                "From: Mia <mia@desk.example>\nAuthentication-Results: mx; spf=pass smtp.mailfrom=bounce.desk.example; dkim=none",
                "From: Mia <mia@desk.example>\nX-Auto-Response-Suppress: DR, OOF, AutoReply",
                "From: \"agent via RT\" <team@desk.example>\nPrecedence: bulk",
                "From: Mia <mia@desk.example>\nAuto-Submitted: no\nX-Auto-Response-Suppress: All\nPrecedence: bulk",
            })
    void an_allowed_sender_is_published(String from) throws Exception {
        assertThat(comment(from, TO_TICKET)).isPresent();
    }

    @Test
    void where_anybody_has_an_address_only_the_teams_own_is_allowed() throws Exception {
        var comments = Mails.comments("shop@gmail.com", "hub@desk.example");
        String mail = "\nTo: hub+" + Mails.TOKEN + "@desk.example\nMessage-ID: <1@x>\n\nwords";

        assertThat(comments.comment(Mails.read("From: shop@gmail.com" + mail))).isPresent();
        assertThat(comments.comment(Mails.read("From: other@gmail.com" + mail))).isEmpty();
    }

    @Test
    void named_senders_take_the_place_of_the_teams() throws Exception {
        var comments = Mails.comments("team@desk.example", "hub@desk.example", "noah@other.example");
        String mail = "\nTo: hub+" + Mails.TOKEN + "@desk.example\nMessage-ID: <1@x>\n\nwords";

        assertThat(comments.comment(Mails.read("From: noah@other.example" + mail)))
                .isPresent();
        assertThat(comments.comment(Mails.read("From: team@desk.example" + mail)))
                .isEmpty();
    }

    @Test
    void a_mail_without_message_id_is_named_by_what_stands_in_it() throws Exception {
        String mail = FROM_MIA + "\n" + TO_TICKET + "\nDate: Sun, 22 Nov 2026 10:00:00 +0000\n\n";
        var comments = Mails.comments("team@desk.example", "hub@desk.example");
        String one =
                comments.comment(Mails.read(mail + "one")).orElseThrow().id().value();

        assertThat(comments.comment(Mails.read(mail + "one")).orElseThrow().id().value())
                .isEqualTo(one)
                .startsWith("sha256-");
        assertThat(comments.comment(Mails.read(mail + "two")).orElseThrow().id().value())
                .isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject of the old mail: Anna asks [DB-abcdefghijklmnop]",
                "You find it at hub+ABCDEFGHIJKLMNOP@desk.example as ever",
                "Anna (hub@desk.example) kirjoitti:",
                "##- Bitte oberhalb\ndieser Zeile antworten",
                "abcdefghijklmnop"
            })
    void what_holds_our_address_token_or_marker_is_never_published(String left) throws Exception {
        String mail =
                FROM_MIA + "\n" + TO_TICKET + "\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nIt ships.\n" + left
                        + "\nmore\n--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nx\n--b--\n";

        Comment comment = Mails.comments("team@desk.example", "hub@desk.example")
                .comment(Mails.read(mail))
                .orElseThrow();

        assertThat(comment.text()).isEmpty();
        assertThat(comment.attachments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Eve <eve@evil.example>\nTo: hub+abcdefghijklmnop@desk.example",
                "From: Eve <eve@desk.example>\nAuthentication-Results: mx; dmarc=fail\nTo: hub+abcdefghijklmnop@desk.example",
                "From: Eve <eve@desk.example>\nTo: noah@desk.example\nCc: hub+abcdefghijklmnop@desk.example"
            })
    void what_a_person_wrote_to_a_ticket_in_vain_is_a_warning_with_ticket_and_sender(String headers) throws Exception {
        var log = (Logger) LoggerFactory.getLogger(CommentReader.class);
        var told = new ListAppender<ILoggingEvent>();
        told.start();
        log.setLevel(Level.WARN); // another test of this run may have quietened all logs
        log.addAppender(told);
        try {
            assertThat(comment(headers)).isEmpty();
            assertThat(comment(headers, "Auto-Submitted: auto-replied")).isEmpty();
        } finally {
            log.detachAppender(told);
            log.setLevel(null);
        }

        assertThat(told.list)
                .filteredOn(event -> event.getLevel().equals(Level.WARN))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("Eve <eve@", "ticket abcd…", "is not published")
                        .doesNotContain(Mails.TOKEN));
    }
}
