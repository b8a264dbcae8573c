package io.deskbridge.route;

import io.deskbridge.hub.NearestWord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command was called with: words of the form {@code --name=value}. */
record CommandWords(Map<String, String> said) {
    /** The command cannot do what it is asked; the message is one sentence. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String sentence) {
            super(sentence);
        }
    }

    /**
     * @param arguments the command's name and its words
     * @throws Unusable when one is not known, or has no value
     */
    static CommandWords read(String[] arguments, List<String> known, String usage) {
        var said = new HashMap<String, String>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = argument.split("=", 2);
            if (!known.contains(parts[0])) {
                throw new Unusable("\"" + parts[0] + "\" is not understood" + NearestWord.hint(parts[0], known)
                        + System.lineSeparator() + "Usage: " + usage);
            }
            if (parts.length < 2 || parts[1].isBlank()) {
                throw new Unusable(parts[0] + " has no value; write " + parts[0] + "=..." + System.lineSeparator()
                        + "Usage: " + usage);
            }
            said.put(parts[0], parts[1]);
        }
        return new CommandWords(Map.copyOf(said));
    }

    Optional<String> of(String name) {
        return Optional.ofNullable(said.get(name));
    }

    /** Whether programs read the answer. */
    boolean isJson() {
        String format = of("--format").orElse("text");
        if (!List.of("text", "json").contains(format)) {
            throw new Unusable("--format: \"" + format + "\" is neither text nor json");
        }
        return format.equals("json");
    }
}
