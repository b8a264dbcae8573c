package io.deskbridge.sandbox.x;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Which fields and expansions a call asked for; X gives only the most needed ones unasked. */
record Wanted(Set<String> post, Set<String> user, Set<String> media, Set<String> direct, Set<String> expansions) {
    /** For events, which carry everything. */
    static final Wanted ALL = new Wanted(Set.of("*"), Set.of("*"), Set.of("*"), Set.of("*"), Set.of("*"));

    /** For the answer to a write. */
    static final Wanted LEAST = new Wanted(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    static Wanted of(HttpServletRequest request) {
        Set<String> post = names(request, "tweet.fields");
        post.addAll(names(request, "post.fields"));
        return new Wanted(
                post,
                names(request, "user.fields"),
                names(request, "media.fields"),
                names(request, "dm_event.fields"),
                names(request, "expansions"));
    }

    private static Set<String> names(HttpServletRequest request, String parameter) {
        String value = request.getParameter(parameter);
        return value == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList(value.split(",", -1)));
    }

    boolean expands(String name) {
        return has(expansions, name);
    }

    static boolean has(Set<String> names, String name) {
        return names.contains("*") || names.contains(name);
    }
}
