package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes a comment public where Jira itself has no such notion: its first line, or that it is restricted to a certain
 * role or group. Nothing else does; in particular not the absence of a restriction.
 */
final class PublicRule {
    private final String line;
    private final String restriction;

    PublicRule(JiraSettings settings) {
        line = settings.publicLine().strip();
        restriction = normal(settings.publicRestriction());
    }

    boolean isPublic(Wire.Comment comment) {
        if (comment.isInternal()) {
            return false;
        }
        Optional<String> restricted = comment.restriction().map(PublicRule::normal);
        // a comment that some must not read in Jira is not for everybody, whatever its first line says
        return restricted.isPresent()
                ? restricted.get().equals(restriction)
                : beginsWithLine(DocumentText.of(comment.body())) && !DocumentText.beginsApart(comment.body());
    }

    /**
     * What is told of a comment that stays inside.
     *
     * @param once a word for its kind where one note an issue is enough; empty for one each
     */
    record Told(String once, Words why) {}

    /**
     * What its author has to know of a comment that bears the mark and is not public all the same.
     *
     * @param internal whether Jira says so
     * @return empty when it bears no mark: that is an ordinary comment among agents
     */
    Optional<Told> told(Wire.Comment comment, boolean internal) {
        JsonNode body = comment.body();
        if (!beginsWithLine(DocumentText.of(body))) {
            return internal || !bearsLine(body)
                    ? Optional.empty()
                    : each(
                            line + " does not stand alone on its first line; please write it again so",
                            line + " steht nicht allein in der ersten Zeile; bitte schreiben Sie es noch einmal so");
        }
        if (DocumentText.beginsApart(body)) {
            return internal
                    ? Optional.empty()
                    : Optional.of(new Told(
                            "quoted",
                            new Words(
                                    line
                                            + " stands in a quote, a box or a table and so does not count;"
                                            + " if the customer shall read it, write it again with " + line
                                            + " as plain text on the first line",
                                    line
                                            + " steht in einem Zitat, einem Kasten oder einer Tabelle und gilt daher"
                                            + " nicht; soll der Kunde es lesen, schreiben Sie es bitte noch einmal mit "
                                            + line + " als einfachem Text in der ersten Zeile")));
        }
        if (internal) {
            return each(
                    "it is marked with " + line + ", but for Jira it is not public; please write it again as a comment"
                            + " that is not internal",
                    "es trägt " + line
                            + ", ist für Jira aber nicht öffentlich; bitte schreiben Sie es noch einmal als nicht"
                            + " internen Kommentar");
        }
        return comment.restriction()
                        .map(PublicRule::normal)
                        .filter(found -> !found.equals(restriction))
                        .isPresent()
                ? Optional.of(RESTRICTED)
                : Optional.empty();
    }

    static final Told RESTRICTED = new Told(
            "",
            new Words(
                    "it is meant for the customer and restricted to some; please write it again without a restriction",
                    "es ist für den Kunden bestimmt und auf einige beschränkt; bitte schreiben Sie es noch einmal ohne"
                            + " Beschränkung"));

    static final Told WORDLESS = new Told("", new Words("there are no words in it", "es stehen keine Worte darin"));

    private static Optional<Told> each(String english, String german) {
        return Optional.of(new Told("", new Words(english, german)));
    }

    /** Whether the mark stands among the author's own words: on a line of its own, or before others on the first one. */
    private boolean bearsLine(JsonNode body) {
        if (line.isEmpty()) {
            return false;
        }
        String mark = line.toLowerCase(Locale.ROOT);
        List<String> own = DocumentText.ownLines(body).stream()
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .filter(one -> !one.isEmpty())
                .toList();
        return own.contains(mark) || !own.isEmpty() && own.get(0).startsWith(mark + " ");
    }

    /** What is to be published: the text without the line that marks it. */
    String words(Wire.Comment comment) {
        String text = DocumentText.of(comment.body());
        if (!beginsWithLine(text)) {
            return text;
        }
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end + 1).strip();
    }

    private boolean beginsWithLine(String text) {
        int end = text.indexOf('\n');
        String first = (end < 0 ? text : text.substring(0, end)).strip();
        return !line.isEmpty() && first.equalsIgnoreCase(line);
    }

    private static String normal(String restriction) {
        return restriction.strip().replaceAll(":\\s+", ":").toLowerCase(Locale.ROOT);
    }
}
