package io.deskbridge.sandbox.zendesk;

import org.springframework.web.util.HtmlUtils;

/** Text as HTML, all of it escaped. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    static String paragraph(String text) {
        return "<div class=\"zd-comment\"><p dir=\"auto\">" + escape(text).replace("\n", "<br>") + "</p></div>";
    }
}
