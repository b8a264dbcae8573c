package io.deskbridge.desk.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an agent wrote in a mail: the text without the quoted mail and the signature, as German and English mail programs
 * make them. A line that is not surely the agent's is cut, because what is kept is published.
 */
final class AnswerText {
    private static final Pattern GREETING = Pattern.compile(
            "(?iu)(hallo|hi|hello|dear|hey|liebe[rs]?|guten (tag|morgen|abend)|moin|servus|sehr geehrte[rs]?|good (morning|afternoon|evening))\\b.{0,60}");

    private AnswerText() {}

    static String of(String mail) {
        List<String> lines = new ArrayList<>();
        for (String line : mail.replace("\r\n", "\n").replace('\u00A0', ' ').split("\n", -1)) {
            lines.add(line.replaceAll("[\\p{Cntrl}&&[^\\t]]", ""));
        }
        lines = upTo(lines, QuoteSigns.end(lines));
        int quote = QuoteSigns.attribution(lines);
        List<String> above = quote < 0 ? lines : lines.subList(0, quote);
        List<String> kept = quote < 0 || !writtenBelow(above) ? above : withoutQuotes(lines, quote);
        kept = withoutQuotes(kept);
        return String.join("\n", upTo(kept, SignatureSigns.begin(kept)))
                .replaceAll("(?m)[ \\t]+$", "")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    /** The words up to where the signature begins that the HTML of the same mail marks. */
    static String without(String words, String signature) {
        List<String> lines = words.lines().toList();
        String begin = letters(signature.lines().findFirst().orElse(""));
        for (int i = lines.size() - 1; i >= 0 && !begin.isEmpty(); i--) {
            if (letters(lines.get(i)).equals(begin)) {
                return String.join("\n", lines.subList(0, i)).strip();
            }
        }
        return words;
    }

    /** Plain text and HTML of one line differ in marks and spaces. */
    private static String letters(String line) {
        return line.replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /** Who writes below or between the quoted lines has nothing above them, or a greeting at most. */
    private static boolean writtenBelow(List<String> above) {
        String text = String.join("\n", above).strip();
        return text.isEmpty() || GREETING.matcher(text).matches();
    }

    private static List<String> withoutQuotes(List<String> lines, int attribution) {
        var kept = new ArrayList<>(lines.subList(0, attribution));
        int next = attribution;
        while (next < lines.size() && !QuoteSigns.quoted(lines.get(next))) {
            next++;
        }
        kept.addAll(lines.subList(next, lines.size()));
        return kept;
    }

    private static List<String> withoutQuotes(List<String> lines) {
        return lines.stream().filter(line -> !QuoteSigns.quoted(line)).toList();
    }

    private static List<String> upTo(List<String> lines, int end) {
        return end < 0 ? lines : lines.subList(0, end);
    }
}
