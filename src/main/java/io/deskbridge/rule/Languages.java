package io.deskbridge.rule;

import io.deskbridge.hub.NearestWord;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code languages: "de, en, unknown"} and {@code not-languages}. The text alone is asked: what networks tell is often the
 * setting of the author's app. A text that may be in several languages is in none of them, unless all are named.
 */
final class Languages {
    private static final String UNKNOWN = "unknown";

    private Languages() {}

    static Condition among(String value) {
        Set<String> wanted = read(value);
        LanguageModel.load();
        String names = String.join(", ", wanted);
        return facts -> {
            Set<String> possible = LanguageModel.possible(facts.message().text());
            if (!possible.isEmpty() && wanted.containsAll(possible)) {
                return Optional.empty();
            }
            return possible.size() == 1
                    ? Optional.of("the text is in " + String.join("", possible) + " and not in " + names)
                    : Condition.unless(wanted.contains(UNKNOWN), "it is unknown which language the text is in");
        };
    }

    static Condition notAmong(String value) {
        Set<String> refused = read(value);
        if (refused.contains(UNKNOWN)) {
            throw new IllegalArgumentException(
                    "\"unknown\" is no language here: a text whose language is unknown never meets not-languages");
        }
        LanguageModel.load();
        return facts -> {
            Set<String> possible = LanguageModel.possible(facts.message().text());
            if (possible.isEmpty() || possible.size() > 1 && possible.stream().anyMatch(refused::contains)) {
                return Optional.of("it is unknown which language the text is in");
            }
            return possible.stream().filter(refused::contains).findFirst().map(code -> "the text is in " + code);
        };
    }

    private static Set<String> read(String value) {
        var codes = new LinkedHashSet<String>();
        for (String written : Values.list(value)) {
            String code = written.toLowerCase(Locale.ROOT);
            if (!code.equals(UNKNOWN) && !LanguageModel.CODES.contains(code)) {
                throw new IllegalArgumentException(
                        "\"" + written + "\" is no language that can be told; " + right(code));
            }
            codes.add(code);
        }
        return codes;
    }

    /** Most write a language's name where its code is wanted. */
    private static String right(String written) {
        return LanguageModel.CODES.stream()
                .filter(code -> isNameOf(written, code))
                .findFirst()
                .map(code -> "write its code, \"" + code + "\"")
                .or(() -> written.length() > 2
                                && NearestWord.nearest(written, Set.of(UNKNOWN)).isPresent()
                        ? Optional.of("did you mean \"unknown\"?")
                        : Optional.empty())
                .orElse("there is: " + String.join(", ", LanguageModel.CODES) + " and unknown");
    }

    private static boolean isNameOf(String written, String code) {
        Locale language = Locale.forLanguageTag(code);
        return Stream.of(Locale.ENGLISH, Locale.GERMAN, language)
                .anyMatch(in -> language.getDisplayLanguage(in).equalsIgnoreCase(written));
    }
}
