package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.mail.HtmlText;
import org.junit.jupiter.api.Test;

class HtmlTextTest {
    private static String words(String html) {
        return AnswerText.of(HtmlText.of(html));
    }

    @Test
    void paragraphs_lists_and_breaks_become_lines() {
        assertThat(words("<p>Hello&nbsp;Anna,</p><p>two <b>things</b>:<br>first</p><ul><li>one</li><li>two</li></ul>"
                        + "<div>bye</div>"))
                .isEqualTo("Hello Anna,\n\ntwo things:\nfirst\n\n- one\n- two\n\nbye");
    }

    @Test
    void a_link_keeps_its_address() {
        assertThat(words("See <a href=\"https://example.com/help\">our help</a> or"
                        + " <a href=\"https://example.com/\">example.com</a>, not <a href=\"javascript:x()\">this</a>"))
                .isEqualTo("See our help (https://example.com/help) or example.com, not this");
    }

    @Test
    void gmails_quote_is_cut() {
        assertThat(words(
                        "<div dir=\"ltr\">It ships today.</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">"
                                + "On Sun wrote:</div><blockquote class=\"gmail_quote\">old</blockquote></div>"))
                .isEqualTo("It ships today.");
    }

    @Test
    void outlooks_quote_is_cut_on_the_desktop_in_the_browser_and_on_the_phone() {
        assertThat(
                        words(
                                "<div class=\"WordSection1\"><p>Done.</p><div><div style=\"border:none;border-top:solid #E1E1E1"
                                        + " 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p><b>Von:</b> Anna</p></div></div><p>old</p></div>"))
                .isEqualTo("Done.");
        assertThat(words(
                        "<div>Done.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Anna"
                                + "</div><div>old</div>"))
                .isEqualTo("Done.");
        assertThat(words("<div>Done.</div><div id=\"ms-outlook-mobile-signature\">Get Outlook</div>"
                        + "<div id=\"mail-editor-reference-message-container\">old</div>"))
                .isEqualTo("Done.");
    }

    @Test
    void thunderbirds_quote_above_the_words_is_cut() {
        assertThat(words("<div class=\"moz-cite-prefix\">Am 22.11.26 schrieb Anna:</div>"
                        + "<blockquote type=\"cite\">old</blockquote><p>Kommt heute.</p>"
                        + "<pre class=\"moz-signature\">-- \nMia</pre>"))
                .isEqualTo("Kommt heute.");
    }

    @Test
    void what_a_reader_would_not_see_is_not_published() {
        assertThat(words("<head><title>t</title><style>p{}</style></head><script>alert(1)</script>"
                        + "<div style=\"display: none\">hidden</div><!-- comment --><p>seen &lt;b&gt;</p>"))
                .isEqualTo("seen <b>");
    }
}
