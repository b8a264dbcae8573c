package io.deskbridge.route;

import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.hub.AcknowledgementText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Whether what an {@code acknowledge:} says to customers fits the channels of its route. */
final class AcknowledgeCheck {
    /** A ticket's number is about as long. */
    private static final String SOME_TICKET = "SOC-10000";

    private final ChannelComponent channels;

    AcknowledgeCheck(ChannelComponent channels) {
        this.channels = channels;
    }

    /**
     * @param from where the route's messages come from; nothing is known of those that come from another route
     */
    Optional<String> mistake(Node step, String name, String from) {
        List<ChannelContract> contracts = channels.contracts(from);
        boolean inPublic =
                parameter(step, AcknowledgeComponent.PUBLIC).orElse("").strip().equals("true");
        if (!contracts.isEmpty()
                && !inPublic
                && contracts.stream().allMatch(contract -> contract.directText().isEmpty())) {
            return Optional.of(
                    "to " + name + " does nothing: " + contracts.get(0).network()
                            + " has no private answers; public: true would acknowledge for everybody to read");
        }
        return AcknowledgeComponent.TEXTS.stream()
                .flatMap(word -> parameter(step, word).stream()
                        .flatMap(text -> contracts.stream().flatMap(contract -> tooLong(contract, inPublic, text)))
                        .map(mistake -> "to " + name + " " + word + ": " + mistake))
                .findFirst();
    }

    private static Stream<String> tooLong(ChannelContract contract, boolean inPublic, String text) {
        String words = AcknowledgementText.filled(text, contract.network(), SOME_TICKET);
        return Stream.of(contract.directText(), inPublic ? contract.publicText() : Optional.<TextRule>empty())
                .flatMap(Optional::stream)
                .filter(rule -> rule.count().applyAsInt(words) > rule.max())
                .map(rule -> "the text has " + rule.count().applyAsInt(words) + " "
                        + rule.unit().english() + " and " + contract.network() + " takes " + rule.max()
                        + "; shorten it");
    }

    private static Optional<String> parameter(Node step, String word) {
        return RouteYaml.get(step, "parameters")
                .flatMap(parameters -> RouteYaml.get(parameters, word))
                .map(RouteYaml::text);
    }
}
