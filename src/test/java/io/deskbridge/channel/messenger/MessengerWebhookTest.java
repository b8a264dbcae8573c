package io.deskbridge.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.PushedChannelContractTest;
import io.deskbridge.core.Attachment;
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
import org.junit.jupiter.api.Test;

/** The kit, and what the webhook tells in Messenger's words. */
class MessengerWebhookTest extends PushedChannelContractTest {
    private final MessengerFixture graph =
            new MessengerFixture().answers("/7", "{'first_name':'Anna','last_name':'Müller'}");

    @Override
    protected PushedChannel openWith(Secret secret) {
        return graph.open("app-secret", secret.reveal());
    }

    @Override
    protected byte[] body() {
        return MessengerFixture.event("messaging", "'message':{'mid':'m_1','text':'hi'}");
    }

    @Override
    protected Map<String, String> sign(Secret secret, byte[] body) {
        return MessengerFixture.sign(secret, body);
    }

    private Receipt<Message> read(String field, String event) {
        byte[] body = MessengerFixture.event(field, event);
        return graph.open().receive(new WebhookCall("POST", Map.of(), sign(MessengerFixture.SECRET, body), body));
    }

    private Message one(String event) {
        Receipt<Message> receipt = read("messaging", event);
        assertThat(receipt.items()).hasSize(1);
        return receipt.items().get(0);
    }

    @Test
    void a_message_is_private_and_names_its_author_and_what_it_answers() {
        Message message = one("'message':{'mid':'m_2','text':'hello','reply_to':{'mid':'m_1'}}");
        assertThat(message.kind()).isEqualTo(Kind.DIRECT);
        assertThat(message.id().value()).isEqualTo("m_2");
        assertThat(message.conversation().thread()).isEqualTo("7");
        assertThat(message.author().name()).isEqualTo("Anna Müller");
        assertThat(message.inReplyTo()).contains("m_1");
        assertThat(message.sentAt()).isEqualTo(Instant.ofEpochMilli(1795341600000L));
    }

    @Test
    void a_person_whose_name_is_not_told_is_a_number_and_the_message_comes_all_the_same() {
        graph.fails("/7", new Failure.Unavailable("no"));
        assertThat(one("'message':{'mid':'m_1','text':'hi'}").author().name()).isEqualTo("7");
    }

    @Test
    void an_echo_is_ours_whoever_wrote_it_and_with_our_key_it_settles_the_reply() {
        var key = new SendKey(12, Instant.ofEpochMilli(1795341599000L));
        String echo = "'message':{'mid':'m_3','is_echo':true,'app_id':5,'text':'answer','metadata':'" + key + "'}";
        Receipt<Message> receipt = read("messaging", echo);
        assertThat(receipt.items()).singleElement().satisfies(message -> {
            assertThat(message.ours()).isTrue();
            assertThat(message.conversation().thread()).isEqualTo("7");
            assertThat(message.dismissal()).contains("echo: our own reply, by the key it carries");
        });
        assertThat(receipt.statuses()).singleElement().satisfies(status -> {
            assertThat(status.key()).contains(key);
            assertThat(status.sentId()).isEqualTo("m_3");
        });
        Receipt<Message> colleague = read("messaging", "'message':{'mid':'m_4','is_echo':true,'text':'by hand'}");
        assertThat(colleague.items()).allMatch(Message::ours).allMatch(message -> message.dismissal()
                .isEmpty());
        assertThat(colleague.statuses()).isEmpty();
    }

    @Test
    void pictures_stickers_and_places_hang_on_the_message() {
        assertThat(
                        one("'message':{'mid':'m_1','attachments':[{'type':'image','payload':{'url':'https://cdn.example/a'}},"
                                        + "{'type':'image','payload':{'url':'https://cdn.example/s','sticker_id':3}},"
                                        + "{'type':'location','payload':{'coordinates':{'lat':50.9,'long':6.9}}}]}")
                                .attachments())
                .extracting(Attachment::type)
                .containsExactly(Attachment.Type.IMAGE, Attachment.Type.STICKER, Attachment.Type.LOCATION);
    }

    @Test
    void an_edit_and_a_deletion_are_the_same_message() {
        Message edited = one("'message_edit':{'mid':'m_1','text':'better','num_edit':2}");
        assertThat(edited.id().value()).isEqualTo("m_1");
        assertThat(edited.revision().id()).isEqualTo("edit:2");
        Message gone = one("'message':{'mid':'m_1','is_deleted':true}");
        assertThat(gone.deleted()).isTrue();
        assertThat(gone.id().value()).isEqualTo("m_1");
    }

    @Test
    void what_a_colleague_edits_in_metas_inbox_stays_ours() {
        byte[] body =
                "{'object':'page','entry':[{'id':'101','messaging':[{'sender':{'id':'101'},'recipient':{'id':'7'},"
                        .concat(
                                "'timestamp':1795341600000,'message_edit':{'mid':'m_3','text':'better','num_edit':1}}]}]}")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8);
        Receipt<Message> receipt =
                graph.open().receive(new WebhookCall("POST", Map.of(), sign(MessengerFixture.SECRET, body), body));

        assertThat(receipt.items()).singleElement().satisfies(edited -> {
            assertThat(edited.ours()).isTrue();
            assertThat(edited.conversation().thread()).isEqualTo("7");
        });
    }

    @Test
    void what_messenger_does_not_show_is_a_placeholder() {
        assertThat(one("'message':{'mid':'m_1','is_unsupported':true}").unread())
                .isPresent();
        assertThat(one("'message':{'mid':'m_1','attachments':[{'type':'template','payload':{}}]}")
                        .unread())
                .isPresent();
    }

    @Test
    void an_event_of_an_unknown_kind_is_dismissed_with_its_name_because_nobody_wrote_anything() {
        Message linked = one("'account_linking':{'status':'linked'}");
        assertThat(linked.dismissal())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("not known here").contains("account_linking"));
        assertThat(linked.unread()).isEmpty();
    }

    @Test
    void reactions_and_referrals_are_dismissed_with_the_reason() {
        assertThat(one("'reaction':{'mid':'m_1','action':'react','emoji':'❤'}").dismissal())
                .contains("a reaction ❤, without words");
        assertThat(one("'referral':{'ref':'x'}").dismissal()).isPresent();
        assertThat(one("'optin':{'ref':'x'}").dismissal()).isPresent();
    }

    @Test
    void a_receipt_is_no_message_and_tells_of_our_answer() {
        Receipt<Message> receipt = read("messaging", "'delivery':{'mids':['m_9'],'watermark':1795341600000}");
        assertThat(receipt.items()).isEmpty();
        assertThat(receipt.statuses()).singleElement().satisfies(status -> assertThat(status.stage())
                .isEqualTo(DeliveryStatus.Stage.DELIVERED));
        Receipt<Message> seen = read("messaging", "'read':{'watermark':1795341600000}");
        assertThat(seen.items()).isEmpty();
        assertThat(seen.statuses()).singleElement().satisfies(status -> {
            assertThat(status.stage()).isEqualTo(DeliveryStatus.Stage.READ);
            assertThat(status.at()).isEqualTo(Instant.ofEpochMilli(1795341600000L));
            assertThat(status.upTo())
                    .hasValueSatisfying(talk -> assertThat(talk.channel()).isNotEmpty());
        });
    }

    @Test
    void what_another_app_holds_says_so() {
        assertThat(read("standby", "'message':{'mid':'m_1','text':'hi'}").items())
                .singleElement()
                .satisfies(message -> assertThat(message.restriction()).isPresent());
    }

    @Test
    void a_button_is_what_the_customer_chose() {
        assertThat(one("'postback':{'mid':'m_5','title':'Track my parcel','payload':'TRACK'}")
                        .text())
                .isEqualTo("Track my parcel");
    }
}
