package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsistedTest {
    private static Insisted of(String text) {
        return Insisted.of(new Comment(
                new CommentId("help", "1"),
                new Ticket("help", "1", Optional.empty()),
                new Agent("mia", "Mia"),
                text.replace("|", "\n").replace("_", "\u00a0"),
                List.of(),
                Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({
        "'/send|hello', 'hello'",
        "' /SEND |hello|there', 'hello|there'",
        "'/send_|hello', 'hello'",
        "'/send||/private|hello', '/private|hello'",
        "'/to 2|/send|hello', '/to 2|hello'",
        "'/send', ''"
    })
    void the_line_is_cut_off(String text, String rest) {
        assertThat(of(text).insists()).isTrue();
        assertThat(of(text).comment().text()).isEqualTo(rest.replace("|", "\n"));
    }

    @ParameterizedTest
    @CsvSource({"'/send hello'", "'hello|/send'", "'/sender|x'", "'send|x'", "'/private|/send'"})
    void nothing_else_is_that_line(String text) {
        assertThat(of(text).insists()).isFalse();
        assertThat(of(text).comment().text()).isEqualTo(text.replace("|", "\n"));
    }
}
