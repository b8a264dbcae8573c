package io.deskbridge.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The automatic first reply, which routes ask for with {@code acknowledge:}.
 *
 * @param english what a customer reads who wrote in English, where the route says no words of its own; with the placeholders
 *     that the step has
 * @param german likewise in German
 * @param expires how long after the customer wrote it may still be sent
 */
@ConfigurationProperties("deskbridge.acknowledgements")
public record AcknowledgementSettings(
        @DefaultValue(AcknowledgementSettings.ENGLISH) String english,
        @DefaultValue(AcknowledgementSettings.GERMAN) String german,
        @DefaultValue("15m") Duration expires) {
    static final String ENGLISH =
            "Thank you, your message has arrived. Somebody will answer you here as soon as possible.";
    static final String GERMAN = "Danke, Ihre Nachricht ist angekommen. Sie bekommen hier so bald wie möglich Antwort.";

    public AcknowledgementSettings {
        var mistakes = new ArrayList<String>();
        check("english", english).ifPresent(mistakes::add);
        check("german", german).ifPresent(mistakes::add);
        if (expires.isNegative() || expires.isZero()) {
            mistakes.add("deskbridge.acknowledgements.expires is " + expires + "; write a time such as 15m");
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
    }

    private static Optional<String> check(String key, String text) {
        return AcknowledgementText.mistake(text).map(mistake -> "deskbridge.acknowledgements." + key + ": " + mistake);
    }

    /** As it ships. */
    public static AcknowledgementSettings usual() {
        return new AcknowledgementSettings(ENGLISH, GERMAN, Duration.ofMinutes(15));
    }
}
