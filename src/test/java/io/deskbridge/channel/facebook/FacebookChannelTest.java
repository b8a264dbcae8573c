package io.deskbridge.channel.facebook;

import static io.deskbridge.channel.facebook.FacebookFixture.ANNA;
import static io.deskbridge.channel.facebook.FacebookFixture.API;
import static io.deskbridge.channel.facebook.FacebookFixture.PAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.ChannelContractTest;
import io.deskbridge.contract.WebhookDoor;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The kit, and what is special to Facebook. */
class FacebookChannelTest extends ChannelContractTest {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Override
    protected PolledChannel open(AccountContext context) {
        return FacebookFixture.open(sandbox(), context);
    }

    @Override
    protected String publicSource() {
        return "feed";
    }

    @Override
    protected String customerWrites(String text) {
        return FacebookFixture.write(sandbox(), "/101/feed", ANNA, Map.of("message", text));
    }

    @Override
    protected String customerReplies(String parent, String text) {
        return comment(parent, ANNA, text);
    }

    private static String comment(String below, String as, String text) {
        return FacebookFixture.write(sandbox(), "/" + below + "/comments", as, Map.of("message", text));
    }

    @Override
    protected List<String> answersTo(Message message) {
        JsonNode page =
                sandbox().call("GET", API + "/" + message.id().value() + "/comments?fields=from,message", PAGE, null);
        return StreamSupport.stream(page.path("data").spliterator(), false)
                .filter(comment -> comment.path("from").path("id").asText().equals("101"))
                .map(comment -> comment.path("message").asText())
                .toList();
    }

    @Override
    protected String root() {
        return "/sandbox/facebook";
    }

    @Override
    protected String readPath() {
        return API + "/101/feed";
    }

    @Override
    protected String sendPath() {
        return API + "/101_";
    }

    /** A comment's number begins with the one of its post. */
    @Override
    protected String changePath() {
        return API + "/9";
    }

    @Override
    protected String neverSent() {
        return "900000000001_999999999999";
    }

    @Override
    protected List<String> secrets() {
        return List.of(FacebookFixture.TOKEN, FacebookFixture.SECRET);
    }

    @Test
    void comments_of_any_depth_under_posts_of_the_page_are_one_conversation_and_answered_one_by_one() {
        Cursor before = readAll("feed");
        String post = FacebookFixture.write(sandbox(), "/101/feed", PAGE, Map.of("message", "our news"));
        String first = comment(post, ANNA, "first");
        String second = comment(first, "Bearer person-ben", "second");
        String third = comment(second, ANNA, "third");

        List<Message> messages = pollAll("feed", before).items();
        assertThat(messages).extracting(message -> message.id().value()).containsExactly(post, first, second, third);
        assertThat(messages)
                .extracting(message -> message.conversation().thread())
                .containsOnly(post);
        assertThat(messages).extracting(Message::ours).containsExactly(true, false, false, false);
        assertThat(messages.get(3).kind()).isEqualTo(Kind.COMMENT);
        assertThat(messages.get(3).inReplyTo()).contains(second);
        assertThat(messages.get(2).author().name()).isEqualTo("Ben");

        channel.send(reply(messages.get(3), "under the third"), nextKey());
        assertThat(answersTo(messages.get(3))).containsExactly("under the third");
        assertThat(answersTo(messages.get(1))).isEmpty();
    }

    @Test
    void more_comments_than_one_page_of_a_post_all_come() {
        Cursor before = readAll("feed");
        String post = customerWrites("discuss");
        var ids = new ArrayList<String>();
        for (int i = 0; i < 70; i++) {
            ids.add(comment(post, ANNA, "comment " + i));
        }
        var messages = pollAll("feed", before);
        assertThat(messages.items().stream()
                        .map(message -> message.id().value())
                        .skip(1))
                .containsExactlyElementsOf(ids);
        String late = comment(ids.get(3), ANNA, "late");
        assertThat(pollAll("feed", messages.next()).items())
                .extracting(message -> message.id().value())
                .containsExactly(late);
    }

    @Test
    void what_is_pushed_and_polled_is_the_same_message() throws Exception {
        var received = new CopyOnWriteArrayList<Message>();
        Cursor before = readAll("feed");
        Cursor ratings = readAll("ratings");
        try (var door = new WebhookDoor((PushedChannel) channel, received)) {
            subscribe(door);
            String post = customerWrites("Grüße & <b>Küsse</b> 👋");
            String comment = comment(post, "Bearer person-ben", "ich auch");
            Message asked = only(pollAll("feed", before).items(), comment);
            Sent ours = channel.send(reply(asked, "Danke!"), nextKey());
            String again = comment(ours.id(), ANNA, "gern");
            String picture =
                    FacebookFixture.write(sandbox(), "/" + post + "/comments", ANNA, Map.of("attachment_id", upload()));
            String rating = FacebookFixture.write(
                    sandbox(), "/101/ratings", ANNA, Map.of("review_text", "top", "recommendation_type", "positive"));
            String below = comment(rating, ANNA, "and cheap");

            await().untilAsserted(() -> assertThat(received)
                    .extracting(message -> message.id().value())
                    .contains(post, comment, ours.id(), again, picture, rating, below));
            List<Message> polled = new ArrayList<>(pollAll("feed", before).items());
            polled.addAll(pollAll("ratings", ratings).items());
            for (String id : List.of(post, comment, ours.id(), again, picture, rating, below)) {
                assertThat(only(received, id))
                        .usingRecursiveComparison()
                        .ignoringFields("revision.at", "permalink")
                        .isEqualTo(only(polled, id));
            }
            assertThat(only(received, ours.id()).ours()).isTrue();
            assertThat(only(received, picture).attachments()).hasSize(1);
            assertThat(only(received, rating).kind()).isEqualTo(Kind.REVIEW);
        }
    }

    @Test
    void our_own_comment_that_is_taken_away_is_noticed() {
        Cursor before = readAll("feed");
        String post = customerWrites("where is my parcel?");
        String answer = comment(post, PAGE, "it is on its way");
        Cursor known = pollAll("feed", before).next();
        sandbox().call("DELETE", API + "/" + answer, PAGE, null);

        Batch<Message> polled = pollAll("feed", known);

        assertThat(only(polled.items(), answer).deleted()).isTrue();
        assertThat(pollAll("feed", polled.next()).items()).isEmpty();
    }

    @Test
    void what_was_answered_in_private_is_neither_changed_nor_taken_back() {
        Message message = written("where is my invoice?");
        String id = channel.send(reply(message, "/private\nWe send it again."), nextKey())
                .id();
        var page = (FacebookChannel) channel;

        assertThatThrownBy(() -> page.edit(message, id, "We do not."))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("private answer");
        assertThatThrownBy(() -> page.retract(message, id))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("private answer");
    }

    @Test
    void edits_removals_and_what_our_side_hides_are_noticed_both_ways() throws Exception {
        var received = new CopyOnWriteArrayList<Message>();
        Cursor before = readAll("feed");
        String post = customerWrites("first words");
        String spam = comment(post, "Bearer person-ben", "buy my pills");
        String sorry = comment(post, ANNA, "never mind");
        Cursor known = pollAll("feed", before).next();
        try (var door = new WebhookDoor((PushedChannel) channel, received)) {
            subscribe(door);
            sandbox().call("POST", API + "/" + post, ANNA, Map.of("message", "better words"));
            sandbox().call("POST", API + "/" + spam, PAGE, Map.of("is_hidden", true));
            sandbox().call("DELETE", API + "/" + sorry, ANNA, null);
            await().untilAsserted(() -> assertThat(received).hasSize(2));
        }

        List<Message> polled = pollAll("feed", known).items();

        assertThat(polled).extracting(message -> message.id().value()).containsExactlyInAnyOrder(post, spam, sorry);
        assertThat(only(polled, post).text()).isEqualTo("better words");
        assertThat(only(polled, post).revision().id())
                .isEqualTo(only(received, post).revision().id());
        assertThat(only(polled, spam).notice()).contains(Items.HIDDEN);
        assertThat(only(polled, spam).text()).isEqualTo("buy my pills");
        assertThat(only(polled, spam).author().name()).isEqualTo("Ben");
        assertThat(only(polled, sorry).deleted()).isTrue();
        assertThat(only(polled, sorry).notice()).contains(Items.REMOVED);
        assertThat(only(received, sorry).deleted()).isTrue();
        assertThat(only(received, sorry).notice()).as("the author did it").isEmpty();
        assertThat(pollAll("feed", pollAll("feed", known).next()).items()).isEmpty();
    }

    @Test
    void what_a_webhook_left_open_is_read_by_a_poll_that_comes_at_once() throws Exception {
        var received = new CopyOnWriteArrayList<Message>();
        var asked = new CopyOnWriteArrayList<String>();
        String post = customerWrites("question");
        Cursor known = readAll("feed");
        try (var door = new WebhookDoor((PushedChannel) channel, received);
                var listening = source("feed").listen(() -> asked.add("poll"))) {
            subscribe(door);
            sandbox().call("POST", API + "/" + post, PAGE, Map.of("is_hidden", true));
            await().untilAsserted(() -> assertThat(asked).hasSize(1));
            var hidden = pollAll("feed", known);
            assertThat(hidden.items()).singleElement().satisfies(message -> assertThat(message.notice())
                    .contains(Items.HIDDEN));

            sandbox().call("POST", API + "/" + post, PAGE, Map.of("is_hidden", false));
            await().untilAsserted(() -> assertThat(asked).hasSize(2));
            var shown = pollAll("feed", hidden.next());
            assertThat(shown.items()).singleElement().satisfies(message -> assertThat(message.notice())
                    .contains(Items.SHOWN));
            assertThat(pollAll("feed", shown.next()).items()).isEmpty();
        }
        assertThat(received).isEmpty();
    }

    @Test
    void one_private_answer_is_sent_for_a_comment_and_a_second_one_is_refused_with_the_reason() {
        Message message = written("my order number is wrong");
        Reply first = reply(message, "/private\nPlease tell us your order number.");
        var key = nextKey();

        assertThat(channel.find(first, key)).isEmpty();
        Sent sent = channel.send(first, key);

        assertThat(sent.permalink()).isEmpty();
        assertThat(answersTo(message)).isEmpty();
        assertThat(channel.find(first, key)).map(Sent::id).contains(sent.id());
        assertThat(privately("Anna")).contains("Please tell us your order number.");
        assertThatThrownBy(() -> channel.send(reply(message, "/private\nAnd your name?"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("one was sent before");
        assertThat(channel.find(reply(message, "/private\nAnd your name?"), nextKey()))
                .isEmpty();
    }

    @Test
    void a_private_answer_carries_our_key_so_that_messenger_knows_its_echo() {
        Message message = written("is it you?");
        var bodies = new CopyOnWriteArrayList<String>();
        PolledChannel watched = open(new AccountContext(
                message.id().channel(),
                call -> {
                    bodies.add(new String(call.body(), StandardCharsets.UTF_8));
                    return http().exchange(call);
                },
                tokens,
                clock));
        var key = nextKey();

        watched.send(reply(message, "/private\nIt is."), key);

        assertThat(bodies).anyMatch(body -> body.contains("\"metadata\":\"" + key + "\""));
    }

    @Test
    void a_private_answer_after_seven_days_is_refused_before_facebook_is_asked() {
        Message message = written("long ago");
        clock.advance(Duration.ofDays(7).plusMinutes(1));
        assertThatThrownBy(() -> channel.send(reply(message, "/private\nhello"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("within seven days");
        assertThat(privately("Anna")).doesNotContain("hello");
    }

    @Test
    void a_private_answer_whose_outcome_is_lost_is_found() {
        Message message = written("lost in private");
        Reply reply = reply(message, "/private\nlost and found");
        var key = nextKey();
        fault(API + "/101/messages", "DROP_ANSWER", Map.of());

        assertThatThrownBy(() -> channel.send(reply, key)).isInstanceOf(Failure.Uncertain.class);
        assertThat(channel.find(reply, key)).isPresent();
    }

    @Test
    void equal_words_of_somebody_else_or_of_ours_from_before_are_not_this_answer() {
        Message message = written("what are your hours?");
        comment(message.id().value(), ANNA, "nine to five");
        Reply reply = reply(message, "nine to five");
        assertThat(channel.find(reply, nextKey())).isEmpty();
        comment(message.id().value(), PAGE, "nine to five");
        assertThat(channel.find(reply, nextKey())).isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(channel.find(reply, nextKey())).isEmpty();
    }

    @Test
    void a_permission_that_private_answers_lack_refuses_them_and_never_pauses_the_page() {
        Message message = written("in private, please");
        Reply reply = reply(message, "/private\nhello");
        var missing = Map.<String, Object>of(
                "status", 403, "body", "{\"error\":{\"code\":230,\"message\":\"Requires pages_messaging\"}}");
        for (String path :
                List.of(API + "/101/messages", API + "/" + message.id().value())) {
            fault(path, "STATUS", missing);
            assertThatThrownBy(() -> channel.send(reply, nextKey()))
                    .isInstanceOfSatisfying(Failure.Rejected.class, refused -> {
                        assertThat(refused.in(Locale.ENGLISH))
                                .contains("answer in private (230): Requires pages_messaging")
                                .contains("answer in public");
                        assertThat(refused.in(Locale.GERMAN)).contains("nicht privat antworten");
                    });
        }
        fault(API + "/" + message.id().value(), "STATUS", missing);
        assertThatThrownBy(() -> channel.find(reply, nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("does not show whether");
        assertThat(privately("Anna")).doesNotContain("hello");
    }

    @Test
    void a_page_that_is_blocked_for_a_while_waits_also_with_private_answers() {
        Message message = written("in private, later");
        fault(
                API + "/101/messages",
                "STATUS",
                Map.of(
                        "status",
                        403,
                        "body",
                        "{\"error\":{\"code\":200,\"error_subcode\":1893063,\"message\":\"blocked\"}}"));
        assertThatThrownBy(() -> channel.send(reply(message, "/private\nhello"), nextKey()))
                .isInstanceOf(Failure.RateLimited.class);
    }

    @Test
    void a_picture_hangs_on_a_comment_and_on_no_private_answer() {
        assertThat(channel.contract().mostFiles(Kind.COMMENT, "see")).isEqualTo(1);
        assertThat(channel.contract().mostFiles(Kind.COMMENT, "/private\nsee")).isZero();
        assertThat(channel.contract().mediaFor(Kind.COMMENT, "/private\nsee").maxCount())
                .isZero();
    }

    @Test
    void pictures_go_both_ways() {
        Cursor before = readAll("feed");
        FacebookFixture.write(sandbox(), "/101/feed", ANNA, Map.of("attachment_id", upload()));
        Message message = pollAll("feed", before).items().get(0);
        assertThat(message.text()).isEmpty();
        assertThat(message.unread()).isEmpty();
        assertThat(message.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.type()).isEqualTo(Attachment.Type.IMAGE);
            assertThat(channel.fetch(attachment, 10_000).bytes()).isEqualTo(PNG);
        });

        var reply = new Reply(
                message,
                new Agent("mia", "Mia"),
                "",
                List.of(Attachment.of(Attachment.Type.IMAGE, "desk-file")),
                (attachment, max) -> new Media("dot.png", "image/png", PNG));
        var key = nextKey();
        assertThat(channel.find(reply, key)).isEmpty();
        Sent sent = channel.send(reply, key);
        JsonNode shown = sandbox().call("GET", API + "/" + sent.id() + "?fields=attachment", PAGE, null);
        assertThat(shown.path("attachment").path("type").asText()).isEqualTo("photo");
        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
    }

    @Test
    void ads_mentions_elsewhere_and_recommendations_have_sources_of_their_own() {
        Cursor ads = readAll("ads");
        Cursor mentions = readAll("mentions");
        Cursor ratings = readAll("ratings");
        Cursor feed = readAll("feed");
        String ad = FacebookFixture.write(sandbox(), "/101/feed", PAGE, Map.of("message", "buy", "ad", true));
        String onAd = comment(ad, ANNA, "how much?");
        String elsewhere = FacebookFixture.write(sandbox(), "/me/feed", ANNA, Map.of("message", "look at @Acme"));
        comment(elsewhere, "Bearer person-ben", "not about anybody");
        String named = comment(elsewhere, "Bearer person-ben", "@Acme is fine");
        String rating = FacebookFixture.write(
                sandbox(),
                "/101/ratings",
                ANNA,
                Map.of("review_text", "never again", "recommendation_type", "negative"));

        assertThat(ids(pollAll("ads", ads).items())).containsExactly(ad, onAd);
        List<Message> found = pollAll("mentions", mentions).items();
        assertThat(ids(found)).containsExactly(elsewhere, named);
        Message reviewed = only(pollAll("ratings", ratings).items(), rating);
        assertThat(reviewed.text()).contains("never again").startsWith("👎");
        assertThat(ids(pollAll("feed", feed).items())).isEmpty();

        Sent there = channel.send(reply(found.get(0), "Thank you!"), nextKey());
        comment(there.id(), ANNA, "welcome");
        assertThat(pollAll("mentions", mentions).items()).last().satisfies(last -> assertThat(last.text())
                .isEqualTo("welcome"));
        channel.send(reply(reviewed, "We are sorry."), nextKey());
        assertThat(answersTo(reviewed)).containsExactly("We are sorry.");
    }

    @Test
    void a_permission_that_one_list_needs_pauses_that_list_alone() {
        var missing = Map.<String, Object>of(
                "status", 403, "body", "{\"error\":{\"code\":10,\"message\":\"(#10) no\"}}", "times", 2);
        fault(API + "/101/ratings", "STATUS", missing);
        assertThatThrownBy(() -> source("ratings").poll(Cursor.START)).isInstanceOf(Failure.Rejected.class);
        fault(API + "/101/feed", "STATUS", missing);
        assertThatThrownBy(() -> source("feed").poll(Cursor.START)).isInstanceOf(Failure.Unauthorized.class);
    }

    @Test
    void below_others_posts_a_refusal_is_about_that_post() {
        Cursor mentions = readAll("mentions");
        FacebookFixture.write(sandbox(), "/me/feed", ANNA, Map.of("message", "closed circle, @Acme"));
        Message elsewhere = pollAll("mentions", mentions).items().get(0);
        Message here = written("open");
        for (Message message : List.of(elsewhere, here)) {
            fault(
                    API + "/" + message.id().value(),
                    "STATUS",
                    Map.of("status", 403, "body", "{\"error\":{\"code\":200,\"message\":\"(#200) no\"}}"));
        }
        assertThatThrownBy(() -> channel.send(reply(elsewhere, "hello"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("does not let the page write there");
        assertThatThrownBy(() -> channel.send(reply(here, "hello"), nextKey()))
                .isInstanceOf(Failure.Unauthorized.class);
    }

    @Test
    void a_token_of_another_page_is_noticed_by_the_check() {
        var other = new FacebookChannel(
                FacebookFixture.settings(sandbox().address(), Map.of("page-id", "102")),
                new AccountContext(NAME, http(), tokens, clock),
                FacebookFixture.FETCH,
                Duration.ZERO);
        assertThatThrownBy(other::check).isInstanceOf(Failure.class);
    }

    private static List<String> ids(List<Message> messages) {
        return messages.stream().map(message -> message.id().value()).toList();
    }

    private static List<String> privately(String person) {
        return sandbox()
                .call("GET", "/sandbox/facebook/dms?user=" + person, "", null)
                .findValuesAsText("text");
    }

    private static void subscribe(WebhookDoor door) {
        sandbox()
                .call(
                        "POST",
                        API + "/acme/subscriptions",
                        "Bearer acme|" + FacebookFixture.SECRET,
                        Map.of("object", "page", "callback_url", door.url(), "verify_token", "prove-it"));
        sandbox().call("POST", API + "/101/subscribed_apps", PAGE, Map.of());
    }

    /** A picture of Anna's. */
    private static String upload() {
        var api = new io.deskbridge.http.meta.GraphApi(
                new io.deskbridge.http.meta.GraphAccess(
                        "Facebook",
                        sandbox().address().resolve("/sandbox/facebook"),
                        "v25.0",
                        () -> io.deskbridge.core.Secret.of("person-anna"),
                        java.util.Optional.empty()),
                http(),
                java.time.Clock.systemUTC());
        return api.upload("/me/photos", Map.of("published", "false"), "source", new Media("dot.png", "image/png", PNG))
                .path("id")
                .asText();
    }
}
