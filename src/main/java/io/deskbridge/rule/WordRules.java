package io.deskbridge.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code words-any}, {@code words-all} and {@code words-none}. */
final class WordRules {
    private WordRules() {}

    static Condition any(String value) {
        List<Phrase> phrases = read(value);
        return facts -> {
            List<String> text = Tokens.of(facts.message().text());
            return Condition.unless(
                    phrases.stream().anyMatch(phrase -> phrase.standsIn(text)),
                    "the text has none of " + named(phrases));
        };
    }

    static Condition all(String value) {
        List<Phrase> phrases = read(value);
        return facts -> {
            List<String> text = Tokens.of(facts.message().text());
            return phrases.stream()
                    .filter(phrase -> !phrase.standsIn(text))
                    .findFirst()
                    .map(phrase -> "the text has no " + phrase.written());
        };
    }

    static Condition none(String value) {
        List<Phrase> phrases = read(value);
        return facts -> {
            List<String> text = Tokens.of(facts.message().text());
            Optional<Phrase> found =
                    phrases.stream().filter(phrase -> phrase.standsIn(text)).findFirst();
            return found.map(phrase -> "the text has " + phrase.written());
        };
    }

    private static List<Phrase> read(String value) {
        return Values.list(value).stream().map(Phrase::read).toList();
    }

    private static String named(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::written).collect(Collectors.joining(", "));
    }
}
