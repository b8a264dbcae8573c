package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.hub.AnswerSettings.Hotline;
import io.deskbridge.hub.AnswerSettings.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSettingsTest {
    @Test
    void one_person_is_no_repetition() {
        assertThatThrownBy(() -> new AnswerSettings(Repeated.WARN, 1, Hotline.WARN))
                .isInstanceOf(ConfigurationMistakes.class)
                .hasMessageContaining("deskbridge.repeated-answers-people is 1 and must be 2 or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "a,b"})
    void a_tag_is_one_word(String tag) {
        assertThatThrownBy(() -> new NoteSettings(NoteSettings.Success.TAG, tag, NoteSettings.Delivery.TAG))
                .isInstanceOf(ConfigurationMistakes.class)
                .hasMessageContaining("deskbridge.notes.tag is");
        assertThat(new NoteSettings(NoteSettings.Success.TAG, " published ", NoteSettings.Delivery.TAG).tag())
                .isEqualTo("published");
    }
}
