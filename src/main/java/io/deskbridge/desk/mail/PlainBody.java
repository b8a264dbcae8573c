package io.deskbridge.desk.mail;

import java.util.List;

/** Puts the sections of a mail together as plain text. */
final class PlainBody {
    /** Everything from this line on is ours, wherever a mail program quotes it. */
    static final String MARKER = "##- Bitte oberhalb dieser Zeile antworten / Please reply above this line -##";

    private static final String MARKER_GERMAN = "##- Bitte oberhalb dieser Zeile";
    private static final String MARKER_ENGLISH = "reply above this line -##";

    static final String NOTE_HEAD =
            "Interne Notiz von Deskbridge; eine Antwort auf diese Mail wird nicht veröffentlicht.\n"
                    + "Internal note from Deskbridge; a reply to this mail is not published.";

    static final String SEPARATOR = "\n\n" + "=".repeat(40) + "\n\n";

    private PlainBody() {}

    /** Whether the text holds a piece of a mail of ours, whatever a mail program did to its lines. */
    static boolean isOurs(String text) {
        String oneLine = text.replaceAll("[\\s>|*]+", " ");
        return oneLine.contains(MARKER_GERMAN) || oneLine.contains(MARKER_ENGLISH);
    }

    static String of(String head, List<String> sections) {
        return head + "\n\n"
                + String.join(SEPARATOR, sections.stream().map(PlainBody::clean).toList()) + "\n";
    }

    /** Without control characters, which no mail may carry; line ends become one kind. */
    private static String clean(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }
}
