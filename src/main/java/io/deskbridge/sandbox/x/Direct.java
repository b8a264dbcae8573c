package io.deskbridge.sandbox.x;

import java.time.Instant;
import java.util.List;

/** A direct message. */
record Direct(long id, Account sender, Account recipient, String text, List<String> media, Instant createdAt) {
    boolean concerns(Account account) {
        return sender.equals(account) || recipient.equals(account);
    }

    boolean isBetween(Account one, Account other) {
        return concerns(one) && concerns(other) && (!one.equals(other) || sender.equals(recipient));
    }

    /** As X names a conversation of two: both ids, the smaller one first. */
    String conversation() {
        long one = Long.parseLong(sender.id());
        long other = Long.parseLong(recipient.id());
        return Math.min(one, other) + "-" + Math.max(one, other);
    }
}
