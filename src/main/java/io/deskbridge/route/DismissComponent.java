package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.rule.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code dismiss:<name>} dismisses what meets all its conditions, or everything, with the reason that the admin gives; only
 * an edit or a deletion of what stands in a ticket goes on, because its agents must hear of it.
 */
@org.springframework.stereotype.Component("dismiss-component")
class DismissComponent extends DefaultComponent {
    private static final String REASON = "reason";

    /** What such a step may say. */
    List<RouteOption> options() {
        var known = new ArrayList<>(Conditions.OPTIONS);
        known.add(new RouteOption(
                REASON,
                "Why, in a few words; the ledger keeps it.",
                value -> value.isBlank()
                        ? Optional.of("the reason is blank; say it in a few words")
                        : Optional.empty()));
        return known;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        StepAddress address = StepAddress.read("dismiss", remaining, parameters, options());
        parameters.clear();
        String reason = address.options().get(REASON);
        if (reason == null) {
            throw new IllegalArgumentException(
                    address.step() + " has no reason; say in a few words why, such as reason: advertising");
        }
        Conditions conditions = Conditions.read(address.options());
        return new RuleEndpoint(uri, this, address.step(), (run, exchange) -> {
            if (conditions.unmet(RuleEndpoint.facts(run)).isEmpty() && !run.changesAnEntry()) {
                RuleEndpoint.dismiss(run, exchange, address.words() + ": " + reason.strip());
            }
        });
    }
}
