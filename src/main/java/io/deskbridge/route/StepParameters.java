package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.Accounts;
import io.deskbridge.rule.Conditions;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.component.EndpointUriFactorySupport;
import org.apache.camel.util.StringHelper;
import org.springframework.stereotype.Component;

/**
 * Lets the values of {@code desk:}, {@code only:}, {@code dismiss:}, {@code set:}, {@code acknowledge:}, {@code inbox:} and
 * {@code outbox:} arrive as an admin wrote them. Camel
 * joins a step's parameters to one address and takes it apart again, and only of values that it is told are secret it leaves
 * {@code &}, {@code %} and {@code +} alone: so all of them are whose names are known beforehand. Those of {@code field.} are
 * not.
 */
@Component
class StepParameters extends EndpointUriFactorySupport implements EndpointUriFactory {
    private static final Set<String> STEPS = Set.of("desk", "only", "dismiss", "set", "acknowledge", "inbox", "outbox");

    private final Accounts accounts;

    StepParameters(Accounts accounts) {
        this.accounts = accounts;
    }

    private Set<String> names() {
        var names = new LinkedHashSet<>(Set.of("reason", "priority", "tags", "group", AcknowledgeComponent.PUBLIC));
        AcknowledgeComponent.TEXTS.stream().map(StringHelper::dashToCamelCase).forEach(names::add);
        Stream.of(
                        Conditions.OPTIONS.stream(),
                        InboxOptions.ALL.stream(),
                        OutboxOptions.ALL.stream(),
                        accounts.desks().stream().flatMap(desk -> desk.options().stream()))
                .flatMap(options -> options)
                .map(RouteOption::name)
                .map(StringHelper::dashToCamelCase)
                .forEach(names::add);
        return Set.copyOf(names);
    }

    @Override
    public boolean isEnabled(String scheme) {
        return STEPS.contains(scheme);
    }

    /** Used for a step without a name, which the step itself refuses. */
    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) {
        return scheme + ":";
    }

    @Override
    public Set<String> propertyNames() {
        return names();
    }

    @Override
    public Set<String> secretPropertyNames() {
        return names();
    }

    @Override
    public Map<String, String> multiValuePrefixes() {
        return Map.of();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
