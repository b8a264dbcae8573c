package io.deskbridge.mail;

/** Joins the lines that a mail program broke for sending and marked with a space at their end (RFC 3676). */
final class FlowedText {
    private FlowedText() {}

    static String unfolded(String text, boolean deleteSpace) {
        var all = new StringBuilder();
        boolean open = false;
        int openDepth = 0;
        for (String line : text.split("\n", -1)) {
            int depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            String words = line.substring(depth);
            // a line that begins with a space was stuffed with it
            words = words.startsWith(" ") ? words.substring(1) : words;
            boolean signature = words.equals("-- ");
            if (!open || depth != openDepth || signature) {
                all.append(all.isEmpty() ? "" : "\n").append(depth == 0 ? "" : ">".repeat(depth) + " ");
            }
            open = words.endsWith(" ") && !signature;
            openDepth = depth;
            all.append(open && deleteSpace ? words.substring(0, words.length() - 1) : words);
        }
        return all.toString();
    }
}
