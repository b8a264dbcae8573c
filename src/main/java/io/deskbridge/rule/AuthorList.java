package io.deskbridge.rule;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of authors in a file of its own, {@code authors-file: blocked.txt}. A condition gets it as the file's name and a
 * digest of what it holds: Camel's work on an option grows with the square of its length, 20,000 handles took minutes.
 *
 * @param name of the file
 * @param authors handles and ids, as they are compared
 */
public record AuthorList(String name, Set<String> authors) {
    private static final Set<String> CONDITIONS = Set.of("authors-file", "not-authors-file");
    /** What is no part of a handle or id, and what looks as if it stood for something else. */
    private static final Pattern FOREIGN = Pattern.compile("[\\s\\p{C}{}\"]");

    /** By their addresses; each is kept for as long as somebody holds it. */
    private static final Map<String, WeakReference<AuthorList>> HELD = new ConcurrentHashMap<>();

    public AuthorList {
        authors = authors.stream().map(Authors::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the value of that option is the name of a list; Camel's editors write {@code authorsFile}. */
    public static boolean isNamedBy(String option) {
        return CONDITIONS.contains(option) || option.equals("authorsFile") || option.equals("notAuthorsFile");
    }

    /**
     * What a line of a list says.
     *
     * @return a handle or id; empty for a blank line, or one that begins with #
     * @throws IllegalArgumentException when it is neither
     */
    public static List<String> entry(String line) {
        String said = line.replaceFirst("^\uFEFF", "")
                .replaceFirst("(?:^|\\s)#.*$", "")
                .strip();
        if (said.isEmpty()) {
            return List.of();
        }
        if (FOREIGN.matcher(said).find() || Authors.plain(said).isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + said + "\" is no handle or id; write one a line, such as @anna, and remarks after a #");
        }
        return List.of(said);
    }

    /** The one list of this content that conditions find, for as long as somebody holds what is returned here. */
    public AuthorList held() {
        HELD.values().removeIf(list -> list.get() == null);
        while (true) {
            var mine = new WeakReference<>(this);
            AuthorList known = HELD.merge(address(), mine, (old, fresh) -> old.get() == null ? fresh : old)
                    .get();
            if (known != null) {
                return known;
            }
        }
    }

    /** What a condition finds it by, when it is {@link #held}. */
    public String address() {
        return name + ": " + digest();
    }

    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new TreeSet<>(authors).forEach(author -> sha.update((author + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Condition among(String value) {
        AuthorList list = read(value);
        return facts -> Condition.unless(
                Authors.isAmong(facts.message().author(), list.authors()),
                "the author does not stand in " + list.name());
    }

    static Condition notAmong(String value) {
        AuthorList list = read(value);
        return facts -> Condition.unless(
                !Authors.isAmong(facts.message().author(), list.authors()), "the author stands in " + list.name());
    }

    private static AuthorList read(String value) {
        WeakReference<AuthorList> held = HELD.get(value);
        AuthorList list = held == null ? null : held.get();
        if (list == null) {
            throw new IllegalArgumentException("the list \"" + value
                    + "\" cannot be read from here; write its name below \"parameters:\" of the step");
        }
        return list;
    }
}
