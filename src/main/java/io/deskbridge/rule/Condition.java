package io.deskbridge.rule;

import java.util.Optional;

/** One condition of a step, as an admin wrote it. */
@FunctionalInterface
interface Condition {
    /** Why the message does not meet it, in the rule's words and never in the message's; empty when it does. */
    Optional<String> unmet(Facts facts);

    static Optional<String> unless(boolean met, String why) {
        return met ? Optional.empty() : Optional.of(why);
    }
}
