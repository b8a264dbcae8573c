package io.deskbridge.desk.mail;

import java.util.List;
import java.util.regex.Pattern;

/** The signs by which mail programs set the old mail apart from the new words. */
final class QuoteSigns {
    private static final int MAX_ATTRIBUTION_LINES = 4;

    /** Our own line, which programs break into two or put behind a mark of theirs. */
    private static final Pattern MARKER =
            Pattern.compile("^\\s*##-.*-##\\s*$|^[^>]{0,9}##- Bitte oberhalb dieser Zeile|^[^>]*above this line -##");

    /** What the hub writes below each message: a drawn line, and who wrote it where. */
    private static final String BYLINE_RULE = "———";

    private static final Pattern BYLINE = Pattern.compile("@.* · .* #\\d");

    private static final Pattern DIVIDER =
            Pattern.compile("(?iu)^\\s*[-_*]{2,}\\s*(original[- ]?(message|nachricht|mail)"
                    + "|ursprüngliche (nachricht|e-?mail|mail)|(begin )?forwarded message|weitergeleitete nachricht"
                    + "|anfang der weitergeleiteten nachricht|reply message|antwort)\\s*:?\\s*[-_*]{2,}\\s*$");

    private static final Pattern ATTRIBUTION = Pattern.compile("(?iu)^\\s*(on|am|le|el|il|op)\\b.{3,400}"
            + "(wrote|schrieb|a écrit|escribió|ha scritto|schreef)\\b.{0,200}:\\s*$"
            + "|^.{3,300}\\b(schrieb am|schrieb um|hat am .{3,60} geschrieben|wrote on|wrote at)\\b.{0,200}:\\s*$"
            + "|^\\s*(zitat von|quoting)\\b.{3,200}:\\s*$"
            + "|^\\s*\\d{4}-\\d\\d-\\d\\d.{3,200}[<@].{0,200}:\\s*$");

    /** The short form, which could as well be the end of a longer one. */
    private static final Pattern SHORT = Pattern.compile("(?iu)^.{3,200}\\b(schrieb|wrote)\\s*:\\s*$");

    /** What makes a line an attribution even though no quoted line follows: a time of day or an address. */
    private static final Pattern CERTAIN = Pattern.compile("\\d{1,2}:\\d{2}\\b|[^\\s@]+@[^\\s@]+");

    private QuoteSigns() {}

    static boolean quoted(String line) {
        return line.startsWith(">") || line.startsWith(" >");
    }

    /** The first line of what is surely not the agent's to the end of the mail; -1 when there is none. */
    static int end(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (MARKER.matcher(line).find()) {
                return aboveMarker(lines, i);
            }
            if (byline(lines, i)) {
                return i;
            }
            if (DIVIDER.matcher(line).matches() || HeaderBlock.beginsAt(lines, i)) {
                return HeaderBlock.ruledAbove(lines, i);
            }
            if (MailIds.betrayed(line) && !quoted(line)) {
                int begin = HeaderBlock.beginOfBlockAt(lines, i);
                if (begin < i) {
                    return begin;
                }
            }
        }
        return -1;
    }

    private static boolean byline(List<String> lines, int line) {
        return lines.get(line).strip().equals(BYLINE_RULE)
                && line + 1 < lines.size()
                && BYLINE.matcher(lines.get(line + 1)).find();
    }

    private static int aboveMarker(List<String> lines, int marker) {
        int begin = beforeIntroduction(lines, marker);
        if (begin < marker) {
            return begin;
        }
        int last = marker - 1;
        while (last > 0 && lines.get(last).isBlank()) {
            last--;
        }
        int block = last < 0 ? marker : HeaderBlock.beginOfBlockAt(lines, last);
        return block < last ? block : marker;
    }

    /** The first line of the sentence that introduces the quoted mail; -1 when there is none. */
    static int attribution(List<String> lines) {
        for (int last = 0; last < lines.size(); last++) {
            if (!lines.get(last).stripTrailing().endsWith(":")) {
                continue;
            }
            int first = sentenceEndingAt(lines, last);
            if (first >= 0) {
                return first;
            }
        }
        return beforeUnknownIntroduction(lines);
    }

    /** Programs break the sentence into several lines; the shortest piece that is a whole one counts. */
    private static int sentenceEndingAt(List<String> lines, int last) {
        String sentence = "";
        for (int first = last; first >= 0 && first > last - MAX_ATTRIBUTION_LINES; first--) {
            if (lines.get(first).isBlank() || quoted(lines.get(first))) {
                break;
            }
            sentence = (lines.get(first).strip() + " " + sentence).strip();
            if (ATTRIBUTION.matcher(sentence).matches() && certain(lines, last, sentence)) {
                return first;
            }
        }
        String line = lines.get(last).strip();
        return SHORT.matcher(line).matches() && certain(lines, last, line) ? last : -1;
    }

    private static boolean certain(List<String> lines, int last, String sentence) {
        return quoteFollows(lines, last) || CERTAIN.matcher(sentence).find();
    }

    private static boolean quoteFollows(List<String> lines, int line) {
        for (int i = line + 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return quoted(lines.get(i));
            }
        }
        return false;
    }

    /** In a language we do not know: a sentence with a time or an address and a colon, right above quoted lines. */
    private static int beforeUnknownIntroduction(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            if (quoted(lines.get(i)) && !quoted(lines.get(i - 1))) {
                int begin = beforeIntroduction(lines, i);
                if (begin < i) {
                    return begin;
                }
            }
        }
        return -1;
    }

    private static int beforeIntroduction(List<String> lines, int line) {
        int last = line - 1;
        while (last >= 0 && lines.get(last).isBlank()) {
            last--;
        }
        if (last < 0 || !lines.get(last).stripTrailing().endsWith(":")) {
            return line;
        }
        int first = last;
        while (first > 0 && last - first < 2 && !lines.get(first - 1).isBlank()) {
            first--;
        }
        String sentence = String.join(" ", lines.subList(first, last + 1));
        return CERTAIN.matcher(sentence).find() ? first : line;
    }
}
