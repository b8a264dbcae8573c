package io.deskbridge.core;

/**
 * The moment from which a write may be seen by others. What broke off is looked up when its remote must have ended it, counted
 * from what the ledger says of its beginning; so a write that prepared long, in calls that nobody sees, says anew that it
 * begins, before it makes the call that counts. {@link HttpCall.Effect#WRITE} says so by itself.
 */
@FunctionalInterface
public interface Handover {
    /** Where nothing is kept of writes. */
    Handover NONE = () -> {};

    /**
     * To be called just before the call that counts; the first time in a write does something, and that only when the write
     * took some time until here.
     *
     * @throws RuntimeException when the write must not be made any more: pass it on, and make no further call
     */
    void begins();
}
