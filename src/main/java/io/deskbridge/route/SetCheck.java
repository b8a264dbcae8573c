package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Whether the desks behind a {@code set:} take what it sets: one at least the word, and each that has the word its value. */
final class SetCheck {
    private static final List<String> SINGLE = List.of(TicketWords.PRIORITY, TicketWords.GROUP);

    private final DeskComponent desks;

    SetCheck(DeskComponent desks) {
        this.desks = desks;
    }

    /**
     * @param step the {@code set:}
     * @param after the steps to desks behind it, at least one
     */
    Optional<String> mistake(Node step, String name, List<Node> after) {
        for (String word : SINGLE) {
            Optional<String> value = parameter(step, word);
            List<Node> asked = after.stream()
                    .filter(desk -> parameter(desk, word).isEmpty())
                    .toList();
            if (value.isEmpty() || asked.isEmpty()) {
                continue;
            }
            if (asked.stream().noneMatch(desk -> takes(desk, word))) {
                return Optional.of("to " + name + " sets a \"" + word + "\", which " + names(asked)
                        + " behind it has no option for; leave it out");
            }
            for (Node desk : asked) {
                Optional<String> mistake = options(desk).stream()
                        .filter(option -> option.takes(word))
                        .flatMap(option -> option.mistake().apply(value.get().strip()).stream())
                        .findFirst();
                if (mistake.isPresent()) {
                    return Optional.of("to " + name + " " + word + ": " + RouteYaml.text(RuleStepCheck.uri(desk))
                            + " behind it does not take it: " + mistake.get());
                }
            }
        }
        return parameter(step, TicketWords.TAGS).isPresent()
                        && after.stream().noneMatch(desk -> TicketWords.TAG_OPTIONS.stream()
                                .anyMatch(option -> takes(desk, option)))
                ? Optional.of("to " + name + " sets \"tags\", which " + names(after)
                        + " behind it has no option for; leave them out")
                : Optional.empty();
    }

    private static String names(List<Node> desks) {
        return String.join(
                " or ",
                desks.stream()
                        .map(desk -> RouteYaml.text(RuleStepCheck.uri(desk)))
                        .distinct()
                        .toList());
    }

    private boolean takes(Node desk, String word) {
        return options(desk).stream().anyMatch(option -> option.takes(word));
    }

    private List<RouteOption> options(Node desk) {
        return desks.options(RouteYaml.text(RuleStepCheck.uri(desk))
                .replaceFirst("^desk:", "")
                .replaceFirst("\\?.*", ""));
    }

    private static Optional<String> parameter(Node step, String word) {
        return RouteYaml.get(step, "parameters")
                .flatMap(parameters -> RouteYaml.get(parameters, word))
                .map(RouteYaml::text);
    }
}
