package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerTextTest {
    /** The names of all fixtures beside this class. */
    static List<String> fixtures() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(AnswerTextTest.class.getResource("answers"))
                .toURI());
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".expected.txt"))
                    .map(name -> name.replace(".expected.txt", ""))
                    .sorted()
                    .toList();
        }
    }

    private static String text(String name) {
        try (InputStream in = AnswerTextTest.class.getResourceAsStream("answers/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void only_the_agents_own_words_are_left(String fixture) {
        assertThat(AnswerText.of(text(fixture + ".txt"))).isEqualTo(text(fixture + ".expected.txt"));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void the_line_ends_of_the_wire_change_nothing(String fixture) {
        assertThat(AnswerText.of(text(fixture + ".txt").replace("\n", "\r\n")))
                .isEqualTo(text(fixture + ".expected.txt"));
    }

    @Test
    void a_very_long_text_is_read_in_no_time() {
        String line = "On and on it goes wrote nobody: 10:00 <a@b.example> \n";

        assertThat(AnswerText.of(line.repeat(20_000))).hasSizeLessThan(line.length() * 20_000);
    }
}
