package io.deskbridge.sandbox.whatsapp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A customer.
 *
 * @param name by which the playground calls her
 * @param userId what Meta calls her towards this business
 * @param phone digits
 * @param hidden she has a user name, and her phone number is told to nobody
 */
record Person(String name, String userId, String phone, boolean hidden) {
    /** The same name is the same person, in every run. */
    static Person named(String name) {
        var sum = new CRC32();
        sum.update(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        String digits = String.format(Locale.ROOT, "%010d", sum.getValue());
        return new Person(name, "DE.1000000" + digits, "4915" + digits, false);
    }

    Person hiding(boolean now) {
        return new Person(name, userId, phone, now);
    }

    boolean isCalled(String recipient) {
        return recipient.equals(userId) || recipient.replace("+", "").equals(phone);
    }
}
