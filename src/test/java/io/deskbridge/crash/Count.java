package io.deskbridge.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The count of a run: numbers, and by its name each thing that must not happen, with where it happened. */
final class Count {
    private final Map<String, String> numbers = new LinkedHashMap<>();
    private final Map<String, List<String>> faults = new LinkedHashMap<>();

    void number(String name, Object value) {
        numbers.put(name, String.valueOf(value));
    }

    /** Names something that must not happen, whether or not it did. */
    void fault(String name, Collection<String> where) {
        faults.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(where);
    }

    Map<String, List<String>> faults() {
        return faults;
    }

    /** How often something happened twice or not at all. */
    long lostOrDoubled() {
        return faults.entrySet().stream()
                .filter(fault ->
                        fault.getKey().contains("lost") || fault.getKey().contains("doubled"))
                .mapToLong(fault -> fault.getValue().size())
                .sum();
    }

    /** A table for people. */
    String report(String title) {
        var text = new StringBuilder("\n" + title + "\n");
        numbers.forEach((name, value) -> line(text, name, value));
        faults.forEach((name, where) -> {
            line(text, name, String.valueOf(where.size()));
            where.stream()
                    .limit(20)
                    .forEach(one -> text.append("      ").append(one).append('\n'));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-58s %s%n", name, value));
    }
}
