package io.deskbridge.desk.zendesk;

import java.util.regex.Pattern;

/** Words of strangers, made harmless for Zendesk without changing how they read. */
final class PlainText {
    /** Zendesk takes 65,535 characters; some are left for what it adds. */
    static final int MOST = 60_000;

    private static final int SUBJECT = 150;
    private static final int NAME = 100;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]+");
    /** Zendesk fills in placeholders and Liquid markup wherever agents' texts have them; a stranger's must stay text. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?=[{%])");

    private PlainText() {}

    static String body(String text) {
        String clean = clean(text.replace("\r\n", "\n").replace('\r', '\n'));
        return clean.isBlank() ? "(…)" : clean;
    }

    static String subject(String text) {
        String clean = cut(clean(text.replaceAll("\\s+", " ")).strip(), SUBJECT);
        return clean.isEmpty() ? "(…)" : clean;
    }

    static String name(String text) {
        String clean = cut(clean(text.replaceAll("\\s+", " ")).strip(), NAME);
        return clean.isEmpty() ? "?" : clean;
    }

    /** The beginning of a text; never half a character. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    private static String clean(String text) {
        String controlled = CONTROLS.matcher(text).replaceAll("");
        // half a character cannot be written as UTF-8
        String whole = controlled.replaceAll("\\p{Cs}", "\uFFFD");
        return PLACEHOLDER.matcher(whole).replaceAll("{\u200B");
    }
}
