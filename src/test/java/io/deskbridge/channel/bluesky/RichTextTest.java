package io.deskbridge.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.deskbridge.http.Json;
import org.junit.jupiter.api.Test;

class RichTextTest {
    private static ArrayNode link(int start, int end, String uri) {
        ArrayNode facets = Json.MAPPER.createArrayNode();
        add(facets, start, end, uri);
        return facets;
    }

    private static void add(ArrayNode facets, int start, int end, String uri) {
        var facet = facets.addObject();
        facet.putObject("index").put("byteStart", start).put("byteEnd", end);
        facet.putArray("features")
                .addObject()
                .put("$type", "app.bsky.richtext.facet#link")
                .put("uri", uri);
    }

    @Test
    void a_shortened_link_becomes_its_whole_address_behind_an_umlaut_and_an_emoji() {
        // "Grüße 👋 " is 13 bytes and 9 chars
        assertThat(RichText.expand("Grüße 👋 example.com/ver... da", link(13, 31, "https://example.com/very/long")))
                .isEqualTo("Grüße 👋 https://example.com/very/long da");
    }

    @Test
    void words_over_a_link_stay_and_the_address_stands_behind_them() {
        assertThat(RichText.expand("bank.example is safe", link(0, 12, "https://thief.example/")))
                .isEqualTo("bank.example (https://thief.example/) is safe");
    }

    @Test
    void several_links_are_expanded_in_the_order_of_the_text_and_overlapping_ones_once() {
        ArrayNode facets = link(4, 7, "https://b.de");
        add(facets, 0, 3, "https://a.de");
        add(facets, 2, 6, "https://c.de");

        assertThat(RichText.expand("aaa bbb", facets)).isEqualTo("aaa (https://a.de) bbb (https://b.de)");
    }

    @Test
    void offsets_outside_the_text_or_inside_a_character_are_ignored() {
        assertThat(RichText.expand("ü", link(0, 99, "https://a.de"))).isEqualTo("ü");
        assertThat(RichText.expand("ü", link(1, 2, "https://a.de"))).isEqualTo("ü");
        assertThat(RichText.expand("ü", link(-5, 1, "https://a.de"))).isEqualTo("ü");
        assertThat(RichText.expand("ü", link(2, 0, "https://a.de"))).isEqualTo("ü");
    }
}
