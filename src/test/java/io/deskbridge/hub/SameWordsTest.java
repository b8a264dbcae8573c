package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Author;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameWordsTest {
    private static final Author ANNA = author("anna_k", "Anna Kern");
    private static final String BLOCK = "Hi Anna, thank you for your message! We will look into it.";

    private static Author author(String handle, String name) {
        return new Author(handle, handle, name, Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@anna_k Hi Anna, thank you for your message! We will look into it.",
                "hi, THANK YOU for your\n message.  We will look into it :-)",
                "Hi Kern, thank you for your message! We will look into it."
            })
    void whom_it_addresses_and_how_it_is_set_makes_no_difference(String other) {
        assertThat(SameWords.of(other, ANNA)).isPresent().isEqualTo(SameWords.of(BLOCK, ANNA));
        assertThat(SameWords.of(other.replace("Anna", "Bob"), author("bob", "Bob")))
                .isNotEqualTo(SameWords.of(BLOCK + " Soon.", ANNA));
    }

    @Test
    void another_persons_name_makes_no_difference() {
        assertThat(SameWords.of(BLOCK.replace("Anna", "Bob"), author("bob7", "Bob Berg")))
                .isEqualTo(SameWords.of(BLOCK, ANNA));
    }

    @Test
    void another_number_is_another_answer() {
        assertThat(SameWords.of("Your order 4711 is on its way to you.", ANNA))
                .isNotEqualTo(SameWords.of("Your order 4712 is on its way to you.", ANNA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thank you!",
                "Vielen Dank, Anna Kern!",
                "👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍",
                "",
                "@anna_k Anna"
            })
    void a_few_words_are_no_text_block(String text) {
        assertThat(SameWords.of(text, ANNA)).isEmpty();
    }
}
