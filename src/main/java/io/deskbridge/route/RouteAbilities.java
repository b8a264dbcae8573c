package io.deskbridge.route;

import io.deskbridge.core.DeskContract.Repeat;
import io.deskbridge.hub.NearestWord;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.convert.DurationStyle;

/**
 * What a route that writes into a desk can do beside that, as it says itself.
 *
 * @param find whether it can tell what stands there
 * @param comment whether it can tell how a comment stands
 * @param check whether it can tell if the account works
 * @param reopen whether it can bring a solved ticket back
 * @param keys how long the desk knows a key; empty when it takes none
 */
record RouteAbilities(boolean find, boolean comment, boolean check, boolean reopen, Optional<Duration> keys) {
    private static final List<String> QUESTIONS = List.of("find", "comment", "check", "reopen");

    static RouteAbilities of(Optional<String> answers, Optional<String> keys) {
        Set<String> words = words(answers.orElse(""));
        return new RouteAbilities(
                words.contains("find"),
                words.contains("comment"),
                words.contains("check"),
                words.contains("reopen"),
                keys.map(DurationStyle::detectAndParse));
    }

    Repeat repeat() {
        return find ? new Repeat.LookUp() : keys.<Repeat>map(Repeat.Keyed::new).orElseGet(Repeat.Never::new);
    }

    static Optional<String> mistakeInAnswers(String text) {
        return words(text).stream()
                .filter(word -> !QUESTIONS.contains(word))
                .findFirst()
                .map(word -> "answers: \"" + word + "\" is no question" + NearestWord.hint(word, QUESTIONS));
    }

    static Optional<String> mistakeInKeys(String text) {
        try {
            return DurationStyle.detectAndParse(text.strip()).compareTo(Duration.ZERO) > 0
                    ? Optional.empty()
                    : Optional.of("keys: \"" + text + "\" must be longer than nothing");
        } catch (IllegalArgumentException e) {
            return Optional.of("keys: \"" + text + "\" is no length of time; write it as 24h or 7d");
        }
    }

    private static Set<String> words(String text) {
        var words = new LinkedHashSet<String>();
        for (String word : text.split(",")) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }
}
