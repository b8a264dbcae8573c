package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Documents in the Atlassian document format: checked as Jira checks them, and made of wiki markup. */
final class Documents {
    private static final int MOST = 32_767;
    private static final Set<String> KNOWN = Set.of(
            "doc",
            "paragraph",
            "text",
            "hardBreak",
            "heading",
            "bulletList",
            "orderedList",
            "listItem",
            "mention",
            "emoji",
            "inlineCard",
            "mediaSingle",
            "mediaGroup",
            "media",
            "mediaInline",
            "codeBlock",
            "blockquote",
            "panel",
            "rule",
            "table",
            "tableRow",
            "tableCell",
            "tableHeader",
            "date",
            "status");

    private Documents() {}

    static JsonNode checked(@Nullable JsonNode document, String field) {
        if (document == null
                || !document.path("type").asText("").equals("doc")
                || document.path("version").asInt(0) != 1
                || !document.path("content").isArray()
                || !isValid(document)) {
            throw Refusal.field(
                    field, "Operation value must be an Atlassian Document (see the Atlassian Document Format)");
        }
        if (document.toString().length() > MOST) {
            throw Refusal.field(
                    field, "The entered text is too long. It exceeds the allowed limit of 32,767 characters.");
        }
        return document;
    }

    private static boolean isValid(JsonNode node) {
        String type = node.path("type").asText("");
        if (!KNOWN.contains(type)
                || type.equals("text") && node.path("text").asText("").isEmpty()) {
            return false;
        }
        for (JsonNode child : node.path("content")) {
            if (!isValid(child)) {
                return false;
            }
        }
        return true;
    }

    /** What people read. */
    static String text(JsonNode node) {
        String type = node.path("type").asText("");
        return switch (type) {
            case "text" -> node.path("text").asText("");
            case "hardBreak" -> "\n";
            case "media", "mediaInline" -> "[" + node.path("attrs").path("alt").asText("file") + "]";
            case "mention", "emoji" -> node.path("attrs").path("text").asText("");
            default -> {
                var text = new StringBuilder();
                node.path("content").forEach(child -> text.append(text(child)));
                yield text + (type.equals("paragraph") || type.equals("heading") ? "\n\n" : "");
            }
        };
    }

    /** As the page shows it; only files are more than words here. */
    static String html(JsonNode node, Issue issue) {
        var html = new StringBuilder("<p>")
                .append(HtmlUtils.htmlEscape(text(node), "UTF-8").replace("\n", "<br/>"))
                .append("</p>");
        files(node, issue, html);
        return html.toString();
    }

    private static void files(JsonNode node, Issue issue, StringBuilder html) {
        String media = node.path("attrs").path("id").asText("");
        issue.files.stream()
                .filter(file -> file.media().toString().equals(media))
                .forEach(file -> html.append("<img src=\"/rest/api/3/attachment/content/")
                        .append(file.id())
                        .append("\" />"));
        node.path("content").forEach(child -> files(child, issue, html));
    }

    /** Plain text with empty lines between its paragraphs. */
    static ObjectNode of(String text) {
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("type", "doc").put("version", 1);
        ArrayNode paragraphs = document.putArray("content");
        for (String paragraph : text.split("\n{2,}")) {
            ArrayNode content = paragraphs.addObject().put("type", "paragraph").putArray("content");
            String[] lines = paragraph.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    content.addObject().put("type", "hardBreak");
                }
                if (!lines[i].isEmpty()) {
                    content.addObject().put("type", "text").put("text", lines[i]);
                }
            }
        }
        return document;
    }

    /** Wiki markup, as the service desk API takes it: what is not escaped is markup and no words. */
    static ObjectNode ofMarkup(String markup) {
        var text = new StringBuilder();
        for (int i = 0; i < markup.length(); i++) {
            char character = markup.charAt(i);
            if (character == '\\' && i + 1 < markup.length()) {
                text.append(markup.charAt(++i));
            } else if (character == '{' && markup.indexOf('}', i) > 0) {
                i = markup.indexOf('}', i);
            } else if (character != '*' && character != '[' && character != ']') {
                text.append(character);
            }
        }
        return of(HtmlUtils.htmlUnescape(text.toString()));
    }
}
