package io.deskbridge.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.PushedChannelContractTest;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookCall;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kit, and what the webhook tells in Facebook's words. */
class FacebookWebhookTest extends PushedChannelContractTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

    @Override
    protected PushedChannel openWith(Secret secret) {
        return new FacebookChannel(
                FacebookFixture.settings(URI.create("http://127.0.0.1:1"), Map.of("app-secret", secret.reveal())),
                new AccountContext(
                        "fb",
                        call -> {
                            throw new AssertionError("nothing is asked while a call is read");
                        },
                        new MemoryTokens(),
                        new SettableClock(NOW)),
                FacebookFixture.FETCH,
                Duration.ZERO);
    }

    @Override
    protected byte[] body() {
        return FacebookFixture.change(
                "feed",
                "{'item':'comment','verb':'add','comment_id':'5_6','post_id':'101_5','parent_id':'101_5',"
                        + "'from':{'id':'7','name':'Anna'},'created_time':1767225600,'message':'hi'}");
    }

    @Override
    protected Map<String, String> sign(Secret secret, byte[] body) {
        return FacebookFixture.sign(secret, body);
    }

    private List<Message> read(String field, String value) {
        Secret secret = Secret.of("s");
        byte[] body = FacebookFixture.change(field, value);
        return openWith(secret)
                .receive(new WebhookCall("POST", Map.of(), sign(secret, body), body))
                .items();
    }

    private Message one(String field, String value) {
        assertThat(read(field, value)).hasSize(1);
        return read(field, value).get(0);
    }

    @Test
    void a_comment_names_its_post_its_parent_and_its_author() {
        Message message = one(
                "feed",
                "{'item':'comment','verb':'add','comment_id':'5_6','post_id':'101_5','parent_id':'5_4',"
                        + "'from':{'id':'7','name':'Anna'},'created_time':1767225600,'message':'hi'}");
        assertThat(message.id().value()).isEqualTo("5_6");
        assertThat(message.conversation().thread()).isEqualTo("101_5");
        assertThat(message.inReplyTo()).contains("5_4");
        assertThat(message.author().name()).isEqualTo("Anna");
        assertThat(message.kind()).isEqualTo(Kind.COMMENT);
        assertThat(message.sentAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(message.permalink()).contains(URI.create("https://www.facebook.com/101_5?comment_id=6"));
    }

    @Test
    void a_comment_is_linked_to_itself_and_not_to_its_post() {
        String post = "'post_id':'101_5','message':'a','from':{'id':'7','name':'Anna'},"
                + "'post':{'permalink_url':'https://www.facebook.com/acme/posts/5'}}";
        Message comment = one("feed", "{'item':'comment','verb':'add','comment_id':'5_6'," + post);
        assertThat(comment.permalink()).contains(URI.create("https://www.facebook.com/101_5?comment_id=6"));
        Message itself = one("feed", "{'item':'status','verb':'add'," + post);
        assertThat(itself.permalink()).contains(URI.create("https://www.facebook.com/acme/posts/5"));
    }

    @Test
    void a_comment_without_an_author_is_kept_and_two_of_them_are_two_people() {
        Message one = one("feed", "{'item':'comment','verb':'add','comment_id':'5_6','post_id':'101_5','message':'a'}");
        Message other =
                one("feed", "{'item':'comment','verb':'add','comment_id':'5_7','post_id':'101_5','message':'b'}");
        assertThat(one.author().id()).isNotEqualTo(other.author().id());
        assertThat(one.author().name()).isEqualTo("Somebody on Facebook");
        assertThat(one.ours()).isFalse();
    }

    @Test
    void a_picture_needs_no_words_and_a_comment_without_anything_is_a_placeholder() {
        Message picture = one(
                "feed",
                "{'item':'comment','verb':'add','comment_id':'5_6','post_id':'101_5','photo':'https://cdn.example/a.jpg'}");
        assertThat(picture.attachments()).extracting(Attachment::type).containsExactly(Attachment.Type.IMAGE);
        assertThat(picture.unread()).isEmpty();
        Message nothing = one("feed", "{'item':'comment','verb':'add','comment_id':'5_6','post_id':'101_5'}");
        assertThat(nothing.unread()).isPresent();
        assertThat(nothing.text()).contains("https://www.facebook.com/101_5");
    }

    @Test
    void an_edit_is_another_wording_of_the_same_message_at_its_own_time() {
        String comment = "'item':'comment','comment_id':'5_6','post_id':'101_5','from':{'id':'7','name':'Anna'},"
                + "'created_time':1767225600,";
        Message first = one("feed", "{" + comment + "'verb':'add','message':'a'}");
        Message edited = one("feed", "{" + comment + "'verb':'edited','message':'b'}");
        assertThat(edited.id()).isEqualTo(first.id());
        assertThat(edited.revision().id()).isNotEqualTo(first.revision().id());
        assertThat(edited.revision().at()).isEqualTo("2026-01-01T00:01:40Z");
        assertThat(first.revision().at()).isEqualTo(first.sentAt());
    }

    @Test
    void a_removal_says_whether_the_author_did_it() {
        String comment = "'item':'comment','verb':'remove','comment_id':'5_6','post_id':'101_5',";
        assertThat(one("feed", "{" + comment + "'from':{'id':'7','name':'Anna'}}")
                        .notice())
                .isEmpty();
        Message byUs = one("feed", "{" + comment + "'from':{'id':'101','name':'Acme'}}");
        assertThat(byUs.deleted()).isTrue();
        assertThat(byUs.ours())
                .as("it may be a customer's comment that our side removed")
                .isFalse();
        assertThat(byUs.notice()).contains(Items.REMOVED);
    }

    @Test
    void what_is_hidden_and_shown_again_is_noted() {
        String comment = "'item':'comment','comment_id':'5_6','post_id':'101_5','from':{'id':'7','name':'Anna'},"
                + "'message':'a',";
        assertThat(one("feed", "{" + comment + "'verb':'hide'}").notice()).contains(Items.HIDDEN);
        assertThat(one("feed", "{" + comment + "'verb':'unhide'}").notice()).contains(Items.SHOWN);
    }

    @Test
    void the_page_itself_is_ours_by_either_spelling_of_who_wrote_it() {
        assertThat(one("feed", "{'item':'status','verb':'add','post_id':'101_5','from':{'id':'101'},'message':'a'}")
                        .ours())
                .isTrue();
        assertThat(one(
                                "feed",
                                "{'item':'photo','verb':'add','post_id':'101_5','sender_id':101,"
                                        + "'link':'https://cdn.example/a.jpg'}")
                        .ours())
                .isTrue();
    }

    @Test
    void reactions_are_no_messages() {
        assertThat(read("feed", "{'item':'reaction','verb':'add','post_id':'101_5','from':{'id':'7'}}"))
                .isEmpty();
        assertThat(read("ratings", "{'item':'like','verb':'add','post_id':'7_5'}"))
                .isEmpty();
    }

    @Test
    void a_mention_elsewhere_is_a_conversation_of_its_own() {
        Message message = one(
                "mention", "{'item':'comment','verb':'add','comment_id':'9_8','post_id':'77_9','message':'ask @Acme'}");
        assertThat(message.kind()).isEqualTo(Kind.MENTION);
        assertThat(message.conversation().thread()).isEqualTo("77_9");
    }

    @Test
    void a_recommendation_and_the_comments_below_it_are_one_conversation() {
        Message rating = one(
                "ratings",
                "{'item':'rating','verb':'add','open_graph_story_id':55,'reviewer_id':7,'reviewer_name':'Anna',"
                        + "'review_text':'fine','recommendation_type':'POSITIVE','rating':3,'created_time':1767225600}");
        Message comment = one(
                "ratings",
                "{'item':'comment','verb':'add','comment_id':'55_6','post_id':'900_55','parent_id':'900_55',"
                        + "'sender_id':8,'sender_name':'Ben','message':'me too','open_graph_story_id':'1'}");
        assertThat(rating.kind()).isEqualTo(Kind.REVIEW);
        assertThat(rating.text()).isEqualTo("👍 (recommends)\nfine");
        assertThat(comment.conversation()).isEqualTo(rating.conversation());
        assertThat(comment.inReplyTo()).contains("55");
        assertThat(one("ratings", "{'item':'rating','verb':'add','open_graph_story_id':55,'rating':3}")
                        .text())
                .isEqualTo("★★★☆☆");
    }

    @Test
    void other_pages_and_other_subjects_are_not_ours_and_are_told_to_the_hub() {
        byte[] body = FacebookFixture.change("leadgen", "{'a':1}");
        var addressees = ((FacebookChannel) openWith(Secret.of("s")))
                .addressees(new WebhookCall("POST", Map.of(), Map.of(), body));
        assertThat(addressees.all()).containsExactly("page 101, leadgen");
        assertThat(addressees.ours()).isEmpty();
    }
}
