package io.deskbridge.store;

/** Where an internal note stands. */
public enum NoteState {
    WAITING,
    WRITTEN,
    DEAD
}
