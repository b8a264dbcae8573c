package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Content hashes that look like the network's. Equal content has equal hashes, whatever the order of its fields. */
final class Cids {
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Cids() {}

    static String of(JsonNode record) {
        try {
            return "bafyrei" + base32(SORTED.writeValueAsBytes(SORTED.treeToValue(record, Object.class)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record that cannot be written", e);
        }
    }

    static String of(byte[] blob) {
        return "bafkrei" + base32(blob);
    }

    static String base32(String text) {
        return base32(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The SHA-256 as 52 letters. */
    private static String base32(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            var text = new StringBuilder();
            int bits = 0;
            int held = 0;
            for (byte next : hash) {
                bits = (bits << 8 | (next & 0xff)) & 0xfff;
                held += 8;
                while (held >= 5) {
                    held -= 5;
                    text.append(ALPHABET.charAt(bits >> held & 31));
                }
            }
            return text.append(ALPHABET.charAt(bits << (5 - held) & 31)).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
