package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"Thank you.", "Your number is {ticket}, here on {network}.", "a { ticket stays"})
    void words_with_known_placeholders_can_be_sent(String text) {
        assertThat(AcknowledgementText.mistake(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dear {name}|{name} is no placeholder; there is: network, ticket",
                "No. {tickt}|{tickt} is no placeholder; did you mean \"ticket\"?",
                "${body.text} {text}|{body.text} is no placeholder; there is: network, ticket",
                "/private hello|the text begins with \"/\", as what asks a channel for something does; begin with another"
                        + " character"
            })
    void others_are_refused_with_a_sentence(String text, String mistake) {
        assertThat(AcknowledgementText.mistake(text)).contains(mistake);
    }

    @Test
    void a_blank_text_is_refused() {
        assertThat(AcknowledgementText.mistake(" \n")).contains("the text is blank; write what customers read");
    }

    @Test
    void what_is_filled_in_is_no_template_itself() {
        assertThat(AcknowledgementText.filled(" {network}: {ticket} ", "$1 {ticket}", "a\\b {network}"))
                .isEqualTo("$1 {ticket}: a\\b {network}");
    }

    @Test
    void what_ships_is_right_and_every_mistake_of_the_settings_is_told_at_once() {
        assertThat(Stream.of(AcknowledgementSettings.ENGLISH, AcknowledgementSettings.GERMAN))
                .allSatisfy(
                        text -> assertThat(AcknowledgementText.mistake(text)).isEmpty());
        assertThatThrownBy(() -> new AcknowledgementSettings("Dear {name}", " ", Duration.ZERO))
                .isInstanceOfSatisfying(ConfigurationMistakes.class, found -> assertThat(found.mistakes())
                        .containsExactly(
                                "deskbridge.acknowledgements.english: {name} is no placeholder; there is: network, ticket",
                                "deskbridge.acknowledgements.german: the text is blank; write what customers read",
                                "deskbridge.acknowledgements.expires is PT0S; write a time such as 15m"));
    }
}
