package io.deskbridge.desk.jira;

import java.util.regex.Pattern;

/** Words of strangers, made harmless for Jira without changing how they read. */
final class PlainText {
    private static final int SUMMARY = 200;
    private static final int NAME = 100;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]+");

    private PlainText() {}

    static String body(String text) {
        String clean = clean(text.replace("\r\n", "\n").replace('\r', '\n'));
        return clean.isBlank() ? "(…)" : clean;
    }

    /** A summary is one line of at most 255 characters. */
    static String summary(String text) {
        return line(text, SUMMARY, "(…)");
    }

    static String name(String text) {
        return line(text, NAME, "?");
    }

    private static String line(String text, int most, String otherwise) {
        String clean = cut(clean(text.replaceAll("\\s+", " ")).strip(), most);
        return clean.isEmpty() ? otherwise : clean;
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
        // half a character cannot be written as UTF-8
        return CONTROLS.matcher(text).replaceAll("").replaceAll("\\p{Cs}", "\uFFFD");
    }
}
