package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a document in the Atlassian document format says, as plain text. A node of a kind that is not known here keeps the
 * words inside it.
 */
final class DocumentText {
    private static final Set<String> BLOCKS = Set.of(
            "paragraph",
            "heading",
            "blockquote",
            "panel",
            "codeBlock",
            "bulletList",
            "orderedList",
            "taskList",
            "decisionList",
            "rule",
            "table",
            "expand",
            "nestedExpand",
            "mediaSingle",
            "mediaGroup",
            "blockCard",
            "embedCard",
            "layoutSection",
            "layoutColumn",
            "bodiedExtension");

    private final StringBuilder text = new StringBuilder();
    /** Where the bullet of a list's item ends: its first paragraph goes on behind it. */
    private int bullet = -1;

    private DocumentText() {}

    /** Of a document, or of a text as older interfaces give it. */
    static String of(JsonNode body) {
        if (body.isTextual()) {
            return body.asText().strip();
        }
        var reader = new DocumentText();
        reader.children(body, "");
        return reader.text
                .toString()
                .replaceAll("[ \\t]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    /** Whether the first words stand in a quote, a box or a list, and are perhaps not said by who wrote the document. */
    static boolean beginsApart(JsonNode body) {
        for (JsonNode block : body.path("content")) {
            String type = block.path("type").asText("");
            if (!of(block).isEmpty() || type.equals("table")) {
                return !type.equals("paragraph") && !type.equals("heading");
            }
        }
        return false;
    }

    /** The lines of what stands in no quote, box, list or table. */
    static List<String> ownLines(JsonNode body) {
        if (body.isTextual()) {
            return body.asText().lines().toList();
        }
        var lines = new ArrayList<String>();
        for (JsonNode block : body.path("content")) {
            String type = block.path("type").asText("");
            if (type.equals("paragraph") || type.equals("heading")) {
                of(block).lines().forEach(lines::add);
            }
        }
        return lines;
    }

    /** The files that stand in a document, by their names as far as it tells them; empty names where it does not. */
    static List<String> files(JsonNode body) {
        var names = new ArrayList<String>();
        if (isFile(body)) {
            JsonNode attrs = body.path("attrs");
            names.add(attrs.path("alt").asText(attrs.path("__fileName").asText("")));
        }
        body.path("content").forEach(child -> names.addAll(files(child)));
        return names;
    }

    private static boolean isFile(JsonNode node) {
        String type = node.path("type").asText("");
        return (type.equals("media") || type.equals("mediaInline"))
                && !node.path("attrs").path("type").asText("").equals("external");
    }

    private void children(JsonNode node, String indent) {
        for (JsonNode child : node.path("content")) {
            String type = child.path("type").asText("");
            if (BLOCKS.contains(type)) {
                block(child, type, indent);
            } else {
                inline(child, type, indent);
            }
        }
    }

    private void block(JsonNode node, String type, String indent) {
        beginLine();
        switch (type) {
            case "bulletList", "taskList", "decisionList" -> items(node, indent, -1);
            case "orderedList" ->
                items(node, indent, node.path("attrs").path("order").asInt(1));
            case "rule" -> text.append("———");
            case "table" ->
                node.path("content").forEach(row -> {
                    beginLine();
                    cells(row);
                });
            case "blockCard", "embedCard" ->
                text.append(node.path("attrs").path("url").asText(""));
            default -> {
                String title = node.path("attrs").path("title").asText("");
                text.append(title.isEmpty() ? "" : title + "\n");
                children(node, indent);
            }
        }
        beginLine();
        text.append(indent.isEmpty() ? "\n" : "");
    }

    private void items(JsonNode list, String indent, int number) {
        int next = number;
        for (JsonNode item : list.path("content")) {
            beginLine();
            text.append(indent).append(number < 0 ? "- " : next++ + ". ");
            bullet = text.length();
            children(item, indent + "  ");
            bullet = -1;
            beginLine();
        }
    }

    private void cells(JsonNode row) {
        var cells = new ArrayList<String>();
        row.path("content").forEach(cell -> cells.add(of(cell).replace('\n', ' ')));
        text.append(String.join(" | ", cells));
    }

    private void inline(JsonNode node, String type, String indent) {
        JsonNode attrs = node.path("attrs");
        switch (type) {
            case "text" -> text.append(words(node));
            case "hardBreak" -> text.append('\n').append(indent);
            case "emoji" ->
                text.append(attrs.path("text").asText(attrs.path("shortName").asText("")));
            case "inlineCard" -> text.append(attrs.path("url").asText(""));
            case "date" -> text.append(date(attrs.path("timestamp").asText("")));
            default -> {
                // mentions and statuses say themselves in their attributes
                text.append(attrs.path("text").asText(""));
                children(node, indent);
            }
        }
    }

    /** The words, and behind them where they link to when they do not say it. */
    private static String words(JsonNode node) {
        String words = node.path("text").asText("");
        for (JsonNode mark : node.path("marks")) {
            String href = mark.path("attrs").path("href").asText("");
            boolean says = href.equals(words) || href.equals(words + "/") || href.equals("mailto:" + words);
            if (mark.path("type").asText("").equals("link") && !href.isEmpty() && !says) {
                return words + " (" + href + ")";
            }
        }
        return words;
    }

    private static String date(String millis) {
        return millis.matches("-?\\d{1,15}")
                ? Instant.ofEpochMilli(Long.parseLong(millis))
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString()
                : millis;
    }

    private void beginLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n' && text.length() != bullet) {
            text.append('\n');
        }
    }
}
