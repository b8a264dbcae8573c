package io.deskbridge.route;

import io.deskbridge.hub.NearestWord;
import java.util.Collection;
import java.util.Map;

/** Refuses words that an endpoint does not know. */
final class Options {
    private Options() {}

    static void nothingLeft(String endpoint, Map<String, Object> parameters, Collection<String> known) {
        parameters.keySet().stream().findFirst().ifPresent(word -> {
            throw new IllegalArgumentException(
                    endpoint + " has no option \"" + word + "\"" + NearestWord.hint(word, known));
        });
    }
}
