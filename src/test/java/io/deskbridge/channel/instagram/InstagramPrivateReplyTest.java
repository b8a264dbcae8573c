package io.deskbridge.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Reply;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.http.Json;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The one private answer to a comment, which an agent asks for by a first line {@code /private}. */
class InstagramPrivateReplyTest {
    private static final String ASKED = "/private\nWhat is your order number?";
    private final InstagramFixture graph = new InstagramFixture();

    private Reply reply(MessageBuilder to, String text, Attachment... files) {
        return graph.reply(to, text, files);
    }

    private MessageBuilder comment() {
        return graph.asked(Kind.COMMENT, "55", "9").inReplyTo("9");
    }

    @Test
    void it_goes_to_the_author_of_the_comment_and_not_under_it() {
        graph.answers("/me/messages", "{'recipient_id':'7','message_id':'m_8'}");

        Sent sent = graph.open().send(reply(comment(), ASKED), graph.key());

        assertThat(sent.id()).isEqualTo("m_8");
        assertThat(sent.permalink()).isEmpty();
        JsonNode body = Json.tryRead(graph.calls.get(0).body()).orElseThrow();
        assertThat(body.at("/recipient/comment_id").asText()).isEqualTo("55");
        assertThat(body.at("/message/text").asText()).isEqualTo("What is your order number?");
        assertThat(SendKey.parse(body.at("/message/metadata").asText())).contains(graph.key());
        assertThat(graph.calls).hasSize(1);
    }

    @Test
    void a_second_one_is_refused_with_the_reason() {
        graph.answers("/me/messages", "{'error':{'code':10900,'message':'Activity already replied to'}}");
        assertThatThrownBy(() -> graph.open().send(reply(comment(), ASKED), graph.key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("takes no second one");
    }

    @Test
    void one_after_seven_days_or_with_a_file_is_refused_before_instagram_is_asked() {
        Reply late = reply(comment(), ASKED);
        Reply file = reply(comment(), ASKED, Attachment.of(Attachment.Type.IMAGE, "f"));
        assertThatThrownBy(() -> graph.open().send(file, graph.key())).hasMessageContaining("words alone");
        graph.clock.advance(Duration.ofDays(7).plusMinutes(1));
        assertThatThrownBy(() -> graph.open().send(late, graph.key()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("Instagram takes a private answer only within seven days");
        assertThat(graph.calls).isEmpty();
    }

    @Test
    void elsewhere_and_in_a_private_conversation_there_is_none() {
        assertThatThrownBy(() -> graph.open().send(reply(graph.asked(Kind.MENTION, "77", "12"), ASKED), graph.key()))
                .hasMessageContaining("below your own media");
        assertThatThrownBy(() -> graph.open().send(reply(graph.asked(Kind.DIRECT, "m_1", "7"), ASKED), graph.key()))
                .hasMessageContaining("private already");
        assertThat(graph.calls).isEmpty();
    }

    @Test
    void it_is_counted_in_bytes_and_nothing_else_stands_in_its_first_line() {
        assertThat(graph.open().contract().commands()).singleElement().satisfies(command -> {
            assertThat(mistake(command, "/private\n" + "ü".repeat(500))).isEmpty();
            assertThat(mistake(command, "/private\n" + "ü".repeat(501))).contains("1002");
            assertThat(mistake(command, "/private please\nhello")).contains("alone");
            assertThat(mistake(command, "/private\n")).contains("no words");
            assertThat(command.afterWindow()).isFalse();
        });
    }

    private static String mistake(ReplyCommand command, String text) {
        return command.mistake()
                .apply(CommandLine.of(text).orElseThrow())
                .map(words -> words.english())
                .orElse("");
    }

    @Test
    void a_lost_one_is_found_in_the_conversation_with_the_author_alone() {
        graph.answers(
                "/me/conversations",
                """
                {'data':[{'participants':{'data':[{'id':'178'},{'id':'8','username':'ben'}]},'messages':{'data':[
                  {'id':'m_4','from':{'id':'178'},'message':'hello','created_time':'2026-11-22T10:00:03+0000'}]}},
                 {'participants':{'data':[{'id':'178'},{'id':'7','username':'anna'}]},'messages':{'data':[
                  {'id':'m_9','from':{'id':'178'},'message':'hi','created_time':'2026-11-22T10:00:03+0000'}]}}]}""");
        assertThat(graph.open().find(reply(comment(), "/private\nhi"), graph.key()))
                .map(Sent::id)
                .contains("m_9");
        // Instagram takes no second one, so it may be tried again
        assertThat(graph.open().find(reply(comment(), "/private\nhello"), graph.key()))
                .isEmpty();
    }

    @Test
    void an_answer_that_names_no_id_is_uncertain() {
        graph.answers("/me/messages", "{}");
        assertThatThrownBy(() -> graph.open().send(reply(comment(), ASKED), graph.key()))
                .isInstanceOf(Failure.Uncertain.class);
    }

    @Test
    void a_permission_that_private_answers_lack_refuses_them_and_never_pauses_the_account() {
        graph.answers("/me/messages", "{'error':{'code':10,'message':'(#10) no permission'}}");
        Reply reply = graph.reply(graph.asked(Kind.COMMENT, "55", "9"), "/private\nhello");
        assertThatThrownBy(() -> graph.open().send(reply, graph.key()))
                .isInstanceOfSatisfying(Failure.Rejected.class, refused -> {
                    assertThat(refused).hasMessageContaining("answer in private (10)");
                    assertThat(refused.in(Locale.GERMAN)).contains("nicht privat antworten");
                });
    }
}
