package io.deskbridge.hub;

import java.util.List;

/** All that is wrong with the configuration, told at once. */
public final class ConfigurationMistakes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    /**
     * @param mistakes one sentence each: the thing, the value and what would be right
     */
    public ConfigurationMistakes(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
