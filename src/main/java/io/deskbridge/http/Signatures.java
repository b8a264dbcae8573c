package io.deskbridge.http;

import io.deskbridge.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of webhook calls: HMAC-SHA256 over raw bytes, compared in constant time. */
public final class Signatures {
    private Signatures() {}

    /** The signature over the parts, one after the other. */
    public static byte[] hmacSha256(Secret key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    public static String hmacSha256Base64(Secret key, byte[]... parts) {
        return Base64.getEncoder().encodeToString(hmacSha256(key, parts));
    }

    /** Whether two texts are the same, in a time that does not tell how much of them is. */
    public static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
