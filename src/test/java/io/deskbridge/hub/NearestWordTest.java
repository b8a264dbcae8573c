package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
    private static final List<String> KNOWN = List.of("zendesk", "mailbox", "acme-x");

    @Test
    void a_misspelt_word_is_recognised() {
        assertThat(NearestWord.hint("zendsk", KNOWN)).isEqualTo("; did you mean \"zendesk\"?");
        assertThat(NearestWord.hint("Mailbox", KNOWN)).isEqualTo("; did you mean \"mailbox\"?");
        assertThat(NearestWord.hint("acmex", KNOWN)).isEqualTo("; did you mean \"acme-x\"?");
    }

    @Test
    void a_word_that_is_like_none_is_told_all() {
        assertThat(NearestWord.hint("salesforce", KNOWN)).isEqualTo("; there is: acme-x, mailbox, zendesk");
    }

    @Test
    void where_nothing_is_known_it_says_so() {
        assertThat(NearestWord.hint("zendesk", List.of())).isEqualTo("; there is none");
    }
}
