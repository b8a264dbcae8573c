package io.deskbridge.store;

/** What an incoming message is to the ones before it. */
public enum Change {
    NEW,
    EDITED,
    DELETED
}
