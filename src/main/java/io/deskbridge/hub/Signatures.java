package io.deskbridge.hub;

import io.deskbridge.core.Agent;
import io.deskbridge.core.CommandLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The names under which agents answer: the only words that the hub ever adds to theirs.
 *
 * @param agents whoever is not among them signs with {@code others}
 * @param others of agents who are not named; empty when they sign with nothing
 */
@ConfigurationProperties("deskbridge.signatures")
public record Signatures(@DefaultValue List<Signature> agents, @DefaultValue("") String others) {
    /** No agent signs. */
    public static final Signatures NONE = new Signatures(List.of(), "");

    /**
     * An agent's name to the outside.
     *
     * @param agent as the desk knows that person: the id or the address, or the whole name
     * @param sign what stands below the words: {@code ^AK}, {@code Anna from Acme}; empty for nothing
     */
    public record Signature(@DefaultValue("") String agent, @DefaultValue("") String sign) {
        public Signature {
            sign = sign.strip();
        }

        private String key() {
            return agent.strip().toLowerCase(Locale.ROOT);
        }
    }

    public Signatures {
        agents = List.copyOf(agents);
        others = others.strip();
        var mistakes = new ArrayList<String>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < agents.size(); i++) {
            String key = agents.get(i).key();
            if (key.isEmpty()) {
                mistakes.add(
                        "deskbridge.signatures.agents[" + i + "].agent is missing; write the id, the address or the"
                                + " name that the desk has for that agent");
            } else if (!known.add(key)) {
                mistakes.add("deskbridge.signatures.agents[" + i + "].agent is \""
                        + agents.get(i).agent() + "\", which stands there already; each agent has one signature");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
    }

    /**
     * The text with the agent's signature: behind the last word when that begins with {@code ^} or a dash, else on a line of
     * its own. A text without words stays without, and what ends with the signature gets no second one.
     */
    String signed(Agent agent, String text) {
        String sign = of(agent);
        String words = text.stripTrailing();
        if (sign.isEmpty() || hasNoWords(words) || words.endsWith(sign)) {
            return text;
        }
        boolean behind = sign.startsWith("^") || sign.startsWith("-") || sign.startsWith("–");
        return words + (behind ? " " : "\n") + sign;
    }

    /** The text without the signature that {@link #signed} gave it, or that the agent wrote. */
    String unsigned(Agent agent, String text) {
        String sign = of(agent);
        String words = text.stripTrailing();
        return !sign.isEmpty() && words.endsWith(sign)
                ? words.substring(0, words.length() - sign.length()).stripTrailing()
                : text;
    }

    /** A line that asks the channel for something is none of the agent's words. */
    private static boolean hasNoWords(String text) {
        return CommandLine.of(text).map(CommandLine::rest).orElse(text).isBlank();
    }

    /** The agent's signature; empty when there is none. */
    String of(Agent agent) {
        return find(agent.id())
                .or(() -> find(agent.name()))
                .map(Signature::sign)
                .orElse(others);
    }

    private Optional<Signature> find(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        return agents.stream().filter(known -> known.key().equals(key)).findFirst();
    }
}
