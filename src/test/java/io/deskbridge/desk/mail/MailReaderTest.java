package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Attachment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailReaderTest {
    @ParameterizedTest
    @CsvSource({
        "utf-8, utf-8",
        "iso-8859-1, iso-8859-1",
        "iso-8859-15, iso-8859-15",
        "windows-1252, windows-1252",
        "iso-8859-1, windows-1252",
        "nonsense-42, utf-8",
        "nonsense-42, windows-1252",
        "us-ascii, utf-8"
    })
    void each_charset_is_read_whatever_it_is_called(String named, String used) throws Exception {
        String words = used.equals("windows-1252") ? "Grüße für „Anna“: 5 €" : "Grüße für Anna";
        String mail = "From: a@b.example\nContent-Type: text/plain; charset=\"" + named
                + "\"\nContent-Transfer-Encoding: 8bit\n\n" + words + "\n";

        assertThat(Mails.read(mail, Charset.forName(used)).words()).isEqualTo(words);
    }

    @Test
    void encodings_for_the_wire_are_undone() throws Exception {
        String base64 = Base64.getMimeEncoder().encodeToString("Grüße 👋🏽".getBytes(StandardCharsets.UTF_8));

        assertThat(Mails.read("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + base64)
                        .words())
                .isEqualTo("Grüße 👋🏽");
        assertThat(Mails.read("Content-Type: text/plain; charset=iso-8859-1\n"
                                + "Content-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe=\n aus K=F6ln")
                        .words())
                .isEqualTo("Grüße aus Köln");
        assertThat(Mails.read("Content-Type: text/plain; format=flowed\n\none \nline\n> quoted \n> still")
                        .words())
                .isEqualTo("one line");
    }

    @Test
    void plain_text_is_preferred_and_html_is_read_where_there_is_none() throws Exception {
        String both = "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n"
                + "--b\nContent-Type: text/html\n\n<p>html</p>\n--b--\n";

        assertThat(Mails.read(both).words()).isEqualTo("plain");
        assertThat(Mails.read(both.replace("\nplain\n", "\n \n")).words()).isEqualTo("html");
        assertThat(Mails.read("Content-Type: text/html; charset=utf-8\n\n<p>Grüße<br>Mia</p>")
                        .words())
                .isEqualTo("Grüße\nMia");
    }

    @Test
    void attachments_are_kept_as_references_and_what_programs_add_is_not() throws Exception {
        IncomingMail mail = Mails.read(
                """
                Content-Type: multipart/mixed; boundary=m

                --m
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: text/html

                <p>look</p><img src="cid:logo">
                --r
                Content-Type: image/png; name=logo.png
                Content-ID: <logo>
                Content-Disposition: inline; filename=logo.png

                x
                --r--
                --m
                Content-Type: image/jpeg
                Content-Disposition: attachment; filename="=?utf-8?q?B=C3=A4r/..jpg?="
                Content-Transfer-Encoding: base64

                AAAA
                --m
                Content-Type: application/pdf; name=bill.pdf
                Content-Disposition: inline; filename=bill.pdf

                pdf
                --m
                Content-Type: application/pkcs7-signature; name=smime.p7s
                Content-Disposition: attachment; filename=smime.p7s

                sig
                --m--
                """);

        assertThat(mail.words()).isEqualTo("look");
        assertThat(mail.attachments())
                .extracting(Attachment::type, Attachment::reference, one -> one.name()
                        .orElseThrow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Attachment.Type.IMAGE, "imap:7:42:2", "Bär_..jpg"),
                        org.assertj.core.groups.Tuple.tuple(Attachment.Type.FILE, "imap:7:42:3", "bill.pdf"));
    }

    @Test
    void a_broken_mail_has_no_words_and_throws_nothing() throws Exception {
        assertThat(Mails.read("Content-Type: multipart/mixed\n\nno boundary").words())
                .isEmpty();
        assertThat(Mails.read("Content-Type: ;;;=\nFrom: <<>>,,\"\nSubject: =?x?y?z?=\n\nwords")
                        .headers()
                        .subject())
                .isNotNull();
        assertThat(Mails.read("\n\n").words()).isEmpty();
        assertThat(Mails.read("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!")
                        .words())
                .isEmpty();
    }

    private static String both(String plain, String html) throws Exception {
        return Mails.read("Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n" + plain
                        + "\n--b\nContent-Type: text/html\n\n" + html + "\n--b--\n")
                .words();
    }

    @ParameterizedTest
    @CsvSource({"id=Signature", "class=gmail_signature", "id=AppleMailSignature", "class=moz-signature"})
    void a_signature_that_only_the_html_marks_is_cut_from_the_plain_text(String mark) throws Exception {
        assertThat(both(
                        "It ships.\n\nMia *Sample*\nRoom 7",
                        "<p>It ships.</p><div " + mark + ">Mia <b>Sample</b><br>Room 7</div>"))
                .isEqualTo("It ships.");
    }

    @Test
    void a_quote_that_only_the_html_marks_is_cut() throws Exception {
        assertThat(both("It ships.\n\nold words", "<p>It ships.</p><div id=\"divRplyFwdMsg\"></div><p>old words</p>"))
                .isEqualTo("It ships.");
    }

    @Test
    void answers_between_quoted_lines_are_not_lost_to_the_html() throws Exception {
        assertThat(both(
                        "On Sun at 10:00 Anna <a@b.example> wrote:\n> one?\n\nyes\n\n> two?\n\nno",
                        "<div class=gmail_quote><blockquote>one?</blockquote>yes<blockquote>two?</blockquote>no</div>"))
                .isEqualTo("yes\n\nno");
    }
}
