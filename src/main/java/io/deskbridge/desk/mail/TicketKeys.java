package io.deskbridge.desk.mail;

import io.deskbridge.core.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes the names that travel in mails. They are keyed with a secret of this account: nobody outside can compute the
 * reply address of a conversation, nor pretend that an entry stands in the mailbox.
 */
final class TicketKeys {
    /** The name of the secret in {@link Tokens}. */
    static final String STORED_AS = "ticket-key";

    /** 16 letters of base32 are 80 bits. */
    static final int TOKEN_LENGTH = 16;

    private static final int ITEM_LENGTH = 26;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private final Tokens tokens;
    private @Nullable SecretKeySpec key;

    TicketKeys(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The ticket's id: the same for equal conversations, for ever. */
    String ticket(String externalId) {
        return keyed("ticket:" + externalId, TOKEN_LENGTH);
    }

    /** The mark of an entry or note. */
    String item(String entryKey) {
        return keyed("item:" + entryKey, ITEM_LENGTH);
    }

    private String keyed(String text, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            return base32(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is in every JDK", e);
        }
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            key = new SecretKeySpec(
                    Base64.getDecoder().decode(tokens.get(STORED_AS).orElseGet(this::makeKey)), "HmacSHA256");
        }
        return key;
    }

    private String makeKey() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return tokens.getOrPut(STORED_AS, Base64.getEncoder().encodeToString(random));
    }

    private static String base32(byte[] bytes, int length) {
        var text = new StringBuilder(length);
        for (int letter = 0; letter < length; letter++) {
            int value = 0;
            for (int bit = letter * 5; bit < letter * 5 + 5; bit++) {
                value = value << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1);
            }
            text.append(BASE32.charAt(value));
        }
        return text.toString();
    }
}
