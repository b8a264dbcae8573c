package io.deskbridge.desk.mail;

import java.util.List;
import java.util.regex.Pattern;

/** Tells where a signature begins: what a mail program adds below the words. */
final class SignatureSigns {
    /** How many lines with words may stand below an advertisement of a mail program. */
    private static final int NEAR_THE_END = 3;

    private static final Pattern ADVERTISEMENT = Pattern.compile("(?iu)^("
            + "(sent|gesendet|verschickt) (from|via|using|with|von|mit|über|aus) .{2,80}"
            + "|von (meinem|meiner|unserem) .{2,40} gesendet\\.?"
            + "|diese (nachricht|e-?mail) wurde .{2,80} (gesendet|verschickt)\\.?"
            + "|get outlook for .{2,60}|(holen sie sich|laden sie) outlook für .{2,60}|outlook für (ios|android|mac).{0,60}"
            + ")$");

    private SignatureSigns() {}

    /** The line with which it begins; -1 when there is none. */
    static int begin(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            // RFC 3676, 4.3: two hyphens and a space; many programs lose the space
            if (line.equals("-- ") || line.equals("--")) {
                return i;
            }
            if (ADVERTISEMENT.matcher(line.strip()).matches() && fewBelow(lines, i)) {
                return i;
            }
        }
        return ClosingFormula.signatureBelow(lines);
    }

    private static boolean fewBelow(List<String> lines, int line) {
        return lines.subList(line + 1, lines.size()).stream()
                        .filter(below -> !below.isBlank())
                        .count()
                <= NEAR_THE_END;
    }
}
