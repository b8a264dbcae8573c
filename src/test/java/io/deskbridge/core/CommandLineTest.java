package io.deskbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void the_first_line_is_a_word_and_its_arguments_and_the_rest_stands_apart() {
        assertThat(CommandLine.of("\n /Template order_update\u00a0de  4711 \n\nmore\n"))
                .hasValue(new CommandLine("template", List.of("order_update", "de", "4711"), "more"));
        assertThat(CommandLine.of("/template")).hasValue(new CommandLine("template", List.of(), ""));
    }

    @Test
    void quotes_hold_words_together_as_desks_write_them() {
        assertThat(CommandLine.of("/t \"a b\" “c d” „e f“ „g h” «i j» \"\"")
                        .orElseThrow()
                        .arguments())
                .containsExactly("a b", "c d", "e f", "g h", "i j", "");
    }

    @Test
    void what_only_begins_with_a_slash_is_no_command() {
        assertThat(CommandLine.of("/usr/bin is a path")).isEmpty();
        assertThat(CommandLine.of("// no")).isEmpty();
        assertThat(CommandLine.of("hello /template a")).isEmpty();
        assertThat(CommandLine.of("")).isEmpty();
    }
}
