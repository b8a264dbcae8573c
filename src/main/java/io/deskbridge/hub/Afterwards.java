package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import java.util.Optional;

/**
 * How a comment and its published reply stand to each other now.
 *
 * @param done what was found or done
 * @param gone the comment is not public any more; else it has other words, or a file less
 * @param text the words that the reply would have now; empty when the comment is gone
 * @param fileGone a file that was published with it is not there any more; the words are the same
 * @param editable whether the network lets us change the reply
 * @param retractable whether it lets us delete it
 * @param refused what the network said when it was to be brought in line
 */
record Afterwards(
        Done done,
        boolean gone,
        String text,
        boolean fileGone,
        boolean editable,
        boolean retractable,
        Optional<Failure.Rejected> refused) {
    /** What was found or done. */
    enum Done {
        NOTHING_CHANGED,
        /** The network was not touched. */
        TOLD,
        EDITED,
        RETRACTED,
        /** The last of several posts are deleted; the network did not let us delete those before. */
        PARTLY_RETRACTED
    }

    Afterwards but(Done other) {
        return new Afterwards(other, gone, text, fileGone, editable, retractable, Optional.empty());
    }

    Afterwards refused(Done other, Failure.Rejected answer) {
        return new Afterwards(other, gone, text, fileGone, editable, retractable, Optional.of(answer));
    }
}
