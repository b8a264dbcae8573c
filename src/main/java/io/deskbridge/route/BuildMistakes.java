package io.deskbridge.route;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the hub's words what Camel says in its own when it builds a route. */
final class BuildMistakes {
    private static final Pattern NO_BEAN = Pattern.compile("No bean could be found in the registry for: (\\S+)");
    private static final Pattern NO_FORMAT = Pattern.compile("Data format '([^']+)' could not be created");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private BuildMistakes() {}

    static String sentence(Exception thrown) {
        String camels = Mistakes.sentence(thrown);
        Matcher bean = NO_BEAN.matcher(camels);
        if (bean.find()) {
            return "there is no bean \"" + bean.group(1) + "\" in this hub";
        }
        Matcher format = NO_FORMAT.matcher(camels);
        if (format.find()) {
            return "the data format \"" + format.group(1) + "\" is not part of this hub";
        }
        return camels;
    }

    /** The word that the sentence is about. */
    static Optional<String> quoted(String sentence) {
        Matcher word = QUOTED.matcher(sentence);
        return word.find() ? Optional.of(word.group(1)) : Optional.empty();
    }
}
