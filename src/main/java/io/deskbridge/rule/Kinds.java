package io.deskbridge.rule;

import io.deskbridge.core.Kind;
import io.deskbridge.hub.NearestWord;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code kinds: "mention, direct"}. */
final class Kinds {
    static final String KNOWN = Arrays.stream(Kind.values()).map(Kinds::word).collect(Collectors.joining(", "));

    private Kinds() {}

    static Condition read(String value) {
        var known = Arrays.stream(Kind.values()).map(Kinds::word).toList();
        var wanted = EnumSet.noneOf(Kind.class);
        for (String name : Values.list(value)) {
            String word = name.toLowerCase(Locale.ROOT);
            if (!known.contains(word)) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is no kind of message" + NearestWord.hint(name, known));
            }
            wanted.add(Kind.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        String names = wanted.stream().map(Kinds::word).collect(Collectors.joining(", "));
        return facts -> Condition.unless(
                wanted.contains(facts.message().kind()),
                "kind " + word(facts.message().kind()) + " is not " + names);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
