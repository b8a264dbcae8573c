package io.deskbridge.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which of the languages that the hub speaks to customers a text is in. */
public final class SpokenLanguage {
    private static final Set<String> SPOKEN = Set.of("en", "de");

    private SpokenLanguage() {}

    /** Has the first text wait for nothing. */
    public static void prepare() {
        LanguageModel.load();
    }

    /** Empty for another language, and where it cannot be told. */
    public static Optional<Locale> of(String text) {
        Set<String> possible = LanguageModel.possible(text);
        return possible.size() == 1
                ? possible.stream()
                        .filter(SPOKEN::contains)
                        .map(Locale::forLanguageTag)
                        .findFirst()
                : Optional.empty();
    }
}
