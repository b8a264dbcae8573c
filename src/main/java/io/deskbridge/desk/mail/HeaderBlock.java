package io.deskbridge.desk.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the block of headers that Outlook and web mail put above the old mail, in whatever language it is.
 *
 * <p>Agents write such lines as well ("An: ... Betreff: ..."), so at least three of them belong to a block, and one says
 * who wrote the mail or a line drawn by the program stands above.
 */
final class HeaderBlock {
    private static final int ENOUGH = 3;
    private static final int LONGEST = 14;

    private static final String FROM = "from|von|de|da|van|od|från|fra|lähettäjä|kimden|от|від|expéditeur|remitente"
            + "|mittente|nadawca|feladó|expeditor|saatja|差出人|送信者|发件人|寄件者|보낸 사람|מאת|من";

    private static final Pattern SENDER = line(FROM);

    private static final Pattern KNOWN = line(FROM
            + "|to|an|sent|gesendet|date|datum|subject|betreff|cc|kopie|reply-to|antwort an|wichtigkeit|importance"
            + "|envoyé|date d'envoi|à|objet|enviado( el)?|enviada em|para|asunto|assunto|inviato|data|a|oggetto"
            + "|verzonden|aan|onderwerp|wysłano|do|temat|odesláno|komu|předmět|skickat|till|ämne|sendt|til|emne"
            + "|gönderilme|kime|konu|отправлено|кому|тема");

    /** One to three words and a colon: a header in any language. */
    private static final Pattern ANY = Pattern.compile(
            "^\\s*\\*?\\p{L}[\\p{L}'’-]{0,24}( [\\p{L}'’-]{1,15}){0,2}\\*?[ \\u00A0]?[:：]\\*?(\\s.*|)$");

    private static final Pattern ADDRESS = Pattern.compile("[<\\[(][^\\s<>@]{1,100}@[^\\s<>@]{1,100}[>\\])]");
    private static final Pattern TIME = Pattern.compile("\\d{1,2}[:.h]\\d{2}\\b");

    /** Outlook's line of 32 underscores, or a line of hyphens. */
    private static final Pattern RULE = Pattern.compile("^\\s*([_-]{10,}|—{3,})\\s*$");

    private HeaderBlock() {}

    private static Pattern line(String names) {
        return Pattern.compile("(?iu)^\\s*\\*?(" + names + ")\\*?\\s?[:：]\\*?(\\s.*|)$");
    }

    /** Whether a block of headers begins in that line. */
    static boolean beginsAt(List<String> lines, int first) {
        if (!ANY.matcher(lines.get(first)).matches()) {
            return false;
        }
        List<String> block = lines.subList(first, end(lines, first));
        boolean separated = ruledAbove(lines, first) < first;
        boolean known = KNOWN.matcher(lines.get(first)).matches() && count(block, KNOWN) >= ENOUGH;
        if (known && (separated || count(block, SENDER) > 0)) {
            return true;
        }
        boolean addressed = ADDRESS.matcher(block.get(0) + (block.size() > 1 ? block.get(1) : ""))
                .find();
        boolean timed = block.stream().anyMatch(line -> TIME.matcher(line).find());
        return count(block, ANY) >= ENOUGH && addressed && (timed || separated);
    }

    /** The first line of the block of headers that ends above or in that line; the line itself when there is none. */
    static int beginOfBlockAt(List<String> lines, int line) {
        int first = line;
        int headers = 0;
        int folded = 0;
        for (int i = line; i >= 0 && line - i < LONGEST; i--) {
            if (ANY.matcher(lines.get(i)).matches()) {
                headers++;
                first = i;
                folded = 0;
            } else if (lines.get(i).isBlank() || ++folded > 1) {
                break;
            }
        }
        return headers >= 2 ? ruledAbove(lines, first) : line;
    }

    /** The drawn line right above, or the line itself. */
    static int ruledAbove(List<String> lines, int line) {
        int above = line - 1;
        while (above > 0 && above > line - 3 && lines.get(above).isBlank()) {
            above--;
        }
        return above >= 0 && RULE.matcher(lines.get(above)).matches() ? above : line;
    }

    /** Long headers are folded into two lines, and some programs put an empty line behind each. */
    private static int end(List<String> lines, int first) {
        int end = first + 1;
        int others = 0;
        for (int i = first + 1; i < lines.size() && i < first + LONGEST; i++) {
            if (ANY.matcher(lines.get(i)).matches()) {
                end = i + 1;
                others = 0;
            } else if (++others > 1) {
                break;
            }
        }
        return end;
    }

    private static long count(List<String> block, Pattern kind) {
        return block.stream().filter(line -> kind.matcher(line).matches()).count();
    }
}
