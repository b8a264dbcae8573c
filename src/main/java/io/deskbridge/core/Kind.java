package io.deskbridge.core;

/** How a message reached us; routes choose by it. */
public enum Kind {
    /** Names our account in public. */
    MENTION,
    /** Written under something of ours, without naming us. */
    COMMENT,
    /** Private, between the author and our account. */
    DIRECT,
    /** A rating with or without words. */
    REVIEW,
    /** Found by search; it does not address us. */
    POST
}
