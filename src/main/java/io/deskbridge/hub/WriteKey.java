package io.deskbridge.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an entry or note of the hub's is called in a desk that a route writes into: the same at each attempt, another one in
 * each desk, and fit for a header whatever people call their posts.
 */
public final class WriteKey {
    private static final Pattern OURS = Pattern.compile("deskbridge-[0-9a-f]{40}");
    private static final int BYTES = 20;

    private WriteKey() {}

    /** @param key of the entry or note, as the ledger has it */
    public static String of(String desk, String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((desk + "\0" + key).getBytes(StandardCharsets.UTF_8));
            return "deskbridge-" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static boolean isOurs(@Nullable String text) {
        return text != null && OURS.matcher(text.strip()).matches();
    }
}
