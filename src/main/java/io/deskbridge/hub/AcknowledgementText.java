package io.deskbridge.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of an acknowledgement, as an admin writes them. Placeholders are few and none is filled with anything that a
 * customer wrote or can choose, such as a name: what a stranger chooses must not go out in the company's voice.
 */
public final class AcknowledgementText {
    private static final String NETWORK = "network";
    private static final String TICKET = "ticket";
    private static final List<String> KNOWN = List.of(NETWORK, TICKET);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

    private AcknowledgementText() {}

    /** What is wrong with the words; empty when they can be sent. */
    public static Optional<String> mistake(String text) {
        if (text.isBlank()) {
            return Optional.of("the text is blank; write what customers read");
        }
        if (text.strip().startsWith("/")) {
            return Optional.of("the text begins with \"/\", as what asks a channel for something does;"
                    + " begin with another character");
        }
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(word -> !KNOWN.contains(word))
                .findFirst()
                .map(word -> "{" + word + "} is no placeholder" + NearestWord.hint(word, KNOWN));
    }

    /** The words with what stands for each placeholder. */
    public static String filled(String text, String network, String ticket) {
        Map<String, String> values = Map.of(NETWORK, network, TICKET, ticket);
        Matcher placeholders = PLACEHOLDER.matcher(text.strip());
        return placeholders.replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
