package io.deskbridge.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLengthTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|0", "a|1", "ü|1", "👋|1", "👋🏽|1", "🇩🇪|1", "e\u0301|1", "नि|1", "ab\u200bc|4"})
    void counts_what_a_reader_takes_for_one_character(String text, int length) {
        assertThat(TextLength.of(text)).isEqualTo(length);
    }

    @org.junit.jupiter.api.Test
    void a_family_is_one_grapheme_but_three_hundred_of_them_are_too_many_bytes() {
        String family = "👩‍👩‍👧‍👦";

        assertThat(TextLength.graphemes(family.repeat(300))).isEqualTo(300);
        assertThat(TextLength.of(family.repeat(120))).isEqualTo(300);
        assertThat(TextLength.of(family.repeat(121))).isGreaterThan(TextLength.POST.max());
        assertThat(TextLength.of("a".repeat(300))).isEqualTo(TextLength.POST.max());
    }
}
