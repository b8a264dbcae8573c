package io.deskbridge.replay;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls people and companies in recorded texts as they are called on a network. */
final class Names {
    private static final Pattern NUMBER = Pattern.compile("@(\\d+)\\b");

    private final Pattern companies;
    private final String company;
    private final String ending;

    /**
     * @param recorded the names of the companies in the recorded texts
     * @param company who stands for all of them, without {@code @}
     * @param ending what follows a person's name in her handle
     */
    Names(Collection<String> recorded, String company, String ending) {
        companies = Pattern.compile(recorded.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?i)@(?:", ")\\b")));
        this.company = company;
        this.ending = ending;
    }

    /** The company's own name is left to {@link #naming}: what it writes seldom speaks of itself. */
    String people(String text, Map<String, String> people) {
        return NUMBER.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        people.containsKey(found.group(1))
                                ? "@" + people.get(found.group(1)) + ending
                                : found.group()));
    }

    /** A text that names the company. */
    String naming(String text, Map<String, String> people) {
        String named = companies.matcher(people(text, people)).replaceAll(Matcher.quoteReplacement("@" + company));
        return named.contains("@" + company) ? named : "@" + company + " " + named;
    }
}
