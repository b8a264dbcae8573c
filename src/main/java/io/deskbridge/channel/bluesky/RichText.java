package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The text of a post with its links as they really are. The network shows them shortened, or under other words, and keeps
 * the address in a facet: a stretch of the text given in UTF-8 bytes.
 */
final class RichText {
    private record Link(int start, int end, String uri) {}

    private RichText() {}

    static String expand(String text, JsonNode facets) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var links = new ArrayList<Link>();
        for (JsonNode facet : facets) {
            int start = facet.at("/index/byteStart").asInt(-1);
            int end = facet.at("/index/byteEnd").asInt(-1);
            for (JsonNode feature : facet.path("features")) {
                boolean link = feature.path("$type").asText().equals("app.bsky.richtext.facet#link");
                if (link && start < end && isBoundary(bytes, start) && isBoundary(bytes, end)) {
                    links.add(new Link(start, end, feature.path("uri").asText()));
                }
            }
        }
        return links.isEmpty() ? text : replace(bytes, links);
    }

    /** Strangers may write any number: one that is outside, or inside a character, belongs to no stretch. */
    private static boolean isBoundary(byte[] bytes, int index) {
        return index >= 0 && index <= bytes.length && (index == bytes.length || (bytes[index] & 0xC0) != 0x80);
    }

    private static String replace(byte[] bytes, List<Link> links) {
        links.sort(Comparator.comparingInt(Link::start));
        var text = new StringBuilder();
        int done = 0;
        for (Link link : links) {
            if (link.start() >= done) {
                text.append(slice(bytes, done, link.start()));
                text.append(shown(slice(bytes, link.start(), link.end()), link.uri()));
                done = link.end();
            }
        }
        return text.append(slice(bytes, done, bytes.length)).toString();
    }

    /** The address alone where the words are a shortened form of it, else the words and the address. */
    private static String shown(String words, String uri) {
        String beginning = bare(words).replaceAll("(…|\\.\\.\\.)$", "");
        return uri.isBlank() ? words : bare(uri).startsWith(beginning) ? uri : words + " (" + uri + ")";
    }

    private static String bare(String address) {
        return address.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("^www\\.", "");
    }

    private static String slice(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
