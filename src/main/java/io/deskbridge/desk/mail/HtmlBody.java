package io.deskbridge.desk.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows plain text as HTML: everything escaped, only addresses on the web become links. */
final class HtmlBody {
    private static final Pattern LINK =
            Pattern.compile("https?://[^\\s<>\"'\\p{Cntrl}]*[^\\s<>\"'\\p{Cntrl}.,;:!?)\\]]");

    private HtmlBody() {}

    static String of(String plain) {
        return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>"
                + "<div style=\"font-family:sans-serif\">" + linked(plain).replace("\n", "<br>\n")
                + "</div></body></html>";
    }

    private static String linked(String plain) {
        var html = new StringBuilder();
        Matcher link = LINK.matcher(plain);
        int done = 0;
        while (link.find()) {
            String address = escaped(link.group());
            html.append(escaped(plain.substring(done, link.start())))
                    .append("<a href=\"")
                    .append(address)
                    .append("\" rel=\"noreferrer\">")
                    .append(address)
                    .append("</a>");
            done = link.end();
        }
        return html.append(escaped(plain.substring(done))).toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
