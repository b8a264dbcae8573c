package io.deskbridge.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Automatic reply: I am away",
                "[AUTO-REPLY] we are closed",
                "Automatische Antwort: Danke",
                "Abwesenheitsnotiz",
                "Automatische Rückmeldung\nGuten Tag",
                "Out of office until Monday",
                "Hello! This is an automated message.",
                "Thanks. This message was generated automatically.",
                "Guten Tag, diese Nachricht wurde automatisch erstellt.",
                "Das ist eine automatische Nachricht.",
                "Ich bin derzeit nicht im Büro und lese nichts.",
                "I'm currently out of the office.",
                "Bitte antworten Sie nicht auf diese E-Mail."
            })
    void a_machine_says_so(String text) {
        assertThat(AutomaticText.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Where is my order?",
                "Mein Automat ist kaputt",
                "The automatic door of your shop replies to nobody",
                "Ihr automatisches Tor geht nicht auf",
                "I was out at the office",
                "Ich bin sauer"
            })
    void a_person_does_not(String text) {
        assertThat(AutomaticText.is(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Guten Abend, wo bleibt denn meine Bestellung? Ich warte seit einer Woche darauf.|de",
                "Good evening, where is my order? I have been waiting for it for a week now.|en",
                "Bonsoir, où est ma commande ? Je l'attends depuis une semaine.|",
                "👍|"
            })
    void the_languages_that_the_hub_speaks_are_told(String text, String code) {
        assertThat(SpokenLanguage.of(text).map(java.util.Locale::getLanguage).orElse(null))
                .isEqualTo(code);
    }
}
