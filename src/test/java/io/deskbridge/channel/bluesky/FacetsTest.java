package io.deskbridge.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacetsTest {
    /** The words that the facets of a record cover, cut out by bytes. */
    static List<String> words(JsonNode record) {
        byte[] bytes = record.path("text").asText().getBytes(StandardCharsets.UTF_8);
        var words = new ArrayList<String>();
        for (JsonNode facet : record.path("facets")) {
            int start = facet.at("/index/byteStart").asInt();
            int end = facet.at("/index/byteEnd").asInt();
            words.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
        }
        return words;
    }

    private static JsonNode record(String text) {
        var facets = Facets.of(
                text, handle -> handle.startsWith("nobody") ? Optional.empty() : Optional.of("did:plc:" + handle));
        return Json.MAPPER.valueToTree(Map.of("text", text, "facets", facets));
    }

    private static List<String> targets(String text) {
        var targets = new ArrayList<String>();
        record(text).path("facets").forEach(facet -> {
            JsonNode feature = facet.at("/features/0");
            targets.add(feature.path("uri").asText(feature.path("did").asText()));
        });
        return targets;
    }

    @Test
    void offsets_are_bytes_behind_umlauts_and_joined_emoji() {
        JsonNode record = record("Hé 👋 @brand.test 👩‍👩‍👧‍👦 https://example.com/ü");

        assertThat(words(record)).containsExactly("@brand.test", "https://example.com/ü");
        assertThat(record.at("/facets/0/index/byteStart").asInt()).isEqualTo(9);
        assertThat(record.at("/facets/0/index/byteEnd").asInt()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "See https://example.com.          | https://example.com",
                "See example.com/a?b=c, or         | https://example.com/a?b=c",
                "(https://example.com)             | https://example.com",
                "https://example.com/a_(b)         | https://example.com/a_(b)",
                "(see https://example.com/a).      | https://example.com/a",
                "(https://example.com/a_(b)).     | https://example.com/a_(b)",
                "„https://example.com/a“           | ''",
                "Hilfe: https://acme.de/hilfe!     | https://acme.de/hilfe",
                "z.B. morgen                       | ''",
                "rechnung.pdf liegt bei            | ''",
                "mia@example.com                   | ''",
                "my-shop.example.co.uk             | https://my-shop.example.co.uk",
                "ftp://example.com                 | ''",
                "javascript:alert(1)               | ''",
                "@anna.test, hallo                 | did:plc:anna.test",
                "@nobody.test                      | ''",
                "@anna                             | ''",
                "mail@anna.test                    | ''",
            })
    void links_and_mentions_are_what_the_official_clients_take_for_them(String text, String target) {
        assertThat(targets(text)).isEqualTo(target.isEmpty() ? List.of() : List.of(target));
    }

    @Test
    void the_stretch_of_a_link_ends_before_the_punctuation() {
        assertThat(words(record("Über https://example.com/ö.\nund example.org!")))
                .containsExactly("https://example.com/ö", "example.org");
    }
}
