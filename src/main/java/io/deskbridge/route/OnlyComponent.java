package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.NearestWord;
import io.deskbridge.rule.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code only:<name>} lets through what meets all its conditions and dismisses the rest. Conditions choose which
 * conversations reach an agent. One that has a ticket has reached one, and its later messages go through whatever they
 * say: an "it still does not work" must not vanish because a word is missing. {@code follow-ups: judged} judges them, too,
 * but never an edit or a deletion of what stands in a ticket.
 */
@org.springframework.stereotype.Component("only-component")
class OnlyComponent extends DefaultComponent {
    private static final String FOLLOW_UPS = "follow-ups";
    private static final List<String> FOLLOW_UP_WORDS = List.of("pass", "judged");

    /** What such a step may say. */
    List<RouteOption> options() {
        var known = new ArrayList<>(Conditions.OPTIONS);
        known.add(new RouteOption(
                FOLLOW_UPS,
                "Whether later messages of a conversation that has a ticket pass without being judged: pass or judged.",
                OnlyComponent::mistake));
        return known;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        StepAddress address = StepAddress.read("only", remaining, parameters, options());
        parameters.clear();
        Conditions conditions = Conditions.read(address.options());
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException(address.step()
                    + " has no condition and would let everything through; give it at least one of "
                    + String.join(
                            ", ",
                            Conditions.OPTIONS.stream().map(RouteOption::name).toList()));
        }
        boolean judged = "judged".equals(address.options().get(FOLLOW_UPS));
        return new RuleEndpoint(uri, this, address.step(), (run, exchange) -> {
            Optional<String> unmet = conditions.unmet(RuleEndpoint.facts(run));
            if (unmet.isPresent() && !(judged ? run.changesAnEntry() : run.hasTicket())) {
                RuleEndpoint.dismiss(run, exchange, address.words() + ": " + unmet.get());
            }
        });
    }

    private static Optional<String> mistake(String value) {
        return FOLLOW_UP_WORDS.contains(value)
                ? Optional.empty()
                : Optional.of(
                        "\"" + value + "\" is neither pass nor judged" + NearestWord.hint(value, FOLLOW_UP_WORDS));
    }
}
