package io.deskbridge.desk.jira;

import io.deskbridge.core.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Something by its name, as admins say it; Jira wants ids. Looked up once, and again for an unknown name. */
final class Names {
    private static final int TOLD = 12;

    private final String what;
    private final Supplier<List<Wire.Named>> list;
    private volatile List<Wire.Named> known = List.of();

    /**
     * @param what as in "request type", for the sentence about an unknown name
     */
    Names(String what, Supplier<List<Wire.Named>> list) {
        this.what = what;
        this.list = list;
    }

    /**
     * What has that name or id.
     *
     * @throws Failure.Rejected when there is none; names those that there are
     */
    Wire.Named get(String nameOrId) {
        return find(nameOrId)
                .or(() -> {
                    known = list.get();
                    return find(nameOrId);
                })
                .orElseThrow(() -> new Failure.Rejected("Jira has no " + what + " \"" + nameOrId + "\"; there are "
                        + known.stream()
                                .limit(TOLD)
                                .map(other -> "\"" + other.name() + "\"")
                                .collect(Collectors.joining(", "))));
    }

    private Optional<Wire.Named> find(String nameOrId) {
        return known.stream()
                .filter(named -> named.name().equalsIgnoreCase(nameOrId.strip())
                        || named.id().equals(nameOrId.strip()))
                .findFirst();
    }
}
