package io.deskbridge.desk.jira;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text as wiki markup, which the service desk API takes: what would be markup is escaped, so that it reads as it was
 * written. Addresses are left as they are, because Jira makes links of them.
 */
final class WikiText {
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w./?=&%:@~+#,-]+");
    private static final Pattern MARKUP = Pattern.compile("[{}\\[\\]|*_^~+!?#-]|\\\\|&(?=#?\\w+;)");
    private static final Pattern BLOCK = Pattern.compile("(?m)^(\\s*)(h[1-6]|bq)\\.");

    private WikiText() {}

    static String of(String text) {
        var markup = new StringBuilder();
        Matcher addresses = ADDRESS.matcher(text);
        int done = 0;
        while (addresses.find()) {
            markup.append(escape(text.substring(done, addresses.start()))).append(addresses.group());
            done = addresses.end();
        }
        return markup.append(escape(text.substring(done))).toString();
    }

    private static String escape(String words) {
        String escaped = MARKUP.matcher(words).replaceAll(found -> switch (found.group()) {
            case "\\" -> "&#92;";
            case "&" -> "&amp;";
            default -> Matcher.quoteReplacement("\\" + found.group());
        });
        return BLOCK.matcher(escaped).replaceAll("$1$2&#46;");
    }
}
