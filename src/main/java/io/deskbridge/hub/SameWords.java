package io.deskbridge.hub;

import io.deskbridge.core.Author;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an answer says, without what differs though nobody thought anew: whom it addresses, case, spaces, marks. */
final class SameWords {
    /** A "thank you" is no text block. */
    private static final int FEWEST_LETTERS = 20;

    private static final Pattern MENTION = Pattern.compile("[@＠][\\p{L}\\p{N}_.\\-]+");
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** A part of a name that is shorter may be any word. */
    private static final int SHORTEST_NAME = 3;

    private SameWords() {}

    /**
     * Two answers are the same when this is equal.
     *
     * @param text without signature
     * @param person whom it answers
     * @return empty when it is too short to mean anything that it is the same
     */
    static Optional<String> of(String text, Author person) {
        Set<String> names = new HashSet<>(words(person.name()));
        names.addAll(words(person.handle()));
        String said = words(MENTION.matcher(text).replaceAll(" ")).stream()
                .filter(word -> word.length() < SHORTEST_NAME || !names.contains(word))
                .collect(Collectors.joining(" "));
        long letters = said.codePoints().filter(Character::isLetterOrDigit).count();
        return letters < FEWEST_LETTERS ? Optional.empty() : Optional.of(said);
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Arrays.stream(MARKS.split(plain)).filter(word -> !word.isEmpty()).toList();
    }
}
