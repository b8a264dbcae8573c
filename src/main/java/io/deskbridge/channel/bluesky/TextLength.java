package io.deskbridge.channel.bluesky;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.Words;
import java.nio.charset.StandardCharsets;

/**
 * How long a text is here. There are two limits, graphemes and UTF-8 bytes, the second ten times the first; a text counts
 * by whichever it comes closer to.
 */
final class TextLength {
    private static final int BYTES_FOR_EACH = 10;
    private static final Words UNIT = new Words("characters", "Zeichen");

    static final TextRule POST = new TextRule(300, UNIT, TextLength::of);
    static final TextRule DIRECT = new TextRule(1000, UNIT, TextLength::of);

    private TextLength() {}

    static int of(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return Math.max(graphemes(text), (bytes + BYTES_FOR_EACH - 1) / BYTES_FOR_EACH);
    }

    static int graphemes(String text) {
        var breaks = BreakIterator.getCharacterInstance(ULocale.ROOT);
        breaks.setText(text);
        int count = 0;
        while (breaks.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }
}
