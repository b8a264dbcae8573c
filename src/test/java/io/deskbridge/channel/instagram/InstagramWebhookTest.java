package io.deskbridge.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.PushedChannelContractTest;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Secret;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The kit, and what the webhook tells in Instagram's words. */
class InstagramWebhookTest extends PushedChannelContractTest {
    private static final Instant AT = Instant.ofEpochSecond(1795341590);
    private static final String COMMENT =
            "'id':'55','text':'how much?','from':{'id':'7','username':'anna'},'media':{'id':'9','media_product_type':'FEED'}";
    private final InstagramFixture graph = new InstagramFixture()
            .answers("/7", "{'id':'7','name':'Anna Müller','username':'anna'}")
            .answers("/9", "{'permalink':'https://www.instagram.com/p/abc/'}");

    @Override
    protected PushedChannel openWith(Secret secret) {
        return graph.open("app-secret", secret.reveal());
    }

    @Override
    protected byte[] body() {
        return InstagramFixture.change("comments", COMMENT);
    }

    @Override
    protected Map<String, String> sign(Secret secret, byte[] body) {
        return InstagramFixture.sign(secret, body);
    }

    private Receipt<Message> read(byte[] body) {
        return graph.open().receive(new WebhookCall("POST", Map.of(), sign(InstagramFixture.SECRET, body), body));
    }

    private Message change(String field, String value) {
        Receipt<Message> receipt = read(InstagramFixture.change(field, value));
        assertThat(receipt.items()).hasSize(1);
        return receipt.items().get(0);
    }

    private Message event(String more) {
        Receipt<Message> receipt = read(InstagramFixture.event(more));
        assertThat(receipt.items()).hasSize(1);
        return receipt.items().get(0);
    }

    @Test
    void a_comment_lies_in_the_thread_of_its_medium_and_has_its_address() {
        Message message = change("comments", COMMENT);
        assertThat(message.kind()).isEqualTo(Kind.COMMENT);
        assertThat(message.id().value()).isEqualTo("55");
        assertThat(message.conversation().thread()).isEqualTo("9");
        assertThat(message.inReplyTo()).contains("9");
        assertThat(message.author().handle()).isEqualTo("anna");
        assertThat(message.permalink()).hasToString("Optional[https://www.instagram.com/p/abc/]");
        assertThat(message.sentAt()).isEqualTo(AT);
        assertThat(change("live_comments", COMMENT).id()).isEqualTo(message.id());
    }

    @Test
    void a_reply_names_the_comment_and_the_copy_of_an_advertisement_is_the_same_message() {
        Message organic = change("comments", COMMENT + ",'parent_id':'50'");
        Message ad = change(
                "comments",
                "'id':'55','text':'how much?','from':{'id':'7','username':'anna'},"
                        + "'media':{'id':'99','ad_id':'3','ad_title':'t','original_media_id':'9'},'parent_id':'50'");
        assertThat(organic.inReplyTo()).contains("50");
        assertThat(ad).isEqualTo(organic);
    }

    @Test
    void our_own_comments_come_as_ours() {
        assertThat(change("comments", "'id':'5','text':'x','from':{'id':'178'},'media':{'id':'9'}")
                        .ours())
                .isTrue();
        assertThat(change("comments", "'id':'5','text':'x','from':{'id':'4','username':'Acme'},'media':{'id':'9'}")
                        .ours())
                .isTrue();
    }

    @Test
    void a_comment_without_its_medium_is_asked_for_and_comes_all_the_same_when_that_fails() {
        graph.answers("/55", "{'id':'55','text':'how much?','username':'anna','media':{'id':'9'}}");
        assertThat(change("comments", "'id':'55','text':'how much?'")
                        .conversation()
                        .thread())
                .isEqualTo("9");
        graph.fails("/55", new Failure.Unavailable("no"));
        Message message = change("comments", "'id':'55','text':'how much?'");
        assertThat(message.text()).isEqualTo("how much?");
        assertThat(message.author().name()).isEqualTo("Somebody on Instagram");
    }

    @Test
    void a_comment_without_words_is_a_placeholder() {
        assertThat(change("comments", "'id':'56','text':'','from':{'id':'7'},'media':{'id':'9'}")
                        .unread())
                .isPresent();
    }

    @Test
    void a_mention_elsewhere_is_read_through_our_account() {
        graph.answers(
                "/178",
                "{'mentioned_comment':{'id':'77','text':'ask @acme','username':'ben','timestamp':'2026-11-22T09:00:00+0000',"
                        + "'media':{'id':'12','permalink':'https://www.instagram.com/p/x/','username':'ben'}}}");
        Message message = change("mentions", "'media_id':'12','comment_id':'77'");
        assertThat(message.kind()).isEqualTo(Kind.MENTION);
        assertThat(message.text()).isEqualTo("ask @acme");
        assertThat(message.conversation().thread()).isEqualTo("12");
        assertThat(message.sentAt()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));

        graph.answers("/178", "{'mentioned_media':{'id':'13','caption':'with @acme','username':'ben'}}");
        Message caption = change("mentions", "'media_id':'13'");
        assertThat(caption.id().value()).isEqualTo("13");
        assertThat(caption.text()).isEqualTo("with @acme");
        assertThat(caption.inReplyTo()).isEmpty();
    }

    @Test
    void a_mention_below_our_own_medium_is_a_comment() {
        graph.answers("/178", "{'mentioned_comment':{'id':'77','text':'@acme?','media':{'id':'9','username':'acme'}}}");
        assertThat(change("mentions", "'media_id':'9','comment_id':'77'").kind())
                .isEqualTo(Kind.COMMENT);
    }

    @Test
    void a_mention_that_cannot_be_read_now_is_a_placeholder_and_the_next_poll_brings_its_words() throws Exception {
        var asked = new AtomicInteger();
        InstagramChannel channel = graph.fails("/178", new Failure.Unavailable("no"))
                .answers("/media", "{'data':[]}")
                .open();
        try (AutoCloseable listening = channel.sources().get(0).listen(asked::incrementAndGet)) {
            byte[] body = InstagramFixture.change("mentions", "'media_id':'13'");
            Message placeholder = channel.receive(
                            new WebhookCall("POST", Map.of(), sign(InstagramFixture.SECRET, body), body))
                    .items()
                    .get(0);
            assertThat(listening).isNotNull();
            assertThat(asked).hasValue(1);
            assertThat(placeholder.unread()).isPresent();

            assertThat(channel.sources().get(0).poll(Cursor.START).items()).isEmpty();
            graph.answers(
                    "/178", "{'mentioned_media':{'id':'13','caption':'hi','timestamp':'2026-01-01T00:00:00+0000'}}");
            assertThat(channel.sources().get(0).poll(Cursor.START).items())
                    .singleElement()
                    .satisfies(read -> {
                        assertThat(read.id()).isEqualTo(placeholder.id());
                        assertThat(read.text()).isEqualTo("hi");
                        assertThat(read.revision().at())
                                .isAfter(placeholder.revision().at());
                    });
            assertThat(channel.sources().get(0).poll(Cursor.START).items()).isEmpty();
        }
    }

    @Test
    void a_private_message_names_its_author_and_what_it_answers() {
        Message message = event("'message':{'mid':'m_2','text':'hello','reply_to':{'mid':'m_1'}}");
        assertThat(message.kind()).isEqualTo(Kind.DIRECT);
        assertThat(message.conversation().thread()).isEqualTo("7");
        assertThat(message.author().name()).isEqualTo("Anna Müller");
        assertThat(message.author().handle()).isEqualTo("anna");
        assertThat(message.inReplyTo()).contains("m_1");
    }

    @Test
    void private_messages_come_as_changes_as_well() {
        Message message = change(
                "messages",
                "'sender':{'id':'7'},'recipient':{'id':'178'},'timestamp':1795341590000,'message':{'mid':'m_2','text':'hello'}");
        assertThat(message).isEqualTo(event("'message':{'mid':'m_2','text':'hello'}"));
    }

    @Test
    void stories_hang_on_the_message() {
        Message answer = event(
                "'message':{'mid':'m_1','text':'nice','reply_to':{'story':{'id':'3','url':'https://cdn.example/s'}}}");
        assertThat(answer.text()).isEqualTo("nice");
        assertThat(answer.attachments()).singleElement().satisfies(story -> assertThat(story.description())
                .contains("the story that this answers"));
        Message mention = event(
                "'message':{'mid':'m_1','attachments':[{'type':'story_mention','payload':{'url':'https://cdn.example/s'}}]}");
        assertThat(mention.unread()).isEmpty();
        assertThat(mention.attachments()).extracting(Attachment::reference).containsExactly("https://cdn.example/s");
    }

    @Test
    void an_echo_is_ours_whoever_wrote_it_and_with_our_key_it_settles_the_reply() {
        var key = new SendKey(12, Instant.ofEpochMilli(1795341589000L));
        byte[] echo = InstagramFixture.call("'messaging':[{'sender':{'id':'178'},'recipient':{'id':'7'},"
                + "'timestamp':1795341590000,'message':{'mid':'m_3','is_echo':true,'text':'answer','metadata':'" + key
                + "'}}]");
        Receipt<Message> receipt = read(echo);
        assertThat(receipt.items()).singleElement().satisfies(message -> {
            assertThat(message.ours()).isTrue();
            assertThat(message.conversation().thread()).isEqualTo("7");
            assertThat(message.dismissal()).contains("echo: our own reply, by the key it carries");
        });
        assertThat(receipt.statuses()).singleElement().satisfies(status -> {
            assertThat(status.key()).contains(key);
            assertThat(status.sentId()).isEqualTo("m_3");
        });
    }

    @Test
    void that_the_customer_saw_an_answer_is_told_of_that_answer() {
        Receipt<Message> receipt = read(InstagramFixture.event("'read':{'mid':'m_9'}"));
        assertThat(receipt.items()).isEmpty();
        assertThat(receipt.statuses()).singleElement().satisfies(status -> {
            assertThat(status.sentId()).isEqualTo("m_9");
            assertThat(status.stage()).isEqualTo(DeliveryStatus.Stage.READ);
        });
    }

    @Test
    void an_edit_and_a_deletion_are_the_same_message() {
        Message edited = event("'message_edit':{'mid':'m_1','text':'better','num_edit':2}");
        assertThat(edited.id().value()).isEqualTo("m_1");
        assertThat(edited.revision().id()).isEqualTo("edit:2");
        Message gone = event("'message':{'mid':'m_1','is_deleted':true}");
        assertThat(gone.deleted()).isTrue();
        assertThat(gone.id().value()).isEqualTo("m_1");
    }

    @Test
    void what_instagram_does_not_show_is_a_placeholder() {
        assertThat(event("'message':{'mid':'m_1','is_unsupported':true}").unread())
                .isPresent();
        assertThat(event("'message':{'mid':'m_1','text':'see','attachments':[{'type':'template','payload':{}}]}"))
                .satisfies(message -> {
                    assertThat(message.unread()).isPresent();
                    assertThat(message.text()).isEqualTo("see");
                });
    }

    @Test
    void an_event_of_an_unknown_kind_is_dismissed_with_its_name_because_nobody_wrote_anything() {
        Message linked = event("'account_linking':{'status':'linked'}");
        assertThat(linked.dismissal())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("not known here").contains("account_linking"));
        assertThat(linked.unread()).isEmpty();
    }

    @Test
    void reactions_and_referrals_are_dismissed_with_the_reason() {
        assertThat(event("'reaction':{'mid':'m_1','action':'react','emoji':'❤'}")
                        .dismissal())
                .contains("a reaction ❤, without words");
        assertThat(event("'referral':{'ref':'x'}").dismissal()).isPresent();
        assertThat(event("'optin':{'ref':'x'}").dismissal()).isPresent();
        assertThat(event("'postback':{'mid':'m_5','title':'Track it','payload':'T'}")
                        .text())
                .isEqualTo("Track it");
    }

    @Test
    void of_a_call_for_several_accounts_each_takes_its_own_and_the_rest_is_named() {
        byte[] body = ("{'object':'instagram','entry':[{'id':'178','time':1795341590,'changes':[{'field':'comments',"
                        + "'value':{" + COMMENT + "}}]},{'id':'179','time':1795341590,'changes':[{'field':'comments',"
                        + "'value':{" + COMMENT + "}}]}]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        var call = new WebhookCall("POST", Map.of(), sign(InstagramFixture.SECRET, body), body);
        InstagramChannel channel = graph.open();
        assertThat(channel.receive(call).items()).hasSize(1);
        assertThat(channel.addressees(call).all())
                .containsExactlyInAnyOrder("instagram 178, comments", "instagram 179, comments");
        assertThat(channel.addressees(call).ours()).containsExactly("instagram 178, comments");
    }
}
