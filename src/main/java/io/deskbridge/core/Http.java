package io.deskbridge.core;

/** Talks to remotes, within time limits. */
@FunctionalInterface
public interface Http {
    /**
     * Makes one call. An answer of any status is an answer.
     *
     * @throws Failure.Unavailable when the remote cannot be reached, or a call that changes nothing broke off
     * @throws Failure.Uncertain when a call that changes something broke off after it was sent
     */
    HttpAnswer exchange(HttpCall call);
}
