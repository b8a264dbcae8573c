package io.deskbridge.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fixture is one answer of the mentions or search call, made up after the vendor's format. */
class XPostsTest {
    private static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");
    private static final XSelf SELF = new XSelf("acme-x", "9000", "acme", true);

    private static List<Message> page(String fixture) {
        try (InputStream json = XPostsTest.class.getResourceAsStream(fixture + ".json")) {
            return new XPosts(SELF, NOW).page(XFixture.json(new String(json.readAllBytes(), "UTF-8")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message text(String text) {
        var post = JsonNodeFactory.instance
                .objectNode()
                .put("id", "2090000000000000001")
                .put("author_id", "77")
                .put("text", text);
        return new XPosts(SELF, NOW).post(post, XIncludes.of(post.path("includes")), false);
    }

    @Test
    void a_mention_with_everything() {
        Message message = page("mention-with-everything").get(0);

        assertThat(message.id().value()).isEqualTo("2090000000000000001");
        assertThat(message.revision().id()).isEqualTo("2090000000000000002");
        assertThat(message.kind()).isEqualTo(Kind.MENTION);
        assertThat(message.conversation().thread()).isEqualTo("2089999999999999999");
        assertThat(message.inReplyTo()).contains("2089999999999999990");
        assertThat(message.text()).isEqualTo("hey @acme, 3 < 4 & see https://example.org/?a=1&b=2");
        assertThat(message.author().handle()).isEqualTo("anna");
        assertThat(message.author().name()).isEqualTo("Anna ✨");
        assertThat(message.author().followers()).hasValue(97);
        assertThat(message.author().verified()).isTrue();
        assertThat(message.author().profile()).contains(URI.create("https://x.com/anna"));
        assertThat(message.permalink()).contains(URI.create("https://x.com/anna/status/2090000000000000002"));
        assertThat(message.attachments())
                .extracting(Attachment::type, Attachment::reference)
                .containsExactly(
                        tuple(Attachment.Type.IMAGE, "https://pbs.twimg.com/media/one.jpg"),
                        tuple(Attachment.Type.VIDEO, "https://video.twimg.com/high.mp4"),
                        tuple(Attachment.Type.UNKNOWN, "x-media:3_gone"));
        assertThat(message.attachments().get(0).description()).contains("a broken cup");
        assertThat(message.restriction()).isEmpty();
    }

    @Test
    void both_spellings_of_the_api_mean_the_same() {
        assertThat(page("mention-in-the-newer-spelling").get(0))
                .isEqualTo(page("mention-with-everything").get(0));
    }

    @Test
    void errors_beside_the_data_lose_nothing() {
        List<Message> messages = page("partial-errors");

        assertThat(messages)
                .extracting(message -> message.id().value())
                .containsExactly("2090000000000000005", "2090000000000000004");
        assertThat(messages.get(0).unread()).isEmpty();
        assertThat(messages.get(1)).satisfies(placeholder -> {
            assertThat(placeholder.unread()).isPresent();
            assertThat(placeholder.permalink()).contains(URI.create("https://x.com/i/status/2090000000000000004"));
            assertThat(placeholder.text()).contains("https://x.com/i/status/2090000000000000004");
        });
    }

    @Test
    void missing_fields_become_placeholders_that_name_them_and_the_rest_stays() {
        List<Message> messages = page("missing-fields");

        assertThat(messages).hasSize(4);
        assertThat(messages.get(0).unread()).contains("the text");
        assertThat(messages.get(0).permalink()).isPresent();
        assertThat(messages.get(1).unread()).contains("the author");
        assertThat(messages.get(1).text()).isEqualTo("@acme who am I");
        assertThat(messages.get(2).unread()).contains("the post's id");
        assertThat(messages.get(3).unread()).isEmpty();
        assertThat(messages.get(3).author().id()).isEqualTo("77");
    }

    @Test
    void a_long_post_is_read_whole() {
        Message message = page("long-post").get(0);
        assertThat(message.text()).endsWith("to the very end, @acme, see https://example.org/long");
        assertThat(message.kind()).isEqualTo(Kind.MENTION);
    }

    @Test
    void a_name_that_X_put_in_front_makes_a_comment_and_whether_it_summons_is_a_setting() {
        Message carried = page("reply-with-carried-mention").get(0);
        assertThat(carried.kind()).isEqualTo(Kind.COMMENT);
        assertThat(carried.text()).isEqualTo("Great, thanks!");
        assertThat(carried.restriction()).isEmpty();

        var strict = new XPosts(new XSelf("acme-x", "9000", "acme", false), NOW);
        try (InputStream json = XPostsTest.class.getResourceAsStream("reply-with-carried-mention.json")) {
            var page = XFixture.json(new String(json.readAllBytes(), "UTF-8"));
            assertThat(strict.page(page).get(0).restriction()).isPresent();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_edited_root_stays_in_its_conversation() {
        var post = XFixture.json("{\"id\": \"2090000000000000002\", \"text\": \"@acme x\", \"author_id\": \"77\","
                + "\"conversation_id\": \"2090000000000000002\","
                + "\"edit_history_tweet_ids\": [\"2090000000000000001\", \"2090000000000000002\"]}");
        assertThat(new XPosts(SELF, NOW)
                        .post(post, XIncludes.of(post), false)
                        .conversation()
                        .thread())
                .isEqualTo("2090000000000000001");
    }

    @Test
    void every_text_passes_as_it_is() {
        for (String text : new String[] {
            "",
            "a".repeat(25_000),
            "مرحبا \u202eturned\u202c",
            "zero\u200bwidth\u200d",
            "${env:HOME} #{1+1} $simple{body}",
            "<script>alert(1)</script>",
            "a\u0000b",
            "Subject: x\r\nBcc: y",
            "\ud83d\ude00 lone \ud83d"
        }) {
            assertThat(text(text).text()).isEqualTo(text);
            assertThat(text(text).unread()).isEmpty();
            XText.weightedLength(text);
        }
    }

    @Test
    void a_name_inside_another_name_or_an_address_is_no_mention() {
        assertThat(text("@acmeshop is fine").restriction()).isPresent();
        assertThat(text("write to me@acme.example").restriction()).isPresent();
        assertThat(text("hello @ACME!").restriction()).isEmpty();
    }
}
