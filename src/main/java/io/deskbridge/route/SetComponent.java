package io.deskbridge.route;

import static io.deskbridge.route.TicketWords.GROUP;
import static io.deskbridge.route.TicketWords.PRIORITY;
import static io.deskbridge.route.TicketWords.TAGS;

import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.OpenDesk;
import io.deskbridge.rule.Conditions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code set:<name>} sets priority, tags and group of the ticket for what meets all its conditions, or for everything. */
@org.springframework.stereotype.Component("set-component")
class SetComponent extends DefaultComponent {
    private static final List<String> WORDS = List.of(PRIORITY, TAGS, GROUP);

    private final Accounts accounts;

    SetComponent(Accounts accounts) {
        this.accounts = accounts;
    }

    /** What such a step may say. */
    List<RouteOption> options() {
        var known = new ArrayList<>(Conditions.OPTIONS);
        known.add(new RouteOption(PRIORITY, "Priority of the ticket, as the desk calls it.", this::priority));
        known.add(new RouteOption(TAGS, "Tags or labels to be added, with commas between them.", SetComponent::blank));
        known.add(new RouteOption(GROUP, "Group the ticket goes to.", SetComponent::blank));
        return known;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        StepAddress address = StepAddress.read("set", remaining, parameters, options());
        parameters.clear();
        var said = new HashMap<>(address.options());
        said.keySet().retainAll(WORDS);
        if (said.isEmpty()) {
            throw new IllegalArgumentException(
                    address.step() + " sets nothing; give it at least one of " + String.join(", ", WORDS));
        }
        Conditions conditions = Conditions.read(address.options());
        return new RuleEndpoint(uri, this, address.step(), (run, exchange) -> {
            if (conditions.unmet(RuleEndpoint.facts(run)).isEmpty()) {
                TicketWords.of(exchange).and(said).keep(exchange);
            }
        });
    }

    /** A priority that no configured desk would take is a mistake; which desk follows is known only later. */
    private Optional<String> priority(String value) {
        var mistakes = new ArrayList<String>();
        for (OpenDesk desk : accounts.desks()) {
            if (TicketWords.isTaken(PRIORITY, value.strip(), desk.options())) {
                return Optional.empty();
            }
            desk.options().stream()
                    .filter(option -> option.takes(PRIORITY))
                    .flatMap(option -> option.mistake().apply(value.strip()).stream())
                    .forEach(mistake -> mistakes.add("desk:" + desk.name() + ": " + mistake));
        }
        return Optional.of(
                mistakes.isEmpty()
                        ? "no configured desk has priorities"
                        : "no desk takes it; " + String.join("; ", mistakes));
    }

    private static Optional<String> blank(String value) {
        return value.isBlank() ? Optional.of("the value is blank; it must name something") : Optional.empty();
    }
}
