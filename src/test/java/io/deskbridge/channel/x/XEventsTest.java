package io.deskbridge.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.CapturedLog;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What webhooks push; the bodies are made up after the vendor's format. */
class XEventsTest {
    private static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");
    private static final XSelf SELF = new XSelf("acme-x", "9000", "acme", true);

    private static List<Message> read(String body) {
        return new XEvents(SELF, NOW).messages(XFixture.json(body));
    }

    private static String event(String type, String payload) {
        return "{\"data\": {\"event_uuid\": \"5\", \"filter\": {\"user_id\": \"9000\"}, \"event_type\": \"" + type
                + "\", \"payload\": " + payload + ", \"includes\": {}}}";
    }

    @Test
    void a_post_that_comes_as_mention_reply_and_quote_has_one_id() {
        String post = "{\"id\": \"2090000000000000001\", \"text\": \"@acme hi\", \"author_id\": \"77\"}";
        assertThat(List.of("post.mention.create", "post.reply.create", "post.quote.create"))
                .allSatisfy(type -> assertThat(read(event(type, post)))
                        .singleElement()
                        .satisfies(message -> assertThat(message.id().value()).isEqualTo("2090000000000000001")));
    }

    @Test
    void a_batch_loses_nothing_when_one_of_it_cannot_be_understood() {
        JsonNode good = XFixture.json(event(
                        "post.mention.create",
                        "{\"id\": \"2090000000000000001\", \"text\": \"@acme hi\", \"author_id\": \"77\"}"))
                .path("data");
        JsonNode bad =
                XFixture.json(event("post.mention.create", "{\"text\": 5}")).path("data");
        List<Message> messages = read("{\"data\": [" + bad + "," + good + "]}");

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).unread()).contains("the post's id");
        assertThat(messages.get(1).unread()).isEmpty();
        assertThat(read("[" + "{\"data\":" + bad + "}, {\"data\":" + good + "}]"))
                .hasSize(2);
    }

    @Test
    void our_own_post_is_ours_and_its_deletion_too() {
        assertThat(read(event(
                        "post.create",
                        "{\"id\": \"2090000000000000001\", \"text\": \"hello\", \"author_id\": \"9000\"}")))
                .singleElement()
                .satisfies(message -> assertThat(message.ours()).isTrue());
        assertThat(read(event("post.delete", "{\"id\": \"2090000000000000001\", \"author_id\": \"9000\"}")))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.ours()).isTrue();
                    assertThat(message.deleted()).isTrue();
                });
    }

    @Test
    void a_private_message_both_ways_lies_in_the_customers_conversation() {
        String in = "{\"direct_message_events\": [{\"type\": \"message_create\", \"id\": \"2080765901528535096\","
                + " \"created_timestamp\": \"1784928224372\", \"message_create\": {\"target\": {\"recipient_id\":"
                + " \"9000\"}, \"sender_id\": \"77\", \"message_data\": {\"text\": \"a &lt; b\"}}}], \"users\":"
                + " {\"77\": {\"data\": {\"id\": \"77\", \"username\": \"anna\", \"name\": \"Anna\"}}}}";
        String out = in.replace("\"recipient_id\": \"9000\"", "\"recipient_id\": \"77\"")
                .replace("\"sender_id\": \"77\"", "\"sender_id\": \"9000\"");
        Message received = read(event("dm.received", in)).get(0);
        Message sent = read(event("dm.sent", out)).get(0);

        assertThat(received.kind()).isEqualTo(Kind.DIRECT);
        assertThat(received.text()).isEqualTo("a < b");
        assertThat(received.author().handle()).isEqualTo("anna");
        assertThat(received.sentAt()).isEqualTo(Instant.ofEpochMilli(1_784_928_224_372L));
        assertThat(received.ours()).isFalse();
        assertThat(sent.ours()).isTrue();
        assertThat(sent.conversation()).isEqualTo(received.conversation());
        assertThat(received.conversation().thread()).isEqualTo("dm:77");
    }

    @Test
    void an_encrypted_message_is_told_of_with_the_place_to_read_it() {
        Message message = read(event(
                        "chat.received",
                        "{\"id\": \"e4f4-d3fc\", \"created_at_msec\": \"1784841183370\", \"sender_id\": \"77\"}"))
                .get(0);

        assertThat(message.kind()).isEqualTo(Kind.DIRECT);
        assertThat(message.unread()).isPresent();
        assertThat(message.text()).contains("https://x.com/messages").contains("verschlüsselte");
        assertThat(message.conversation().thread()).isEqualTo("dm:77");
    }

    @Test
    void an_event_about_another_account_or_not_about_customers_brings_nothing() {
        assertThat(read(event("post.mention.create", "{\"id\": \"1\"}").replace("9000", "9001")))
                .isEmpty();
        assertThat(read(event("profile.update.handle", "{\"before\": \"a\"}"))).isEmpty();
        assertThat(read(event("something.new", "{\"id\": \"1\"}"))).isEmpty();
        assertThat(read("{\"for_user_id\": \"9000\", \"direct_message_indicate_typing_events\": [{}]}"))
                .isEmpty();
    }

    @Test
    void a_revoked_permission_stands_in_the_log() {
        try (var log = new CapturedLog()) {
            assertThat(read(event("oauth.revoke", "{\"user_id\": \"9000\"}"))).isEmpty();
            assertThat(log.lines()).anyMatch(line -> line.contains("took the app's permission back"));
        }
    }

    @Test
    void an_unknown_kind_of_post_becomes_a_placeholder_that_is_the_same_when_it_is_repeated() {
        String body = event("post.shout.create", "{\"id\": \"2090000000000000001\"}");
        assertThat(read(body).get(0).unread().orElseThrow()).contains("post.shout.create");
        assertThat(read(body).get(0).id()).isEqualTo(read(body).get(0).id());
    }
}
