package io.deskbridge.sandbox.instagram;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Somebody on Instagram.
 *
 * @param id of a professional account, or a person's number towards all accounts
 * @param username without {@code @}
 */
record Who(String id, String username, boolean isAccount) {
    /** Called acme, as on the other networks. */
    static final Who ACME = new Who("17841400000000101", "acme", true);

    static Who account(String id) {
        return id.equals(ACME.id()) ? ACME : new Who(id, "account" + id, true);
    }

    /** The same name is the same person, in every run; scripts can know the number. */
    static Who person(String name) {
        String username = name.toLowerCase(Locale.ROOT);
        var sum = new CRC32();
        sum.update(username.getBytes(StandardCharsets.UTF_8));
        return new Who(String.format(Locale.ROOT, "5%011d", sum.getValue()), username, false);
    }

    String fullName() {
        return username.substring(0, 1).toUpperCase(Locale.ROOT) + username.substring(1);
    }
}
