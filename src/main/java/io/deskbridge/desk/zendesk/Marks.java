package io.deskbridge.desk.zendesk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of entries and notes as they stand in a ticket: in the custom metadata of the write, which nobody sees in
 * Zendesk's screens and the audits keep. That metadata may be 1 KB at most, so the keys stand there shortened.
 */
final class Marks {
    static final String FIELD = "deskbridge";
    private static final int MOST = 40;
    private static final int SHORT = 16;

    private Marks() {}

    /** One text for all keys; of very many, only the first: a look-up asks for the first one of a write. */
    static String write(List<String> keys) {
        return keys.stream().limit(MOST).map(Marks::of).collect(Collectors.joining(" "));
    }

    static Set<String> read(String text) {
        return Arrays.stream(text.split(" ")).filter(mark -> !mark.isEmpty()).collect(Collectors.toSet());
    }

    static String of(String key) {
        return sha256(key).substring(0, SHORT);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
