package io.deskbridge.route;

import io.deskbridge.core.Kind;
import io.deskbridge.hub.NearestWord;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Reads the words of endpoints, and says what is right where one is wrong. */
final class Names {
    private Names() {}

    /** A list with commas; each of its words must be known. */
    static Set<String> list(String what, String text, Collection<String> known) {
        var words = new LinkedHashSet<String>();
        for (String word : text.split(",")) {
            String name = word.strip();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        what + " \"" + name + "\" is not configured" + NearestWord.hint(name, known));
            }
            words.add(name);
        }
        return words;
    }

    /** Kinds of messages; all of them when the text is empty. */
    static Set<Kind> kinds(String text) {
        var known = Arrays.stream(Kind.values()).map(Names::word).toList();
        var kinds = new LinkedHashSet<Kind>();
        if (text.isBlank()) {
            return Set.of(Kind.values());
        }
        for (String word : text.split(",")) {
            String name = word.strip();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "kinds: \"" + name + "\" is no kind of message" + NearestWord.hint(name, known));
            }
            kinds.add(Kind.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return kinds;
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
