package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Groups or brands by name, as admins say them; Zendesk wants ids. Looked up once, and again for an unknown name. */
final class Names {
    private final String what;
    private final Supplier<List<Wire.Named>> list;
    private volatile List<Wire.Named> known = List.of();

    /**
     * @param what as in "group", for the sentence about an unknown name
     */
    Names(String what, Supplier<List<Wire.Named>> list) {
        this.what = what;
        this.list = list;
    }

    /**
     * The id.
     *
     * @throws Failure.Rejected when there is none of that name; names the nearest
     */
    long idOf(String nameOrId) {
        if (nameOrId.matches("\\d{1,18}")) {
            return Long.parseLong(nameOrId);
        }
        return find(nameOrId)
                .or(() -> {
                    known = list.get();
                    return find(nameOrId);
                })
                .map(named -> Long.parseLong(named.id()))
                .orElseThrow(() -> new Failure.Rejected(
                        "Zendesk has no " + what + " \"" + nameOrId + "\"; the nearest are " + nearest(nameOrId)));
    }

    private Optional<Wire.Named> find(String name) {
        return known.stream()
                .filter(named -> named.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    private String nearest(String name) {
        return known.stream()
                .map(Wire.Named::name)
                .sorted(Comparator.comparingInt(other -> distance(name, other)))
                .limit(3)
                .map(other -> "\"" + other + "\"")
                .collect(Collectors.joining(", "));
    }

    /** How many letters must be added, left out or changed to make one word the other (Levenshtein). */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
