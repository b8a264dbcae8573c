package io.deskbridge.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowedTextTest {
    @Test
    void lines_broken_for_sending_are_joined_and_others_stay() {
        assertThat(FlowedText.unfolded("one \ntwo\nthree\n", false)).isEqualTo("one two\nthree\n");
        assertThat(FlowedText.unfolded("on \ne", true)).isEqualTo("one");
    }

    @Test
    void a_stuffed_space_goes_and_the_signature_mark_stays() {
        assertThat(FlowedText.unfolded(" From here\nbye \n-- \nMia", false)).isEqualTo("From here\nbye \n-- \nMia");
    }

    @Test
    void quoted_lines_are_joined_among_themselves_alone() {
        assertThat(FlowedText.unfolded("> a \n> b \nc", false)).isEqualTo("> a b \nc");
    }
}
