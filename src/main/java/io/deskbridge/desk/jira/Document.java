package io.deskbridge.desk.jira;

import io.deskbridge.http.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text as a document in the Atlassian document format. Text stands in text nodes only, so whatever a stranger writes
 * stays text; an address becomes a link to exactly what it shows.
 *
 * @see <a href="https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/">its structure</a>
 */
final class Document {
    /** Jira takes 32,767 characters, and counts those of the format, too. */
    private static final int MOST = 32_000;

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'“”„`{}|\\\\^]+");
    private static final String TRAILING = ".,;:!?)]…";

    private Document() {}

    static boolean fits(String text) {
        return Json.bytes(of(text)).length <= MOST;
    }

    /** The longest beginning of the text that fits. */
    static String cut(String text) {
        int fitting = 1;
        int tooLong = Math.min(text.length(), MOST) + 1;
        while (tooLong - fitting > 1) {
            int middle = (fitting + tooLong) / 2;
            if (middle > 1 && !fits(PlainText.cut(text, middle))) {
                tooLong = middle;
            } else {
                fitting = middle;
            }
        }
        return PlainText.cut(text, Math.max(2, fitting));
    }

    static Map<String, Object> of(String text) {
        var paragraphs = new ArrayList<Map<String, Object>>();
        for (String paragraph : text.split("\n{2,}", -1)) {
            List<Map<String, Object>> content = inline(paragraph);
            if (!content.isEmpty()) {
                paragraphs.add(Map.of("type", "paragraph", "content", content));
            }
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "doc");
        document.put("version", 1);
        document.put("content", paragraphs);
        return document;
    }

    private static List<Map<String, Object>> inline(String paragraph) {
        var nodes = new ArrayList<Map<String, Object>>();
        String[] lines = paragraph.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                nodes.add(Map.of("type", "hardBreak"));
            }
            line(lines[i], nodes);
        }
        return lines.length == 1 && lines[0].isEmpty() ? List.of() : nodes;
    }

    private static void line(String line, List<Map<String, Object>> nodes) {
        Matcher addresses = ADDRESS.matcher(line);
        int done = 0;
        while (addresses.find()) {
            int end = addresses.end();
            while (end > addresses.start() && TRAILING.indexOf(line.charAt(end - 1)) >= 0) {
                end--;
            }
            String address = line.substring(addresses.start(), end);
            if (isAddress(address)) {
                text(line.substring(done, addresses.start()), nodes);
                nodes.add(Map.of(
                        "type",
                        "text",
                        "text",
                        address,
                        "marks",
                        List.of(Map.of("type", "link", "attrs", Map.of("href", address)))));
                done = end;
            }
        }
        text(line.substring(done), nodes);
    }

    private static boolean isAddress(String address) {
        try {
            return URI.create(address).getHost() != null;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /** A text node must not be empty. */
    private static void text(String text, List<Map<String, Object>> nodes) {
        if (!text.isEmpty()) {
            nodes.add(Map.of("type", "text", "text", text));
        }
    }
}
