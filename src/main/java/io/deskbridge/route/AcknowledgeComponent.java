package io.deskbridge.route;

import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.AcknowledgementSettings;
import io.deskbridge.hub.AcknowledgementText;
import io.deskbridge.hub.HubSettings;
import io.deskbridge.hub.NearestWord;
import io.deskbridge.rule.AutomaticText;
import io.deskbridge.rule.Conditions;
import io.deskbridge.rule.SpokenLanguage;
import io.deskbridge.store.NewAcknowledgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code acknowledge:<name>} tells the customer, once in a conversation, that the message arrived: for what meets all its
 * conditions, or for everything that comes into a ticket. In private alone, unless the step says {@code public: true}: the
 * same words under every complaint are spam.
 */
@org.springframework.stereotype.Component("acknowledge-component")
class AcknowledgeComponent extends DefaultComponent {
    /** What such a step may say to customers. */
    static final List<String> TEXTS = List.of("text", "text-en", "text-de");

    static final String PUBLIC = "public";
    private static final List<String> YES_OR_NO = List.of("true", "false");

    private final AcknowledgementSettings settings;
    private final Locale language;

    AcknowledgeComponent(AcknowledgementSettings settings, HubSettings hub) {
        this.settings = settings;
        this.language = hub.language();
    }

    /** What such a step may say. */
    List<RouteOption> options() {
        var known = new ArrayList<>(Conditions.OPTIONS);
        known.add(new RouteOption(
                "text",
                "What the customer reads; {network} and {ticket} are filled in. Without it there are words that ship.",
                AcknowledgementText::mistake));
        known.add(new RouteOption("text-en", "As text, for messages in English.", AcknowledgementText::mistake));
        known.add(new RouteOption("text-de", "As text, for messages in German.", AcknowledgementText::mistake));
        known.add(new RouteOption(
                PUBLIC,
                "Whether what is public is acknowledged, too, for everybody to read: true or false.",
                value -> YES_OR_NO.contains(value.strip())
                        ? Optional.empty()
                        : Optional.of(
                                "\"" + value + "\" is neither true nor false" + NearestWord.hint(value, YES_OR_NO))));
        return known;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        StepAddress address = StepAddress.read("acknowledge", remaining, parameters, options());
        parameters.clear();
        Map<String, String> said = address.options();
        Conditions conditions = Conditions.read(said);
        boolean inPublic = "true".equals(said.getOrDefault(PUBLIC, "").strip());
        boolean oneForAll = said.containsKey("text") && !said.containsKey("text-en") && !said.containsKey("text-de");
        if (!oneForAll) {
            SpokenLanguage.prepare();
        }
        return new RuleEndpoint(uri, this, address.step(), (run, exchange) -> {
            Message message = run.row().message();
            if ((message.kind() == Kind.DIRECT || inPublic)
                    && !AutomaticText.is(message.text())
                    && conditions.unmet(RuleEndpoint.facts(run)).isEmpty()) {
                String text = oneForAll ? said.getOrDefault("text", "") : text(said, message);
                run.acknowledge(new NewAcknowledgement(address.words(), text, settings.expires()));
            }
        });
    }

    /** In the message's language, else as the step says it for all, else in the language in which the hub speaks. */
    private String text(Map<String, String> said, Message message) {
        Optional<Locale> spoken = SpokenLanguage.of(message.text());
        String word =
                spoken.map(Locale::getLanguage).map(code -> "text-" + code).orElse("text");
        return Optional.ofNullable(said.get(word))
                .or(() -> Optional.ofNullable(said.get("text")))
                .orElseGet(() -> shipped(said, spoken.orElse(language)));
    }

    private String shipped(Map<String, String> said, Locale wanted) {
        boolean german = wanted.getLanguage().equals("de");
        return said.getOrDefault(german ? "text-de" : "text-en", german ? settings.german() : settings.english());
    }
}
