package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.NearestWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.StringHelper;

/**
 * What an admin wrote for one of the hub's own steps, checked.
 *
 * @param step its component and its name, {@code only:orders}; the name stands in the ledger's reasons
 * @param options by the names that the documentation has
 */
record StepAddress(String step, Map<String, String> options) {
    /**
     * @param parameters as Camel hands them over; its YAML makes {@code wordsAny} of {@code words-any}
     * @throws IllegalArgumentException when a word or a value is wrong; it says what would be right
     */
    static StepAddress read(String component, String name, Map<String, Object> parameters, List<RouteOption> known) {
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*")) {
            throw new IllegalArgumentException(component + ":" + name
                    + " needs a name of letters, digits and dashes, which the ledger's reasons then say: " + component
                    + ":orders");
        }
        String step = component + ":" + name;
        var options = new LinkedHashMap<String, String>();
        parameters.forEach((word, value) -> {
            RouteOption option = known.stream()
                    .filter(candidate -> isSpelt(candidate.name(), word))
                    .findFirst()
                    .orElseThrow(() -> unknown(step, StringHelper.camelCaseToDash(word), known));
            String text = String.valueOf(value);
            option.mistake().apply(text).ifPresent(mistake -> {
                throw new IllegalArgumentException(step + " " + option.name() + ": " + mistake);
            });
            options.put(option.name(), text);
        });
        return new StepAddress(step, Map.copyOf(options));
    }

    private static boolean isSpelt(String name, String word) {
        return word.equals(name) || word.equals(StringHelper.dashToCamelCase(name));
    }

    private static IllegalArgumentException unknown(String step, String word, List<RouteOption> known) {
        return new IllegalArgumentException(step + " has no option \"" + word + "\""
                + NearestWord.hint(word, known.stream().map(RouteOption::name).toList()));
    }

    /** As reasons say it: {@code only orders}. */
    String words() {
        return step.replace(':', ' ');
    }
}
