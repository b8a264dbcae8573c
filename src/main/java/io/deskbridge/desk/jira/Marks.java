package io.deskbridge.desk.jira;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The keys of entries and notes as they stand in Jira: shortened, in a property of the issue or comment that nobody sees
 * on its screens. A note that is written through the service desk API can have no property, so its last line is the mark.
 */
final class Marks {
    /** The key of the property, of issues and of comments. */
    static final String PROPERTY = "deskbridge";

    private static final int MOST = 500;
    private static final int SHORT = 16;

    private Marks() {}

    /** Of very many keys only the first: a look-up asks for the first one of a write. */
    static List<String> of(List<String> keys) {
        return keys.stream().limit(MOST).map(Marks::of).toList();
    }

    static String of(String key) {
        return sha256(key).substring(0, SHORT);
    }

    /** The last line of a note that can have no property. */
    static String line(String key) {
        return PROPERTY + ":" + of(key);
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
