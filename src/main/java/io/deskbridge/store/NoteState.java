package io.deskbridge.store;

/** Where an internal note stands. */
public enum NoteState {
    WAITING,
    WRITTEN,
    /** It turned out that there is nothing to tell. */
    DISMISSED,
    DEAD
}
