package io.deskbridge.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the hub wrote into a ticket as an agent does: words, and below a line who wrote them, where and when. */
final class Entries {
    private static final Pattern BYLINE = Pattern.compile("\\n\\n———\\n"
            + "(?<who>[^\\n]+) · (?<network>X|Facebook|WhatsApp|Bluesky) · (?<kind>[a-z ]+) #(?<number>\\d+)"
            + " · \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC(?:\\n(?<link>[^\\n]*))?");

    private static final Pattern NOTE = Pattern.compile("(?m)^[✓✗?] ");

    private Entries() {}

    /**
     * One message in a ticket.
     *
     * @param before what stands before its byline; the message's words are the end of it
     * @param byline who wrote it, and its address where the network gives one
     */
    record Entry(String before, String network, int number, String byline) {}

    static boolean areIn(String text) {
        return BYLINE.matcher(text).find();
    }

    /** Whether it tells what became of an answer. */
    static boolean isNote(String text) {
        return NOTE.matcher(text).find();
    }

    /** The messages in a ticket, as they stand there. */
    static List<Entry> of(List<String> texts) {
        var entries = new ArrayList<Entry>();
        for (String text : texts) {
            Matcher byline = BYLINE.matcher(text);
            int done = 0;
            while (byline.find()) {
                String link = byline.group("link");
                entries.add(new Entry(
                        text.substring(done, byline.start()),
                        byline.group("network"),
                        Integer.parseInt(byline.group("number")),
                        byline.group("who") + " " + (link == null ? "" : link) + "\n"));
                done = byline.end();
            }
        }
        return entries;
    }
}
