package io.deskbridge.mail;

/** Makes text from strangers fit for a header: no line end, no control or invisible steering character gets through. */
public final class OneLine {
    private OneLine() {}

    public static String of(String text, int maxCodePoints) {
        var line = new StringBuilder();
        int[] codePoints = text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                // bidirectional marks could make a name read as another one
                .filter(c -> Character.getType(c) != Character.FORMAT || c == 0x200D)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .limit(maxCodePoints)
                .toArray();
        for (int c : codePoints) {
            line.appendCodePoint(c);
        }
        return line.toString().replaceAll("\\s+", " ").strip();
    }
}
