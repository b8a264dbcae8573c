package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import java.util.regex.Pattern;

/**
 * A comment without the line {@code /send}, by which an agent sends all the same what was held back. It stands first, or
 * right below the line that names a message.
 *
 * @param insists whether the line was there
 */
record Insisted(Comment comment, boolean insists) {
    static final String LINE = "/send";

    private static final Pattern FIRST =
            Pattern.compile("\\A(\\s*/to\\s+#?\\d{1,6}[ \\t\\x{A0}]*\\R)?\\s*(?i:/send)[ \\t\\x{A0}]*(?:\\R|\\z)");

    static Insisted of(Comment comment) {
        var first = FIRST.matcher(comment.text());
        if (!first.find()) {
            return new Insisted(comment, false);
        }
        String named = first.group(1) == null ? "" : first.group(1);
        String rest = comment.text().substring(first.end());
        var without = new Comment(
                comment.id(),
                comment.ticket(),
                comment.agent(),
                named + (named.isEmpty() ? rest.strip() : rest),
                comment.attachments(),
                comment.writtenAt());
        return new Insisted(without, true);
    }
}
