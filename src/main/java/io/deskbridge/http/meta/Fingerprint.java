package io.deskbridge.http.meta;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Names a wording in eight characters, so that a cursor can remember many. */
public final class Fingerprint {
    private Fingerprint() {}

    /** 48 bits: among a few thousand wordings, two alike are less likely than a lost disk. */
    public static String of(String id, String wording) {
        long bits = UUID.nameUUIDFromBytes((id + " " + wording).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
        byte[] bytes = new byte[6];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits >>> (56 - 8 * i));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
