package io.deskbridge.sandbox.x;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** A person or company on the network. */
record Account(String id, String username, String name) {

    /** The id follows from the name, so that it is the same after a restart that forgot everything. */
    static Account named(String username) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(username.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            String id = new BigInteger(1, hash).shiftRight(256 - 59).setBit(59).toString();
            return new Account(id, username, username.substring(0, 1).toUpperCase(Locale.ROOT) + username.substring(1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
