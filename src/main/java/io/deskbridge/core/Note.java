package io.deskbridge.core;

/**
 * An internal note for the agents.
 *
 * @param key names this note for ever, as {@link Entry#key} does
 * @param text plain text in the desk's language
 */
public record Note(String key, String text) {
    public Note {
        Check.filled("note key", key);
    }
}
