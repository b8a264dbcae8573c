package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Agent;
import io.deskbridge.hub.Signatures.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final Agent ANNA = new Agent("42", "Anna Kern");
    private static final Agent BOB = new Agent("bob@acme.example", "Bob");
    private static final Agent CARL = new Agent("44", "Carl");
    private static final Signatures SIGNATURES = new Signatures(
            List.of(new Signature("42", "^AK"), new Signature("BOB@acme.example ", "Bob from Acme")), "");

    @Test
    void an_agent_is_known_by_id_address_or_name() {
        assertThat(SIGNATURES.signed(ANNA, "hello")).isEqualTo("hello ^AK");
        assertThat(SIGNATURES.signed(BOB, "hello")).isEqualTo("hello\nBob from Acme");
        var byName = new Signatures(List.of(new Signature("anna kern", "– Anna")), "");
        assertThat(byName.signed(ANNA, "hello \n")).isEqualTo("hello – Anna");
    }

    @Test
    void whoever_is_not_named_signs_with_nothing_or_with_what_others_do() {
        assertThat(SIGNATURES.signed(CARL, "hello")).isEqualTo("hello");
        assertThat(new Signatures(List.of(), "Your Acme team").signed(CARL, "hello"))
                .isEqualTo("hello\nYour Acme team");
        var silent = new Signatures(List.of(new Signature("44", "")), "Your Acme team");
        assertThat(silent.signed(CARL, "hello")).isEqualTo("hello");
    }

    @Test
    void nothing_is_signed_twice_and_nothing_without_words() {
        assertThat(SIGNATURES.signed(ANNA, "hello ^AK")).isEqualTo("hello ^AK");
        assertThat(SIGNATURES.signed(ANNA, " \n")).isEqualTo(" \n");
        assertThat(SIGNATURES.signed(ANNA, "/template order_update de 4711"))
                .isEqualTo("/template order_update de 4711");
        assertThat(SIGNATURES.signed(ANNA, "/private\nyour number, please"))
                .isEqualTo("/private\nyour number, please ^AK");
    }

    @Test
    void mistakes_are_told_with_their_place() {
        assertThatThrownBy(() -> new Signatures(
                        List.of(new Signature("", "^X"), new Signature("Anna", "^A"), new Signature("anna", "^B")), ""))
                .isInstanceOf(ConfigurationMistakes.class)
                .hasMessageContaining("deskbridge.signatures.agents[0].agent is missing")
                .hasMessageContaining("deskbridge.signatures.agents[2].agent is \"anna\", which stands there already");
    }
}
