package io.deskbridge.channel.bluesky;

import com.twitter.twittertext.TldLists;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds links and mentions in a text. The network recognises neither from the text: each must be named by its stretch of
 * UTF-8 bytes. What counts as a link follows the official clients (https://github.com/bluesky-social/atproto,
 * packages/api/src/rich-text).
 */
final class Facets {
    private static final Pattern LINK = Pattern.compile(
            "(?<=^|\\s|\\()(https?://\\S+|(?<domain>[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+)\\S*)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern MENTION = Pattern.compile("(?<=^|\\s|\\()@([a-zA-Z0-9.-]+)\\b", Pattern.MULTILINE);
    private static final Set<String> TOP_LEVEL = topLevel();

    private Facets() {}

    /**
     * The facets of a text, as the record wants them.
     *
     * @param resolve the DID behind a handle; empty when nobody has it, and then it stays plain text
     */
    static List<Map<String, Object>> of(String text, Function<String, Optional<String>> resolve) {
        var facets = new ArrayList<Map<String, Object>>();
        Matcher mention = MENTION.matcher(text);
        while (mention.find()) {
            String handle = mention.group(1);
            if (Handles.isValid(handle)) {
                resolve.apply(handle)
                        .ifPresent(did -> facets.add(facet(
                                text,
                                mention.start(),
                                mention.start() + 1 + handle.length(),
                                Map.of("$type", "app.bsky.richtext.facet#mention", "did", did))));
            }
        }
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            String domain = link.group("domain");
            String words = withoutPunctuation(link.group(1));
            if (domain != null && !isDomain(domain, words)) {
                continue;
            }
            String uri = domain == null ? words : "https://" + words;
            facets.add(facet(
                    text,
                    link.start(1),
                    link.start(1) + words.length(),
                    Map.of("$type", "app.bsky.richtext.facet#link", "uri", uri)));
        }
        return facets;
    }

    private static boolean isDomain(String domain, String words) {
        String name = domain.substring(0, Math.min(domain.length(), words.length()));
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String rest = words.substring(name.length());
        return TOP_LEVEL.contains(last) && (rest.isEmpty() || "/?#:".indexOf(rest.charAt(0)) >= 0);
    }

    /** A sentence's end and the bracket around a link are not part of it. */
    private static String withoutPunctuation(String link) {
        String words = link.replaceAll("[.,;:!?'\"“”„»«…]+$", "");
        boolean bracket = words.endsWith(")") && count(words, ')') > count(words, '(');
        return bracket ? withoutPunctuation(words.substring(0, words.length() - 1)) : words;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(letter -> letter == wanted).count();
    }

    private static Map<String, Object> facet(String text, int start, int end, Map<String, String> feature) {
        return Map.of(
                "index",
                Map.of("byteStart", bytes(text, start), "byteEnd", bytes(text, end)),
                "features",
                List.of(feature));
    }

    private static int bytes(String text, int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private static Set<String> topLevel() {
        var all = new HashSet<String>(TldLists.GTLDS);
        all.addAll(TldLists.CTLDS);
        return all;
    }
}
