package io.deskbridge.rule;

import java.util.List;

/**
 * A word, or several that stand one after the other. A word is met by the whole word only; with a star before it also by
 * words that end with it, with a star behind it by words that begin with it, with both by words that hold it.
 */
record Phrase(String written, List<String> words) {
    static Phrase read(String written) {
        List<String> words = Tokens.withStars(written);
        if (words.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + written + "\" has no letter, digit or emoji; only those are compared");
        }
        if (words.contains("*") || written.matches("(?s).*[\\p{L}\\p{N}]\\*+[\\p{L}\\p{N}*].*")) {
            throw new IllegalArgumentException(
                    "\"" + written + "\": a star stands at the beginning or at the end of a word,"
                            + " as in *rechnung, rechnung* or *rechnung*");
        }
        return new Phrase(written, words);
    }

    boolean standsIn(List<String> text) {
        for (int start = 0; start + words.size() <= text.size(); start++) {
            if (standsAt(text, start)) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAt(List<String> text, int start) {
        for (int i = 0; i < words.size(); i++) {
            if (!isMetBy(words.get(i), text.get(start + i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMetBy(String rule, String word) {
        boolean open = rule.startsWith("*");
        boolean goesOn = rule.endsWith("*");
        String part = rule.substring(open ? 1 : 0, rule.length() - (goesOn ? 1 : 0));
        if (open && goesOn) {
            return word.contains(part);
        }
        return open ? word.endsWith(part) : goesOn ? word.startsWith(part) : word.equals(part);
    }
}
