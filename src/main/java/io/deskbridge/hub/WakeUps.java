package io.deskbridge.hub;

import io.deskbridge.store.Lane;

/** Tells whichever process works on a conversation that it has work. */
@FunctionalInterface
public interface WakeUps {
    /** May be lost or repeated without harm: the sweep finds unfinished rows by itself. Never throws. */
    void wake(Lane lane);
}
