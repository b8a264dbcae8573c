package io.deskbridge.hub;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What routes would do with messages.
 *
 * @param now what today's routes would do with the same messages; absent where there are none to compare with
 * @param difference {@code total} without {@code now}
 * @param summary the difference in a sentence
 * @param routes those of both sides, by name
 * @param changed messages whose fate differs
 * @param examples the first of them
 * @param notes what the trial did otherwise than the hub would
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialReport(
        Messages messages,
        Counts total,
        @Nullable Counts now,
        @Nullable Counts difference,
        String summary,
        List<Route> routes,
        int changed,
        List<Example> examples,
        List<String> notes) {

    /**
     * Which messages.
     *
     * @param judged those that came to the routes; the others are echoes, a colleague's words and the like
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Messages(int count, int judged, @Nullable Instant from, @Nullable Instant to) {}

    /**
     * How many messages.
     *
     * @param tickets would open a ticket
     * @param appended would stand in their conversation's ticket
     * @param acknowledged of those in tickets: the customer would be told that the message arrived, unless an agent is faster
     */
    public record Counts(int tickets, int appended, int dismissed, int unrouted, int failed, int acknowledged) {
        Counts minus(Counts other) {
            return new Counts(
                    tickets - other.tickets,
                    appended - other.appended,
                    dismissed - other.dismissed,
                    unrouted - other.unrouted,
                    failed - other.failed,
                    acknowledged - other.acknowledged);
        }
    }

    /**
     * One route.
     *
     * @param elsewhere what it would have sent or asked outside the hub's own desks; the trial remembered it alone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Route(
            String route,
            Counts total,
            @Nullable Counts now,
            @Nullable Counts difference,
            List<Ticketed> tickets,
            List<Dismissed> dismissed,
            List<Failed> failed,
            List<Elsewhere> elsewhere) {}

    /** Messages in one desk with the same options: tags, priority, group. */
    public record Ticketed(String desk, Map<String, String> options, int opened, int appended) {}

    /**
     * Messages that one rule dismissed for one reason.
     *
     * @param rule the step, such as {@code only orders}; empty when the route just ended
     */
    public record Dismissed(String rule, String reason, int count) {}

    /** @param messages the first of them */
    public record Failed(String error, int count, List<String> messages) {}

    /** @param to without what follows a question mark, and without passwords */
    public record Elsewhere(String to, int count) {}

    /**
     * A message whose fate differs.
     *
     * @param seq its number in the ledger, or else its place among the messages
     */
    public record Example(long seq, String message, String now, String then) {}
}
