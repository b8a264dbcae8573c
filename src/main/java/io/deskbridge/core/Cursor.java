package io.deskbridge.core;

/**
 * Where to read on. Only its maker can read it; the hub keeps it, in the same commit as what was read up to it.
 *
 * @param value {@link #START}'s is empty: nothing was read yet
 */
public record Cursor(String value) {
    /** Nothing was read yet. */
    public static final Cursor START = new Cursor("");

    public boolean isStart() {
        return value.isEmpty();
    }
}
