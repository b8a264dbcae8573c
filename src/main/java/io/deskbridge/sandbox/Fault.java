package io.deskbridge.sandbox;

import java.util.Map;
import java.util.Optional;

/**
 * Something that goes wrong on demand.
 *
 * @param method of the calls it meets; any when empty
 * @param path what the path of the calls it meets begins with, {@code /sandbox/...}; all when empty
 * @param kind what goes wrong
 * @param status for {@link Kind#STATUS}
 * @param headers sent with the status
 * @param body sent with the status; the vendor's usual error body is not imitated
 * @param delayMillis before the answer, for {@link Kind#SLOW} and {@link Kind#DROP_ANSWER}
 * @param skip so many matching calls pass unharmed first
 * @param times so many calls are met; then the fault is over
 * @param chance how likely a matching call is met, from 0 to 1; a call that is not counts for neither of the two above
 */
public record Fault(
        Optional<String> method,
        Optional<String> path,
        Kind kind,
        Optional<Integer> status,
        Optional<Map<String, String>> headers,
        Optional<String> body,
        Optional<Long> delayMillis,
        Optional<Integer> skip,
        Optional<Integer> times,
        Optional<Double> chance) {

    /** What goes wrong. */
    public enum Kind {
        /** Answers a status without doing anything. */
        STATUS,
        /** Does what was asked and breaks the connection instead of answering: the time-out after the write. */
        DROP_ANSWER,
        /** Does what was asked and answers late. */
        SLOW,
        /** Does what was asked and answers 200 with half a JSON document. */
        MALFORMED
    }

    boolean meets(String calledMethod, String calledPath) {
        return method.map(calledMethod::equalsIgnoreCase).orElse(true)
                && path.map(calledPath::startsWith).orElse(true);
    }
}
