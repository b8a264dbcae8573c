package io.deskbridge.rule;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text as its words, written alike however they were typed: small letters, ä as ae, ö as oe, ü as ue, ß as ss, other
 * letters without their accents, wide and decorated letters as plain ones. A word is a run of letters and digits of any
 * script; a sign such as an emoji is a word of its own; everything else separates words.
 */
final class Tokens {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+|\\p{So}");
    /** The same, with a star at the beginning or end. */
    private static final Pattern WITH_STARS = Pattern.compile("\\*?(?:[\\p{L}\\p{N}\\p{M}]+|\\p{So})\\*?|\\*");
    /** Soft hyphens, joiners and the like, which nobody sees, and variants of an emoji. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\uFE00-\\uFE0F]");

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]");

    private Tokens() {}

    static List<String> of(String text) {
        return words(WORD, text);
    }

    /** Words of a rule, which may begin or end with a star. */
    static List<String> withStars(String text) {
        return words(WITH_STARS, text);
    }

    private static List<String> words(Pattern pattern, String text) {
        return pattern.matcher(alike(text)).results().map(MatchResult::group).toList();
    }

    private static String alike(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String composed = Normalizer.normalize(visible, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        return ACCENTS.matcher(Normalizer.normalize(composed, Normalizer.Form.NFKD))
                .replaceAll("");
    }
}
