package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import java.util.Optional;

/**
 * How a comment and its published reply stand to each other now.
 *
 * @param done what was found or done
 * @param gone the comment is not public any more; else it has other words
 * @param text the words that the reply would have now; empty when the comment is gone
 * @param editable whether the network lets us change the reply
 * @param retractable whether it lets us delete it
 * @param refused what the network said when it was to be brought in line
 */
record Afterwards(
        Done done,
        boolean gone,
        String text,
        boolean editable,
        boolean retractable,
        Optional<Failure.Rejected> refused) {
    /** What was found or done. */
    enum Done {
        NOTHING_CHANGED,
        /** The network was not touched. */
        TOLD,
        EDITED,
        RETRACTED
    }
}
