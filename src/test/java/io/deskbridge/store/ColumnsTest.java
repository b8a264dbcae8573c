package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Words;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final MessageBuilder MESSAGE =
            new MessageBuilder("shop", "1", Kind.MENTION, "t", Author.unknown("anna"), Instant.EPOCH);

    @Test
    void a_message_comes_back_as_it_was_stored() {
        Message message =
                MESSAGE.text("words").notice(new Words("Hidden", "Verborgen")).build();
        assertThat(Columns.read(Columns.json(message), Message.class)).isEqualTo(message);
    }

    @Test
    void a_rating_comes_back_and_a_message_that_an_older_version_stored_has_none() {
        Message rated = new MessageBuilder("shop", "1", Kind.REVIEW, "t", Author.unknown("anna"), Instant.EPOCH)
                .stars(2)
                .build();
        String json = Columns.json(rated);
        assertThat(Columns.read(json, Message.class)).isEqualTo(rated);

        String older = json.replace(",\"stars\":2", "");
        assertThat(older).doesNotContain("stars");
        assertThat(Columns.read(older, Message.class).stars()).isEmpty();
    }

    @Test
    void a_message_that_an_older_version_stored_has_no_notice() {
        String older = Columns.json(MESSAGE.notice(null).build()).replace(",\"notice\":null", "");
        assertThat(older).doesNotContain("notice");
        assertThat(Columns.read(older, Message.class).notice()).isEmpty();
    }
}
