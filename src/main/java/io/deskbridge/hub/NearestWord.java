package io.deskbridge.hub;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearestWord {
    private NearestWord() {}

    /** "; did you mean x?" or, when nothing is near, "; there is: a, b, c". */
    public static String hint(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "; there is none";
        }
        return nearest(word, known)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> "; there is: "
                        + String.join(", ", known.stream().sorted().toList()));
    }

    /** The known word that is near enough to be what was meant; empty when none is. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparingInt(candidate -> -sameBeginning(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3));
    }

    /** Of words that are as near, who mistyped one probably began it rightly. */
    private static int sameBeginning(String left, String right) {
        int same = 0;
        while (same < Math.min(left.length(), right.length())
                && Character.toLowerCase(left.charAt(same)) == Character.toLowerCase(right.charAt(same))) {
            same++;
        }
        return same;
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
