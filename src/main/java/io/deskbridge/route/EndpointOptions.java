package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.NearestWord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.StringHelper;

/**
 * What an admin wrote beside {@code inbox:} or {@code outbox:}, checked.
 *
 * @param endpoint as sentences name it
 * @param values by the names that the documentation has
 */
record EndpointOptions(String endpoint, Map<String, String> values) {
    private static final String PATH = "[^.\\s]+(\\.[^.\\s]+)*";

    /**
     * @param parameters as Camel hands them over; its YAML makes {@code sentAt} of {@code sent-at}. All are taken out
     * @throws IllegalArgumentException when a word or a value is wrong; it says what would be right
     */
    static EndpointOptions read(String endpoint, Map<String, Object> parameters, List<RouteOption> known) {
        var values = new LinkedHashMap<String, String>();
        parameters.forEach((word, value) -> {
            RouteOption option = known.stream()
                    .filter(candidate -> word.equals(candidate.name())
                            || word.equals(StringHelper.dashToCamelCase(candidate.name())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(endpoint + " has no option \""
                            + StringHelper.camelCaseToDash(word) + "\""
                            + NearestWord.hint(
                                    StringHelper.camelCaseToDash(word),
                                    known.stream().map(RouteOption::name).toList())));
            String text = String.valueOf(value).strip();
            option.mistake().apply(text).ifPresent(mistake -> {
                throw new IllegalArgumentException(endpoint + " " + option.name() + ": " + mistake);
            });
            values.put(option.name(), text);
        });
        parameters.clear();
        return new EndpointOptions(endpoint, Map.copyOf(values));
    }

    /** An option whose value is one of a few words. */
    static RouteOption oneOf(String name, String description, List<String> words) {
        return new RouteOption(
                name,
                description,
                value -> words.contains(value)
                        ? Optional.empty()
                        : Optional.of("\"" + value + "\" is unknown; there is: " + String.join(", ", words)));
    }

    /** An option that says where in a piece of JSON something stands. */
    static RouteOption path(String name, String description) {
        return new RouteOption(
                name,
                description,
                value -> value.matches(PATH)
                        ? Optional.empty()
                        : Optional.of("\"" + value + "\" is no place in JSON; write the names of fields with dots"
                                + " between them, such as customer.id"));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The words of a list with commas, in lower case and without an @ before them. */
    Set<String> names(String name) {
        return get(name).stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(word -> bare(word))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static String bare(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceFirst("^@", "");
    }

    /** Refuses options that say nothing beside these others. */
    void refuse(Collection<String> names, String because) {
        names.stream().filter(values::containsKey).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(endpoint + ": the option \"" + name + "\" " + because);
        });
    }
}
