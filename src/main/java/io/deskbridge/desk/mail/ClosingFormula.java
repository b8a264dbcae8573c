package io.deskbridge.desk.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the signature that a program put below "Mit freundlichen Grüßen" without any mark, as Outlook does.
 *
 * <p>The formula itself, a name on a line of its own and a postscript are the agent's words.
 */
final class ClosingFormula {
    private static final String GREETING = "(mit |with )?(\\p{L}{4,14} (und|and) )?(\\p{L}{4,14} )?"
            + "(grüßen?|gruß|grüssen?|gruss|gruessen?|regards|wishes)( aus (\\p{L}+ ?){1,3}| from (\\p{L}+ ?){1,3})?"
            + "|mfg|lg|vg|bg|hochachtungsvoll|((yours )?(sincerely|faithfully|truly)( yours)?)|cheers";

    private static final Pattern FORMULA =
            Pattern.compile("(?iu)^\\s*(" + GREETING + ")(\\s?[/|,]\\s?(" + GREETING + "))?\\s*[,.!]*\\s*$");

    private static final Pattern POSTSCRIPT = Pattern.compile("(?iu)^\\s*p\\.?\\s?s\\.?[\\s:].*");

    /** "Mia", "Mia Muster", "Ihr Team von Muster": a few words and nothing else. */
    private static final Pattern NAME =
            Pattern.compile("(?u)^\\s*(i\\. ?[AV]\\. )?\\p{L}[\\p{L}.'’-]*( [\\p{L}.'’&-]+){0,5},?\\s*$");

    private static final Pattern EVIDENCE = Pattern.compile(
            "(\\+|\\b0)\\d[\\d ()/.–-]{4,}\\d"
                    + "|[^\\s@]{1,64}@[^\\s@]{1,100}\\.\\p{L}{2,}|https?://|\\bwww\\."
                    + "|\\b(GmbH|AG|KG|KGaA|OHG|UG|GbR|eG|Ltd|Inc|LLC|PLC|SE)\\b|\\be\\. ?V\\."
                    + "|(?iu:\\b(tel|telefon|telephone|phone|fon|fax|telefax|mobile?|handy|durchwahl)\\b\\s?[.:]"
                    + "|geschäftsführ|vorstand|amtsgericht|handelsregister|\\bhr[ab] ?\\d|ust-?id|managing director|registered office)");

    /** A block of more lines than these below the name is no afterthought. */
    private static final int FEW = 2;

    private ClosingFormula() {}

    /** The first line of the signature; -1 when there is none. */
    static int signatureBelow(List<String> lines) {
        int formula = next(lines, 0);
        while (formula >= 0) {
            int another = next(lines, formula + 1);
            int begin = own(lines, formula + 1);
            List<String> section = lines.subList(begin, Math.max(begin, another < 0 ? lines.size() : another));
            boolean evident =
                    section.stream().anyMatch(line -> EVIDENCE.matcher(line).find());
            // what stands between two formulas without any evidence is no signature yet
            boolean tall = another < 0 && afterName(section) > FEW;
            if (evident || tall) {
                return begin;
            }
            formula = another;
        }
        return -1;
    }

    private static int next(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).length() < 90 && FORMULA.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    /** The first line below what is the agent's own: a name that stands alone, and postscripts. */
    private static int own(List<String> lines, int from) {
        int end = from;
        int paragraph = skipBlank(lines, from);
        boolean first = true;
        while (paragraph < lines.size()) {
            int below = paragraphEnd(lines, paragraph);
            String line = lines.get(paragraph);
            boolean name = first && below - paragraph == 1 && NAME.matcher(line).matches();
            if (!name && !POSTSCRIPT.matcher(line).matches()) {
                break;
            }
            first = false;
            end = below;
            paragraph = skipBlank(lines, below);
        }
        return end;
    }

    private static int afterName(List<String> section) {
        List<String> words = section.stream().filter(line -> !line.isBlank()).toList();
        boolean named = !words.isEmpty() && NAME.matcher(words.get(0)).matches();
        return words.size() - (named ? 1 : 0);
    }

    private static int skipBlank(List<String> lines, int from) {
        int line = from;
        while (line < lines.size() && lines.get(line).isBlank()) {
            line++;
        }
        return line;
    }

    private static int paragraphEnd(List<String> lines, int from) {
        int line = from;
        while (line < lines.size() && !lines.get(line).isBlank()) {
            line++;
        }
        return line;
    }
}
