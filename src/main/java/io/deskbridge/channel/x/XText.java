package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.Words;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as X writes it and as people do. */
final class XText {
    private static final Pattern NAMES_IN_FRONT = Pattern.compile("^(?:@\\w+\\s+)+");
    private static final Pattern NAMES_ONLY = Pattern.compile("(?:@\\w+\\s*)+");

    private static final Pattern SCHEME_OR_WWW =
            Pattern.compile("(?i)(?<![\\p{L}\\p{N}@._-])(?:https?://(?:www\\.)?|www\\.)");
    private static final Pattern SLASH_AT_END = Pattern.compile("/(?=[\\s.,;:!?)\\]\"']|$)");

    private XText() {}

    /**
     * How X counts: 280 weighted characters, in which a link counts 23 and an emoji 2. The names that X puts in front
     * of a reply do not count, and are not in the agent's text.
     */
    static TextRule publicRule(int max) {
        return new TextRule(max, new Words("weighted characters", "gewichtete Zeichen"), XText::weightedLength);
    }

    static TextRule directRule() {
        return new TextRule(10_000, new Words("characters", "Zeichen"), text -> text.codePointCount(0, text.length()));
    }

    static int weightedLength(String text) {
        return TwitterTextParser.parseTweet(text).weightedLength;
    }

    /** Whether X makes a link of something in it, as it does of a bare domain as well. */
    static boolean hasLink(String text) {
        return !new Extractor().extractURLs(text).isEmpty();
    }

    /**
     * What the author wrote: X puts the names of those in the conversation in front of a reply, escapes three
     * characters, shortens links, and adds a link for each picture. Links are found by their short form and not by
     * their position, because X counts positions in more than one way.
     *
     * @param shownFrom where the author's own words begin, in code points
     */
    static String written(String wire, int shownFrom, JsonNode entities) {
        String text = unescaped(wire.substring(namesInFront(wire, shownFrom)));
        for (JsonNode url : entities.path("urls")) {
            String shortened = url.path("url").asText("");
            if (!shortened.isEmpty()) {
                boolean picture = url.has("media_key")
                        || url.path("display_url").asText("").startsWith("pic.");
                text = text.replace(
                        shortened, picture ? "" : url.path("expanded_url").asText(shortened));
            }
        }
        return text.stripTrailing();
    }

    /** Where the names in front end, in chars; 0 when something else stands there. */
    private static int namesInFront(String wire, int shownFrom) {
        if (shownFrom <= 0 || shownFrom > wire.codePointCount(0, wire.length())) {
            return 0;
        }
        int end = wire.offsetByCodePoints(0, shownFrom);
        return NAMES_ONLY.matcher(wire.substring(0, end)).matches() ? end : 0;
    }

    private static String unescaped(String wire) {
        return wire.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /**
     * Two texts that look the same to X are equal in this form. X makes a link of a bare domain and puts a scheme in
     * front, so what people leave out of addresses is left out of all.
     */
    static String comparable(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        String words = NAMES_IN_FRONT.matcher(normal).replaceFirst("").replaceAll("\\s+", " ");
        String bare = SCHEME_OR_WWW.matcher(words).replaceAll("");
        return SLASH_AT_END.matcher(bare).replaceAll("").strip();
    }

    /** Whether a text names an account; for posts that come without entities. */
    static boolean names(String text, String handle) {
        Matcher name = Pattern.compile("(?<![\\w@])@" + Pattern.quote(handle.toLowerCase(Locale.ROOT)) + "(?!\\w)")
                .matcher(text.toLowerCase(Locale.ROOT));
        return name.find();
    }
}
