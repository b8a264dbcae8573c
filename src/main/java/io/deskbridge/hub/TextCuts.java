package io.deskbridge.hub;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a text may be cut: between words, and never inside a link, a name, a tag or what people see as one character. */
final class TextCuts {
    /** What a cut ends, the better the later. */
    enum Rank {
        WORD,
        SENTENCE,
        PARAGRAPH
    }

    /**
     * A place to cut.
     *
     * @param end of the words before it
     * @param next where the words behind it begin; white space between the two goes
     */
    record Cut(int end, int next, Rank rank) {}

    /** To the next white space: where a link ends within other words nobody knows. */
    private static final Pattern WHOLE =
            Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]*://|www\\.|[\\p{L}\\p{N}-]+(?:\\.[a-z0-9-]+)+/|[@＠#＃])\\S+");

    /** A full stop that ends no sentence: of a letter, of a number, of words that German and English shorten. */
    private static final Pattern SHORTENED = Pattern.compile(
            "(?iu)(?:^|[^\\p{L}\\p{N}])(?:\\p{L}|\\d{1,2}|nr|dr|prof|str|tel|bzw|ca|evtl|ggf|inkl|zzgl|usw|vgl|hr|fr|mr|mrs|ms|no|st|vs|etc|approx)\\.$");

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    /** Full stop, comma and brackets of those scripts belong to none of them. */
    private static final String THEIR_MARKS = "、。！？，．：；）」』】〉》ー";

    private static final int AROUND_A_FULL_STOP = 16;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private final String text;
    private final BitSet sentences;
    private final BitSet characters;
    private final BitSet inside = new BitSet();

    private TextCuts(String text) {
        this.text = text;
        sentences = boundaries(BreakIterator.getSentenceInstance(ULocale.ROOT), text);
        characters = boundaries(BreakIterator.getCharacterInstance(ULocale.ROOT), text);
        Matcher whole = WHOLE.matcher(text);
        while (whole.find()) {
            inside.set(whole.start() + 1, whole.end());
        }
    }

    /** All of them in the text's order, without its beginning and its end. */
    static List<Cut> of(String text) {
        return new TextCuts(text).all();
    }

    private List<Cut> all() {
        var cuts = new ArrayList<Cut>();
        BreakIterator lines = BreakIterator.getLineInstance(ULocale.ROOT);
        lines.setText(text);
        lines.first();
        for (int next = lines.next(); next != BreakIterator.DONE && next < text.length(); next = lines.next()) {
            int end = withoutSpaceBehind(next);
            boolean allowed = end < next || writesNoSpaces(text.codePointBefore(next));
            if (allowed && end > 0 && isBetween(end, next)) {
                cuts.add(new Cut(end, next, rank(end, next)));
            }
        }
        return cuts;
    }

    private int withoutSpaceBehind(int next) {
        int end = next;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private boolean isBetween(int end, int next) {
        return !inside.get(end)
                && !inside.get(next)
                && characters.get(end)
                && characters.get(next)
                && !Character.isWhitespace(text.charAt(next))
                // a part that begins so would ask the channel for something
                && text.charAt(next) != '/';
    }

    private Rank rank(int end, int next) {
        long breaks = LINE_BREAK.matcher(text.substring(end, next)).results().count();
        if (breaks > 1) {
            return Rank.PARAGRAPH;
        }
        boolean shortened = SHORTENED
                .matcher(text.substring(Math.max(0, end - AROUND_A_FULL_STOP), end))
                .find();
        return breaks == 1 || sentences.get(next) && !shortened ? Rank.SENTENCE : Rank.WORD;
    }

    private static boolean writesNoSpaces(int before) {
        return WITHOUT_SPACES.contains(UnicodeScript.of(before)) || THEIR_MARKS.indexOf(before) >= 0;
    }

    private static BitSet boundaries(BreakIterator iterator, String text) {
        var found = new BitSet();
        iterator.setText(text);
        for (int at = iterator.first(); at != BreakIterator.DONE; at = iterator.next()) {
            found.set(at);
        }
        return found;
    }
}
