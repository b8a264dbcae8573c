package io.deskbridge.sandbox.x;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What X sees in a text: names, links, and how long it is. */
final class Texts {
    private static final Pattern MENTION = Pattern.compile("(?<![\\w@])@([A-Za-z0-9_]{1,30})");
    /** With http, or a bare domain: of X's list of endings only those that plays need. Spaces of every kind and width end it. */
    private static final Pattern LINK =
            Pattern.compile("(?i)https?://[^\\s\\p{Z}\\p{Cf}<>\"]+[^\\s\\p{Z}\\p{Cf}<>\".,;:!?)]"
                    + "|(?<![\\p{L}\\w@#$./-])(?:[\\p{IsLatin}0-9](?:[\\p{IsLatin}0-9-]*[\\p{IsLatin}0-9])?\\.)+"
                    + "(?:com|org|net|info|shop|de|at|ch|eu|fr|uk)(?![\\w@-])"
                    + "(?:/(?:[^\\s\\p{Z}\\p{Cf}<>\"]*[^\\s\\p{Z}\\p{Cf}<>\".,;:!?)])?)?");

    private static final Pattern PICTOGRAM =
            Pattern.compile("[\\x{1F000}-\\x{1FBFF}\\x{2300}-\\x{23FF}\\x{2600}-\\x{27BF}\\x{2B00}-\\x{2BFF}]");
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private Texts() {}

    static List<String> mentions(String text) {
        return all(MENTION, text, 1).stream().distinct().toList();
    }

    static List<String> links(String text) {
        return all(LINK, text, 0).stream().distinct().toList();
    }

    /** The text as it travels: each link in its short form. */
    static String shortened(String text, Map<String, String> shortForms) {
        return LINK.matcher(text)
                .replaceAll(link -> Matcher.quoteReplacement(shortForms.getOrDefault(link.group(), link.group())));
    }

    private static List<String> all(Pattern pattern, String text, int group) {
        var found = new ArrayList<String>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }

    /**
     * The weighted length: a link counts 23, a pictogram 2, Latin and its neighbours 1, everything else 2. Written
     * apart from the library that the connector counts with, so that each checks the other.
     */
    static int weightedLength(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        int links = links(normal).size();
        int length = 23 * links;
        Matcher cluster = CLUSTER.matcher(LINK.matcher(normal).replaceAll(""));
        while (cluster.find()) {
            String part = cluster.group();
            length += PICTOGRAM.matcher(part).find()
                    ? 2
                    : part.codePoints().map(Texts::weight).sum();
        }
        return length;
    }

    private static int weight(int c) {
        boolean light =
                c <= 0x10FF || c >= 0x2000 && c <= 0x200D || c >= 0x2010 && c <= 0x201F || c >= 0x2032 && c <= 0x2037;
        return light ? 1 : 2;
    }
}
