package io.deskbridge.http.meta;

import com.fasterxml.jackson.core.type.TypeReference;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a poll left unread of a list whose newest part comes first, because it was too long. The next polls read on, and
 * one after them looks once more at what moved to the front meanwhile: it is not found where it was.
 *
 * @param from nothing older is brought
 * @param goOn how to ask for the rest; empty when only what moved is left
 */
public record Gap(Instant from, Map<String, String> goOn) {
    private static final String WORD = "gap=";

    public Gap {
        goOn = Map.copyOf(goOn);
    }

    public boolean hasRest() {
        return !goOn.isEmpty();
    }

    /** The one among the words of a cursor. */
    public static Optional<Gap> among(List<String> words) {
        return words.stream().filter(Gap::isOne).findFirst().map(word -> {
            String[] parts = word.substring(WORD.length()).split("=", -1);
            return new Gap(Instant.ofEpochMilli(Long.parseLong(parts[0])), query(parts[1]));
        });
    }

    public static boolean isOne(String word) {
        return word.startsWith(WORD);
    }

    private static Map<String, String> query(String text) {
        try {
            return Json.MAPPER.readValue(Base64.getUrlDecoder().decode(text), new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException("not a gap: " + text, e);
        }
    }

    /** A word without blanks. */
    public String word() {
        return WORD + from.toEpochMilli() + "="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(goOn));
    }
}
