package io.deskbridge.hub;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What would become of a message.
 *
 * @param route the one that takes it; empty when none does, or none is asked
 * @param desk where it would stand; empty when it would not
 * @param options of its entry there: tags, priority, group
 * @param reason why it would be dismissed, or what failed
 * @param acknowledged whether the customer would be told that it arrived
 */
public record Fate(
        Kind kind, String route, String desk, Map<String, String> options, String reason, boolean acknowledged) {
    public Fate {
        options = Map.copyOf(options);
    }

    /** Its end. */
    public enum Kind {
        /** Would open a ticket. */
        OPENED,
        /** Would stand in its conversation's ticket. */
        APPENDED,
        DISMISSED,
        /** No route takes it. */
        UNROUTED,
        /** Its route throws. */
        FAILED,
        /** Ends before it comes to a route: an echo, a colleague's own words, what the network's nature rules out. */
        UNASKED
    }

    static Fate without(Kind kind, String route, String reason) {
        return new Fate(kind, route, "", Map.of(), reason, false);
    }

    /** Whether both ends are the same to whoever waits for the message; for which reason is another matter. */
    boolean isLike(Fate other) {
        return kind == other.kind
                && desk.equals(other.desk)
                && options.equals(other.options)
                && acknowledged == other.acknowledged;
    }

    /** In a few words. */
    String words() {
        return switch (kind) {
            case OPENED -> "opens a ticket in " + desk + with();
            case APPENDED -> "goes into its ticket in " + desk + with();
            case DISMISSED -> "dismissed: " + reason;
            case UNROUTED -> "unrouted";
            case FAILED -> "route " + route + " fails: " + reason;
            case UNASKED -> "comes to no route";
        };
    }

    private String with() {
        String said = options.entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        return (said.isEmpty() ? "" : " with " + said) + (acknowledged ? ", acknowledged" : "");
    }
}
