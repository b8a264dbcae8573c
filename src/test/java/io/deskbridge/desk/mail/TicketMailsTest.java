package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.DeskMessages;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketMailsTest {
    private final DeskMessages messages = new DeskMessages();
    private final TicketMails mails = new TicketMails(
            Mails.settings("team@desk.example", "hub@desk.example"),
            new MailIds("hub@desk.example"),
            new TicketKeys(new MemoryTokens()),
            Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

    /** The mail as the server gets it. */
    private static MimeMessage wire(OwnMail mail) throws Exception {
        var bytes = new ByteArrayOutputStream();
        mail.encoded().writeTo(bytes);
        return Mails.parsed(bytes.toByteArray());
    }

    private MimeMessage opening(Author author, String subject, String text, Map<String, String> options)
            throws Exception {
        return wire(mails.opening(Mails.TOKEN, messages.ticket(subject, options, messages.entry(author, text))));
    }

    private static String header(MimeMessage mail, String name) throws Exception {
        return mail.getHeader(name, "|");
    }

    @Test
    void a_ticket_says_who_asks_where_to_answer_and_that_a_machine_sent_it() throws Exception {
        MimeMessage mail = opening(DeskMessages.anna(), "Anna asks", "Where?", Map.of());

        assertThat(mail.getFrom()[0].toString()).endsWith("<hub@desk.example>");
        assertThat(((jakarta.mail.internet.InternetAddress) mail.getFrom()[0]).getPersonal())
                .isEqualTo("Anna Ångström (@anna) via acme-x");
        assertThat(header(mail, "Reply-To")).isEqualTo("hub+" + Mails.TOKEN + "@desk.example");
        assertThat(header(mail, "To")).isEqualTo("team@desk.example");
        assertThat(mail.getSubject()).isEqualTo("Anna asks [DB-" + Mails.TOKEN + "]");
        assertThat(header(mail, "Message-ID")).isEqualTo("<db." + Mails.TOKEN + "@desk.example>");
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(mail, "X-Auto-Response-Suppress")).isEqualTo("All");
        assertThat(header(mail, "References")).isNull();
        assertThat(mail.isMimeType("multipart/alternative")).isTrue();
    }

    @Test
    void no_header_can_be_injected() throws Exception {
        String evil = "Eve\r\nBcc: everyone@victim.example\r\n\r\nbody\u0000\u2028\u202E";
        var eve = DeskMessages.author("1", "eve\nCc: x@victim.example", evil);
        MimeMessage mail = opening(eve, evil, evil, Map.of("subject-prefix", evil, "via", evil));
        var names = new ArrayList<String>();
        mail.getAllHeaders().asIterator().forEachRemaining(one -> names.add(one.getName()));

        assertThat(names)
                .doesNotContain("Bcc", "Cc")
                .containsExactlyInAnyOrder(
                        "From",
                        "Reply-To",
                        "To",
                        "Subject",
                        "Date",
                        "X-Deskbridge-Item",
                        "X-Deskbridge-Kind",
                        "X-Loop",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        "Content-Type",
                        "Message-ID",
                        "MIME-Version");
        assertThat(mail.getSubject()).doesNotContain("\n", "\r", "\u0000", "\u202E");
        assertThat(mail.getFrom()).hasSize(1);
        assertThat(mail.getFrom()[0].toString()).endsWith("<hub@desk.example>");
    }

    @Test
    void the_html_shows_remote_text_escaped_and_links_to_the_web_alone() throws Exception {
        MimeMessage mail = opening(
                DeskMessages.anna(),
                "s",
                "<script>alert('1')</script> https://example.com/a?b=1&c=\"x, javascript:alert(1) http://e.example.",
                Map.of());
        String html = (String) ((Multipart) mail.getContent()).getBodyPart(1).getContent();

        assertThat(html)
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
                .contains("<a href=\"https://example.com/a?b=1&amp;c=\" ")
                .contains("<a href=\"http://e.example\" ")
                .doesNotContain("<script", "href=\"javascript");
    }

    @Test
    void several_messages_are_one_mail_that_carries_all_their_marks() throws Exception {
        var first = messages.entry("first");
        var second = messages.entry("second");
        MimeMessage mail = wire(mails.further(Mails.TOKEN, messages.update(first, second), TicketThread.UNKNOWN));

        assertThat(mail.getHeader("X-Deskbridge-Item")).hasSize(2).doesNotHaveDuplicates();
        assertThat(header(mail, "In-Reply-To")).isEqualTo("<db." + Mails.TOKEN + "@desk.example>");
        assertThat(header(mail, "References")).isEqualTo("<db." + Mails.TOKEN + "@desk.example>");
        String text = (String) ((Multipart) mail.getContent()).getBodyPart(0).getContent();
        assertThat(text).startsWith(PlainBody.MARKER).contains("first", "=====", "second");
    }

    @Test
    void a_repeat_carries_the_same_message_id() throws Exception {
        var update = messages.update(messages.entry("again"));

        assertThat(mails.further(Mails.TOKEN, update, TicketThread.UNKNOWN).messageId())
                .isEqualTo(
                        mails.further(Mails.TOKEN, update, TicketThread.UNKNOWN).messageId());
    }

    @Test
    void a_further_mail_names_the_teams_last_mail_and_its_ticket_number() throws Exception {
        var answer = new TicketThread.Answer(
                "<rt-7@desk.example>",
                List.of("<RT-Ticket-3@desk.example>", "broken\r\nBcc: x"),
                "[desk.example #3] AutoReply: Anna asks [DB-" + Mails.TOKEN + "]");
        var thread = new TicketThread(Optional.of("Anna asks"), Optional.of("desk@desk.example"), List.of(answer));
        MimeMessage mail = wire(mails.further(Mails.TOKEN, messages.update(messages.entry("next")), thread));

        assertThat(mail.getSubject()).isEqualTo("Re: [desk.example #3] Anna asks on X [DB-" + Mails.TOKEN + "]");
        assertThat(header(mail, "References").split("\\s+"))
                .containsExactly(
                        "<db." + Mails.TOKEN + "@desk.example>", "<RT-Ticket-3@desk.example>", "<rt-7@desk.example>");
        assertThat(header(mail, "In-Reply-To")).isEqualTo("<rt-7@desk.example>");
    }

    @Test
    void a_note_has_neither_reply_address_nor_token_and_goes_where_the_ticket_went() throws Exception {
        var thread = new TicketThread(Optional.of("Anna asks"), Optional.of("desk@desk.example"), List.of());
        MimeMessage mail = wire(mails.note(Mails.TOKEN, messages.note("published"), thread));

        assertThat(header(mail, "To")).isEqualTo("desk@desk.example");
        assertThat(header(mail, "Reply-To")).isEqualTo("hub@desk.example");
        assertThat(mail.getSubject()).isEqualTo("Re: Anna asks");
        assertThat(MailIds.isNote(header(mail, "Message-ID"))).isTrue();
    }

    @Test
    void options_set_prefix_receiver_and_priority() throws Exception {
        MimeMessage mail = opening(
                DeskMessages.anna(),
                "Anna asks",
                "x",
                Map.of("subject-prefix", "[Social]", "to", "vip@desk.example", "priority", "high", "via", "X"));

        assertThat(mail.getSubject()).startsWith("[Social] Anna asks [DB-");
        assertThat(header(mail, "To")).isEqualTo("vip@desk.example");
        assertThat(header(mail, "X-Priority")).isEqualTo("1");
        assertThat(header(mail, "Importance")).isEqualTo("high");
        assertThat(mail.getFrom()[0].toString()).contains("via_X");
        assertThat(MailOptions.ALL)
                .filteredOn(option -> option.name().equals("priority"))
                .allSatisfy(
                        option -> assertThat(option.mistake().apply("urgent")).contains("must be high, normal or low"));
    }

    @Test
    void bytes_that_can_be_had_are_attached_and_the_others_are_named_with_the_reason() throws Exception {
        Media.Source media = (attachment, max) -> {
            if (attachment.reference().endsWith("gone")) {
                throw new Failure.Unavailable("the network does not answer");
            }
            return new Media("Bär\r\nX: y.png", "image/png", new byte[] {1, 2, 3});
        };
        var message = messages.message(DeskMessages.anna(), "look")
                .attachments(List.of(
                        Attachment.of(Attachment.Type.IMAGE, "https://social.example/here"),
                        Attachment.of(Attachment.Type.IMAGE, "https://social.example/gone")))
                .build();
        MimeMessage mail = wire(
                mails.opening(Mails.TOKEN, messages.ticket(new io.deskbridge.core.Entry("k", message, "look", media))));
        var all = (Multipart) mail.getContent();

        assertThat(all.getCount()).isEqualTo(2);
        assertThat(all.getBodyPart(1).getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(all.getBodyPart(1).getHeader("X")).isNull();
        assertThat(all.getBodyPart(1).getInputStream().readAllBytes()).containsExactly(1, 2, 3);
        var raw = new ByteArrayOutputStream();
        ((Multipart) all.getBodyPart(0).getContent()).getBodyPart(0).writeTo(raw);
        assertThat(raw.toString(StandardCharsets.UTF_8).replace("=\r\n", ""))
                .contains("https://social.example/gone", "the network does not answer");
    }
}
