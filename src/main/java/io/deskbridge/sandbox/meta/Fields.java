package io.deskbridge.sandbox.meta;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a caller wants to see, as {@code fields} says it:
 * {@code id,comments.filter(stream).limit(25){id,message}}.
 *
 * @param parameters of a list that is asked for: {@code filter}, {@code order}, {@code limit}
 * @param below the fields of each, in the order in which they were named
 */
public record Fields(Map<String, String> parameters, Map<String, Fields> below) {
    public static Fields of(String text) {
        return new Reader(text).fields();
    }

    public boolean wants(String name) {
        return below.containsKey(name);
    }

    /** The fields below that one; those of {@code otherwise} where none are named. */
    public Fields of(String name, Fields otherwise) {
        Fields found = below.getOrDefault(name, otherwise);
        return found.below().isEmpty() ? new Fields(found.parameters(), otherwise.below()) : found;
    }

    /** Written as they were read. */
    public String text() {
        return below.entrySet().stream()
                .map(entry -> entry.getKey() + entry.getValue().suffix())
                .collect(Collectors.joining(","));
    }

    private String suffix() {
        String asked = parameters.entrySet().stream()
                .map(entry -> "." + entry.getKey() + "(" + entry.getValue() + ")")
                .collect(Collectors.joining());
        return below.isEmpty() ? asked : asked + "{" + text() + "}";
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Fields fields() {
            var below = new LinkedHashMap<String, Fields>();
            while (at < text.length() && text.charAt(at) != '}') {
                String name = word();
                var parameters = new LinkedHashMap<String, String>();
                while (at < text.length() && text.charAt(at) == '.') {
                    at++;
                    String parameter = word();
                    int end = text.indexOf(')', at);
                    if (end < 0) {
                        throw GraphProblem.of(2500, "Syntax error in fields");
                    }
                    parameters.put(parameter, text.substring(at + 1, end));
                    at = end + 1;
                }
                Map<String, Fields> inner = Map.of();
                if (at < text.length() && text.charAt(at) == '{') {
                    at++;
                    inner = fields().below();
                    at++;
                }
                below.put(name, new Fields(parameters, inner));
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                }
            }
            return new Fields(Map.of(), below);
        }

        private String word() {
            int from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            if (from == at) {
                throw GraphProblem.of(2500, "Syntax error in fields");
            }
            return text.substring(from, at);
        }
    }
}
