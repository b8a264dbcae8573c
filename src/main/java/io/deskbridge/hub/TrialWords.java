package io.deskbridge.hub;

import io.deskbridge.hub.TrialReport.Counts;
import java.util.ArrayList;

/** Says a difference in a sentence. */
final class TrialWords {
    private TrialWords() {}

    static String difference(Counts difference, Counts then, Counts now, int changed) {
        if (changed == 0) {
            return "Nothing changes.";
        }
        var parts = new ArrayList<String>();
        add(parts, difference.tickets(), "ticket", "tickets", then.tickets(), now.tickets());
        add(parts, difference.appended(), "entry", "entries", then.appended(), now.appended());
        add(parts, difference.dismissed(), "dismissed", "dismissed", then.dismissed(), now.dismissed());
        add(parts, difference.unrouted(), "unrouted", "unrouted", then.unrouted(), now.unrouted());
        add(parts, difference.failed(), "failed", "failed", then.failed(), now.failed());
        add(
                parts,
                difference.acknowledged(),
                "acknowledgement",
                "acknowledgements",
                then.acknowledged(),
                now.acknowledged());
        String messages = changed == 1 ? "1 message ends" : changed + " messages end";
        return parts.isEmpty()
                ? "As many tickets as now, and " + messages + " otherwise."
                : String.join(", ", parts) + "; " + messages + " otherwise than now.";
    }

    private static void add(ArrayList<String> parts, int difference, String one, String many, int then, int now) {
        if (difference != 0) {
            int size = Math.abs(difference);
            parts.add(size + (difference > 0 ? " more " : " fewer ") + (size == 1 ? one : many)
                    + (parts.isEmpty() ? " than now" : "") + " (" + then + " instead of " + now + ")");
        }
    }
}
