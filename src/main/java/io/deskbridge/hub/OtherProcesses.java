package io.deskbridge.hub;

import io.deskbridge.store.Lane;

/** The other processes on the same ledger. */
@FunctionalInterface
public interface OtherProcesses {
    /** Tells them that a lane has work. May be lost without harm: their sweep finds it. Returns at once, never throws. */
    void tell(Lane lane);
}
