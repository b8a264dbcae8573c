package io.deskbridge.hub;

import io.deskbridge.core.ChannelContract.TextRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text that is too long for one post into a numbered thread: {@code words (1/3)}. Cuts are made at white space
 * alone, or where a script that writes none breaks its lines; the better one of the ends of paragraphs, of sentences and of
 * words wins. Nothing else of the agent's words changes.
 */
final class ThreadText {
    /** More posts than that are no answer any more. */
    static final int MOST = 10;
    /** A part that ends with a sentence is left that much of its room empty at most. */
    private static final double FILLED = 0.5;

    private final String text;
    private final String signature;
    private final TextRule rule;
    private final List<TextCuts.Cut> cuts;

    private ThreadText(String text, String signature, TextRule rule) {
        this.text = text;
        this.signature = signature;
        this.rule = rule;
        this.cuts = TextCuts.of(text);
    }

    /**
     * The parts in their order, each within the rule as the network counts.
     *
     * @param signed the words with the signature behind them
     * @param signature what the text ends with and the last part shall end with, behind its number; empty when there is none
     * @return empty when it fits into one post, or cannot be split so, or not into {@link #MOST} parts
     */
    static List<String> split(String signed, String signature, TextRule rule) {
        String whole = signed.strip();
        if (rule.count().applyAsInt(whole) <= rule.max()) {
            return List.of();
        }
        boolean ends = !signature.isEmpty() && whole.endsWith(signature);
        String words = ends ? whole.substring(0, whole.length() - signature.length()) : whole;
        // with the white space that stands between the two
        String sign = whole.substring(words.stripTrailing().length());
        return new ThreadText(words.strip(), sign, rule).split();
    }

    private List<String> split() {
        int count = 2;
        // the number's own length depends on how many there are, so what comes out must be what was assumed
        for (int attempt = 0; attempt < MOST; attempt++) {
            List<String> parts = split(count);
            if (parts.size() == count) {
                return parts;
            }
            if (parts.size() < count) {
                return List.of();
            }
            count = parts.size();
        }
        return List.of();
    }

    /** As many parts as it takes, each numbered as one of so many; empty when it cannot be done. */
    private List<String> split(int of) {
        var parts = new ArrayList<String>();
        int from = 0;
        while (parts.size() < MOST) {
            int number = parts.size() + 1;
            String last = text.substring(from) + number(number, of) + signature;
            if (fits(last)) {
                parts.add(last);
                return parts;
            }
            int cut = farthest(from, number, of);
            if (cut < 0) {
                return List.of();
            }
            TextCuts.Cut best = best(from, cut, number, of);
            parts.add(text.substring(from, best.end()) + number(number, of));
            from = best.next();
        }
        return List.of();
    }

    /** The last cut up to which it fits; -1 when not even the first does. What fits grows with what is in it. */
    private int farthest(int from, int number, int of) {
        int low = -1;
        int high = cuts.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            TextCuts.Cut cut = cuts.get(middle);
            if (cut.end() <= from || fits(text.substring(from, cut.end()) + number(number, of))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low >= 0 && cuts.get(low).end() > from ? low : -1;
    }

    private TextCuts.Cut best(int from, int farthest, int number, int of) {
        TextCuts.Cut best = cuts.get(farthest);
        int enough = (int) (rule.max() * FILLED);
        for (int i = farthest - 1; i >= 0 && cuts.get(i).end() > from; i--) {
            TextCuts.Cut cut = cuts.get(i);
            if (cut.rank().compareTo(best.rank()) > 0) {
                if (rule.count().applyAsInt(text.substring(from, cut.end()) + number(number, of)) < enough) {
                    break;
                }
                best = cut;
            }
        }
        return best;
    }

    private boolean fits(String part) {
        return rule.count().applyAsInt(part) <= rule.max();
    }

    private static String number(int number, int of) {
        return " (" + number + "/" + of + ")";
    }
}
