package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static JsonNode json(String text) {
        return Json.MAPPER.valueToTree(Document.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one line",
                "two\nlines",
                "a paragraph\n\nand another\nwith two lines",
                "<script>alert(1)</script> {code} *bold* [x|http://evil.invalid] h1. no",
                "see https://social.example/a_b?c=d&e=(f), and https://x.invalid/.",
                "👋🏽 Grüße, שלום"
            })
    void what_is_written_is_read_again(String text) {
        assertThat(DocumentText.of(json(text))).isEqualTo(text);
    }

    @Test
    void text_stands_in_text_nodes_only_and_none_is_empty() {
        JsonNode document = json("\n\nfirst\n\n\n\n{\"type\": \"media\"}\n");

        assertThat(document.path("type").asText()).isEqualTo("doc");
        assertThat(document.path("version").asInt()).isEqualTo(1);
        assertThat(document.findValuesAsText("type")).containsOnly("doc", "paragraph", "text", "hardBreak");
        assertThat(document.findValuesAsText("text")).containsExactly("first", "{\"type\": \"media\"}");
    }

    @Test
    void an_address_is_a_link_to_exactly_what_it_shows_and_nothing_else_is() {
        JsonNode nodes = json("go to https://shop.example/x, javascript:alert(1) or http://[broken or file:///etc")
                .at("/content/0/content");

        assertThat(nodes.findValuesAsText("href")).containsExactly("https://shop.example/x");
        assertThat(nodes.get(1).path("text").asText()).isEqualTo("https://shop.example/x");
    }

    @Test
    void a_text_that_is_too_long_is_cut_to_what_jira_takes() {
        String text = "ü\"\n".repeat(20_000);

        assertThat(Document.fits(text)).isFalse();
        assertThat(Document.fits(Document.cut(text))).isTrue();
        assertThat(Json.bytes(Document.of(Document.cut(text)))).hasSizeGreaterThan(30_000);
        assertThat(Document.cut("short")).isEqualTo("short");
    }

    @Test
    void what_agents_write_with_the_editor_reads_as_plain_text() throws Exception {
        JsonNode document = Json.MAPPER.readTree(
                """
                {"type": "doc", "version": 1, "content": [
                  {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Hello"}]},
                  {"type": "paragraph", "content": [
                    {"type": "mention", "attrs": {"id": "1", "text": "@Mia"}}, {"type": "text", "text": " says "},
                    {"type": "text", "text": "look", "marks": [{"type": "strong"},
                      {"type": "link", "attrs": {"href": "https://shop.example/"}}]},
                    {"type": "text", "text": " "}, {"type": "emoji", "attrs": {"shortName": ":smile:", "text": "😄"}},
                    {"type": "hardBreak"}, {"type": "inlineCard", "attrs": {"url": "https://shop.example/a"}},
                    {"type": "text", "text": " by "}, {"type": "date", "attrs": {"timestamp": "1782777600000"}},
                    {"type": "somethingNew", "content": [{"type": "text", "text": "!"}]}]},
                  {"type": "bulletList", "content": [
                    {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "one"}]},
                      {"type": "orderedList", "content": [{"type": "listItem", "content": [
                        {"type": "paragraph", "content": [{"type": "text", "text": "inner"}]}]}]}]},
                    {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "two"}]}]}]},
                  {"type": "table", "content": [{"type": "tableRow", "content": [
                    {"type": "tableCell", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]},
                    {"type": "tableCell", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "b"}]}]}]}]},
                  {"type": "mediaSingle", "content": [{"type": "media",
                    "attrs": {"type": "file", "id": "u", "collection": "", "alt": "cup.png"}}]}
                ]}""");

        assertThat(DocumentText.of(document))
                .isEqualTo(
                        """
                        Hello

                        @Mia says look (https://shop.example/) 😄
                        https://shop.example/a by 2026-06-30!

                        - one
                          1. inner
                        - two

                        a | b""");
        assertThat(DocumentText.files(document)).containsExactly("cup.png");
        assertThat(DocumentText.of(Json.MAPPER.valueToTree(" as older interfaces say it ")))
                .isEqualTo("as older interfaces say it");
        assertThat(DocumentText.of(Json.MAPPER.valueToTree(Map.of()))).isEmpty();
    }

    @Test
    void as_wiki_markup_nothing_is_markup() {
        assertThat(WikiText.of("{code} *b* [x|y] a_b C:\\temp &lt; h1. no\nh2. title\nhttps://x.example/a_b-c ok"))
                .isEqualTo("\\{code\\} \\*b\\* \\[x\\|y\\] a\\_b C:&#92;temp &amp;lt; h1. no\nh2&#46; title\n"
                        + "https://x.example/a_b-c ok");
    }
}
