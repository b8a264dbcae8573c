package io.deskbridge.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.ChannelContractTest;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Batch;
import io.deskbridge.core.ChannelContract.Repeat;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Secret;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlueskyChannelTest extends ChannelContractTest {
    private static final GuardedFetch FETCH = new GuardedFetch(SandboxServer.LIMITS, Set.of("127.0.0.1"));
    private static final byte[] PNG = java.util.Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    @BeforeAll
    static void anyNumberOfLogins() {
        // each test opens the channel anew, which is more logins than the network takes in five minutes
        sandboxPost("login-limit", Map.of("logins", 0));
    }

    private Person anna;
    private Person acme;

    @BeforeEach
    void people() {
        anna = Person.login(sandbox().http(), service(), "anna", "any");
        acme = Person.login(sandbox().http(), service(), "acme", "any");
    }

    private static String service() {
        return sandbox().address() + "/sandbox/bluesky";
    }

    private static BlueskySettings settings(String password) {
        return new BlueskySettings(
                URI.create(service()),
                false,
                "acme.sandbox.example",
                Secret.of(password),
                Duration.ofSeconds(15),
                true,
                Duration.ofMinutes(2),
                20,
                true,
                Duration.ofDays(3),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                List.of("en"));
    }

    @Override
    protected PolledChannel open(AccountContext context) {
        return new BlueskyChannel(settings("the-app-password"), context, FETCH, SandboxServer.LIMITS.settle());
    }

    private BlueskyChannel open(String password, MemoryTokens memory) {
        return new BlueskyChannel(
                settings(password),
                new AccountContext(NAME, sandbox().http(), memory, clock),
                FETCH,
                SandboxServer.LIMITS.settle());
    }

    @Override
    protected String publicSource() {
        return "notifications";
    }

    @Override
    protected Optional<String> directSource() {
        return Optional.of("direct");
    }

    @Override
    protected String customerWrites(String text) {
        return anna.draft("@acme.sandbox.example " + text)
                .mentioning(acme)
                .post()
                .uri();
    }

    @Override
    protected String customerReplies(String parent, String text) {
        return reply(parent, "@acme.sandbox.example " + text)
                .mentioning(acme)
                .post()
                .uri();
    }

    private Person.Draft reply(String parent, String text) {
        JsonNode post =
                anna.get("app.bsky.feed.getPosts", Map.of("uris", parent)).at("/posts/0");
        JsonNode root = post.at("/record/reply/root");
        return anna.draft(text).under(Person.ref(root.isMissingNode() ? post : root), Person.ref(post));
    }

    @Override
    protected String customerWritesPrivately(String text) {
        return anna.say("chat.bsky.convo.sendMessage", Map.of("convoId", convo(), "message", Map.of("text", text)))
                .path("id")
                .asText();
    }

    private String convo() {
        return anna.chat("chat.bsky.convo.getConvoForMembers", Map.of("members", acme.did))
                .at("/convo/id")
                .asText();
    }

    @Override
    protected List<String> answersTo(Message message) {
        if (message.kind() == Kind.DIRECT) {
            var texts = new ArrayList<String>();
            for (JsonNode said : anna.chat("chat.bsky.convo.getMessages", Map.of("convoId", convo()))
                    .path("messages")) {
                if (said.at("/sender/did").asText().equals(acme.did)) {
                    texts.add(said.path("text").asText());
                }
            }
            return texts;
        }
        return anna.answers(message.id().value()).stream()
                .filter(post -> post.at("/author/did").asText().equals(acme.did))
                .map(post -> post.at("/record/text").asText())
                .toList();
    }

    @Override
    protected String root() {
        return "/sandbox/bluesky";
    }

    @Override
    protected String readPath() {
        return "/sandbox/bluesky/xrpc/app.bsky.notification.listNotifications";
    }

    @Override
    protected String sendPath() {
        return "/sandbox/bluesky/xrpc/com.atproto.repo.putRecord";
    }

    @Override
    protected String changePath() {
        return "/sandbox/bluesky/xrpc/com.atproto.repo.deleteRecord";
    }

    @Override
    protected String neverSent() {
        return "at://" + acme.did + "/app.bsky.feed.post/3aaaaaaaaaaa2";
    }

    @Override
    protected List<String> secrets() {
        return Stream.concat(
                        Stream.of("the-app-password"),
                        Stream.of("access", "refresh").flatMap(name -> tokens.get(name).stream()))
                .toList();
    }

    @Override
    protected Map<String, String> waitUntil(Instant until) {
        return Map.of("RateLimit-Reset", String.valueOf(until.getEpochSecond()), "RateLimit-Remaining", "0");
    }

    private static void sandboxPost(String path, Object body) {
        sandbox().call("POST", "/sandbox/bluesky/" + path, "", body);
    }

    @Test
    void an_expired_access_token_is_refreshed_and_nobody_notices() {
        channel.check();
        String refresh = tokens.get("refresh").orElseThrow();
        sandboxPost("expire", Map.of("handle", "acme"));

        String id = customerWrites("still there?");

        assertThat(pollAll(publicSource(), Cursor.START).items())
                .extracting(message -> message.id().value())
                .contains(id);
        assertThat(tokens.get("refresh")).isPresent().isNotEqualTo(Optional.of(refresh));
    }

    @Test
    void a_used_up_refresh_token_leads_to_a_login() {
        channel.check();
        sandboxPost("expire", Map.of("handle", "acme", "refresh", true));

        channel.check();
    }

    @Test
    void a_refresh_whose_answer_was_lost_leads_to_a_login_at_the_next_call() {
        channel.check();
        sandboxPost("expire", Map.of("handle", "acme"));
        fault("/sandbox/bluesky/xrpc/com.atproto.server.refreshSession", "DROP_ANSWER", Map.of());

        assertThatThrownBy(() -> channel.check()).isInstanceOf(Failure.Unavailable.class);
        channel.check();
    }

    @Test
    void a_restart_goes_on_with_the_kept_session_instead_of_logging_in() {
        channel.check();
        fault("/sandbox/bluesky/xrpc/com.atproto.server.createSession", "STATUS", Map.of("status", 500));

        open("the-app-password", tokens).check();
    }

    @Test
    void a_refused_password_is_Unauthorized_with_what_an_admin_should_do_and_is_not_tried_again_at_once() {
        try (var refused = open("wrong", new MemoryTokens())) {
            assertThatThrownBy(refused::check)
                    .isInstanceOf(Failure.Unauthorized.class)
                    .hasMessageContaining("app-password")
                    .hasMessageContaining("App passwords");
            fault("/sandbox/bluesky/xrpc/com.atproto.server.createSession", "STATUS", Map.of("status", 500));
            assertThatThrownBy(refused::check).isInstanceOf(Failure.Unauthorized.class);
            clock.advance(Duration.ofMinutes(2));
            assertThatThrownBy(refused::check).isInstanceOf(Failure.Unavailable.class);
        }
    }

    @Test
    void a_spent_login_limit_is_RateLimited() {
        fault(
                "/sandbox/bluesky/xrpc/com.atproto.server.createSession",
                "STATUS",
                Map.of("status", 429, "headers", waitUntil(clock.instant().plusSeconds(120))));

        assertThatThrownBy(() -> channel.check()).isInstanceOf(Failure.RateLimited.class);
    }

    @Test
    void a_post_whose_clock_is_two_days_behind_is_found() {
        Cursor before = readAll(publicSource());
        String now = customerWrites("on time");
        Batch<Message> first = pollAll(publicSource(), before);
        String late = anna.draft("@acme.sandbox.example from the past")
                .mentioning(acme)
                .at(Instant.now().minus(Duration.ofDays(2)))
                .post()
                .uri();

        assertThat(pollAll(publicSource(), first.next()).items()).isEmpty();
        clock.advance(Duration.ofMinutes(6));
        Batch<Message> found = pollAll(publicSource(), first.next());

        assertThat(first.items()).extracting(m -> m.id().value()).containsExactly(now);
        assertThat(found.items()).extracting(m -> m.id().value()).containsExactly(late);
        clock.advance(Duration.ofMinutes(6));
        assertThat(pollAll(publicSource(), found.next()).items()).isEmpty();
    }

    @Test
    void a_deleted_post_comes_again_as_deleted_in_its_own_conversation() {
        Cursor before = readAll(publicSource());
        Person.Ref post =
                anna.draft("@acme.sandbox.example oh no").mentioning(acme).post();
        Batch<Message> first = pollAll(publicSource(), before);
        anna.delete(post);
        clock.advance(Duration.ofMinutes(2));

        Batch<Message> second = pollAll(publicSource(), first.next());

        assertThat(second.items()).singleElement().satisfies(gone -> {
            assertThat(gone.deleted()).isTrue();
            assertThat(gone.id()).isEqualTo(first.items().get(0).id());
            assertThat(gone.conversation()).isEqualTo(first.items().get(0).conversation());
            assertThat(gone.author().handle()).isEqualTo("anna.sandbox.example");
        });
        clock.advance(Duration.ofMinutes(2));
        assertThat(pollAll(publicSource(), second.next()).items()).isEmpty();
    }

    @Test
    void an_edited_post_comes_again_in_its_new_wording_and_later_than_the_old_one() {
        assertEditIsNoticed(Instant.now());
    }

    @Test
    void an_edit_of_a_post_that_is_too_old_for_the_next_look_is_noticed_too() {
        assertEditIsNoticed(Instant.now().minus(Duration.ofHours(1)));
    }

    /** An edit keeps the time that its author's app wrote into the post. */
    private void assertEditIsNoticed(Instant written) {
        Cursor before = readAll(publicSource());
        String one = "@acme.sandbox.example one " + written;
        Person.Ref post = anna.draft(one).mentioning(acme).at(written).post();
        customerWrites("a newer one");
        clock.advance(Duration.ofMinutes(6));
        Batch<Message> first = pollAll(publicSource(), before);
        anna.draft("@acme.sandbox.example two").mentioning(acme).at(written).overwrite(post.rkey());
        clock.advance(Duration.ofMinutes(2));

        Batch<Message> second = pollAll(publicSource(), first.next());

        Message old = only(first.items(), post.uri());
        assertThat(second.items()).singleElement().satisfies(edited -> {
            assertThat(edited.id()).isEqualTo(old.id());
            assertThat(edited.text()).endsWith("two");
            assertThat(edited.revision().id()).isNotEqualTo(old.revision().id());
            assertThat(edited.revision().at()).isAfter(old.revision().at());
        });
        clock.advance(Duration.ofMinutes(2));
        assertThat(pollAll(publicSource(), second.next()).items()).isEmpty();
    }

    @Test
    void a_reply_that_nobody_was_told_of_is_found_in_the_thread() {
        Person.Ref own = acme.draft("We are open").post();
        Cursor before = readAll("threads");
        Cursor notified = readAll(publicSource());
        sandboxPost("silence", Map.of("posts", 1));
        String silent = reply(own.uri(), "Until when?").post().uri();
        String deeper = reply(silent, "And on Sunday?").post().uri();

        assertThat(pollAll(publicSource(), notified).items()).isEmpty();
        Batch<Message> found = pollAll("threads", before);
        assertThat(found.items()).extracting(m -> m.id().value()).containsExactly(silent, deeper);
        assertThat(found.items()).allMatch(m -> m.kind() == Kind.COMMENT && !m.ours());
        assertThat(found.items()).allMatch(m -> m.conversation().thread().equals(own.uri()));
        assertThat(pollAll("threads", found.next()).items()).isEmpty();
    }

    @Test
    void what_the_customer_adds_below_her_own_post_is_found_once_we_answered_it_and_what_others_say_is_not() {
        Message question = written("Where is my parcel?");
        Cursor before = readAll("threads");
        channel.send(reply(question, "Which number?"), nextKey());
        Person ben = Person.login(sandbox().http(), service(), "ben", "any");
        String added = reply(question.id().value(), "It is number 4711").post().uri();
        ben.draft("Mine, too!")
                .under(
                        anna.find(question.id().value()).orElseThrow(),
                        anna.find(question.id().value()).orElseThrow())
                .post();

        assertThat(pollAll("threads", before).items())
                .filteredOn(m -> !m.ours())
                .extracting(m -> m.id().value())
                .containsExactly(added);
    }

    @Test
    void a_quote_is_a_mention_with_the_quoted_posts_page_and_a_plain_reply_is_a_comment() {
        Person.Ref own = acme.draft("New opening hours").post();
        Cursor before = readAll(publicSource());
        anna.draft("At last")
                .with("embed", Map.of("$type", "app.bsky.embed.record", "record", own.json()))
                .post();
        reply(own.uri(), "Nice").post();

        List<Message> messages = pollAll(publicSource(), before).items();

        assertThat(messages).extracting(Message::kind).containsExactly(Kind.MENTION, Kind.COMMENT);
        assertThat(messages.get(0).text())
                .isEqualTo("At last\nhttps://bsky.app/profile/" + acme.did + "/post/" + own.rkey());
    }

    @Test
    void an_image_is_brought_with_its_alternative_text_and_can_be_fetched() {
        Cursor before = readAll(publicSource());
        JsonNode blob = anna.upload("image/png", PNG);
        anna.draft("@acme.sandbox.example broken")
                .mentioning(acme)
                .with(
                        "embed",
                        Map.of(
                                "$type",
                                "app.bsky.embed.images",
                                "images",
                                List.of(Map.of("alt", "ein Riss", "image", blob))))
                .post();

        Message message = pollAll(publicSource(), before).items().get(0);

        assertThat(message.attachments()).singleElement().satisfies(image -> {
            assertThat(image.type()).isEqualTo(Attachment.Type.IMAGE);
            assertThat(image.description()).contains("ein Riss");
            assertThat(channel.fetch(image, 1000).bytes()).isEqualTo(PNG);
            assertThat(channel.fetch(image, 1000).mimeType()).isEqualTo("image/png");
        });
    }

    @Test
    void an_image_that_the_cache_does_not_give_is_asked_for_at_our_own_server() {
        String cid = anna.upload("image/png", PNG).at("/ref/$link").asText();
        var cached = Attachment.of(
                Attachment.Type.IMAGE, "http://127.0.0.1:1/img/feed_fullsize/plain/" + anna.did + "/" + cid + "@jpeg");

        assertThat(channel.fetch(cached, 1000).bytes()).isEqualTo(PNG);
        assertThatThrownBy(() -> channel.fetch(Attachment.of(Attachment.Type.IMAGE, "http://127.0.0.1:1/x"), 1000))
                .isInstanceOf(Failure.Unavailable.class);
        assertThatThrownBy(() -> channel.fetch(Attachment.of(Attachment.Type.IMAGE, "not an address"), 1000))
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void what_stands_below_our_answer_is_found_when_the_question_was_deleted() {
        Message question = written("May I ask?");
        Sent answer = channel.send(reply(question, "Please do."), nextKey());
        Cursor before = readAll("threads");
        String thanks = reply(answer.id(), "Too late, thanks").post().uri();
        anna.delete(anna.find(question.id().value()).orElseThrow());

        assertThat(pollAll("threads", before).items())
                .extracting(m -> m.id().value())
                .contains(thanks);
    }

    @Test
    void our_answer_that_is_taken_away_in_the_app_comes_again_as_ours_and_deleted() {
        Message question = written("May I ask?");
        Cursor before = readAll("threads");
        Sent answer = channel.send(reply(question, "Please do."), nextKey());
        Batch<Message> first = pollAll("threads", before);
        acme.delete(acme.find(answer.id()).orElseThrow());
        clock.advance(Duration.ofMinutes(2));

        Batch<Message> second = pollAll("threads", first.next());

        assertThat(second.items()).singleElement().satisfies(gone -> {
            assertThat(gone.id().value()).isEqualTo(answer.id());
            assertThat(gone.deleted()).isTrue();
            assertThat(gone.ours()).isTrue();
            assertThat(gone.conversation()).isEqualTo(question.conversation());
        });
        clock.advance(Duration.ofMinutes(2));
        assertThat(pollAll("threads", second.next()).items()).isEmpty();
    }

    @Test
    void a_block_is_known_before_an_agent_answers() {
        Person cora = Person.login(sandbox().http(), service(), "cora", "any");
        Cursor before = readAll(publicSource());
        cora.call(
                "com.atproto.repo.createRecord",
                Map.of("repo", cora.did, "collection", "app.bsky.graph.block", "record", Map.of("subject", acme.did)));
        cora.draft("@acme.sandbox.example and now be quiet").mentioning(acme).post();

        assertThat(pollAll(publicSource(), before).items()).singleElement().satisfies(message -> assertThat(
                        message.restriction().orElseThrow().in(Locale.GERMAN))
                .contains("blockiert"));
    }

    @Test
    void a_closed_thread_is_known_before_an_agent_answers() {
        Cursor before = readAll(publicSource());
        Person.Ref closed = anna.draft("@acme.sandbox.example no answers please")
                .mentioning(acme)
                .post();
        anna.call(
                "com.atproto.repo.createRecord",
                Map.of(
                        "repo",
                        anna.did,
                        "collection",
                        "app.bsky.feed.threadgate",
                        "rkey",
                        closed.rkey(),
                        "record",
                        Map.of("post", closed.uri(), "allow", List.of())));
        customerWrites("open");

        List<Message> messages = pollAll(publicSource(), before).items();

        assertThat(messages.get(0).restriction()).isPresent().get().satisfies(words -> {
            assertThat(words.in(Locale.GERMAN)).contains("keine Antworten");
            assertThat(words.in(Locale.ENGLISH)).contains("closed");
        });
        assertThat(messages.get(1).restriction()).isEmpty();
        assertThatThrownBy(() -> channel.send(reply(messages.get(0), "but"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("closed");
    }

    @Test
    void sending_twice_under_one_key_publishes_once_with_root_parent_links_and_mentions() {
        Message top = written("Grüße");
        String second = customerReplies(top.id().value(), "noch da?");
        Message message = only(pollAll(publicSource(), Cursor.START).items(), second);
        String text = "Grüße 👩‍👩‍👧‍👦 @anna.sandbox.example! Mehr auf acme.example/hilfe (https://acme.com/a_(b)).";
        SendKey key = nextKey();

        Sent sent = channel.send(reply(message, text), key);
        Sent again = channel.send(reply(message, text), key);

        assertThat(again).isEqualTo(sent);
        assertThat(anna.answers(second)).singleElement().satisfies(post -> {
            assertThat(post.path("uri").asText()).isEqualTo(sent.id());
            assertThat(post.at("/record/reply/root/uri").asText())
                    .isEqualTo(top.id().value());
            assertThat(post.at("/record/reply/parent/uri").asText()).isEqualTo(second);
            assertThat(post.at("/record/langs/0").asText()).isEqualTo("en");
            assertThat(FacetsTest.words(post.path("record")))
                    .containsExactlyInAnyOrder("@anna.sandbox.example", "https://acme.com/a_(b)");
        });
    }

    @Test
    void images_are_uploaded_with_their_alternative_text() {
        Message message = written("photo, please");
        var reply = new Reply(
                message,
                new Agent("mia", "Mia"),
                "Here",
                List.of(
                        Attachment.of(Attachment.Type.IMAGE, "desk:1").described("the manual"),
                        Attachment.of(Attachment.Type.IMAGE, "desk:2")),
                (attachment, max) -> new Media("a.png", "image/png", PNG));

        channel.send(reply, nextKey());

        JsonNode images = anna.answers(message.id().value()).get(0).at("/record/embed/images");
        assertThat(images).hasSize(2);
        assertThat(images.at("/0/alt").asText()).isEqualTo("the manual");
        assertThat(images.at("/1/alt").asText()).isEmpty();
        assertThat(images.at("/0/image/mimeType").asText()).isEqualTo("image/png");
    }

    @Test
    void images_hang_on_posts_and_on_no_direct_message() {
        assertThat(channel.contract().mostFiles(Kind.MENTION)).isEqualTo(4);
        assertThat(channel.contract().mostFiles(Kind.DIRECT)).isZero();
    }

    @Test
    void a_file_that_is_no_image_and_a_text_that_is_too_long_are_Rejected() {
        Message message = written("send me everything");
        var pdf = new Reply(
                message,
                new Agent("mia", "Mia"),
                "Here",
                List.of(Attachment.of(Attachment.Type.FILE, "desk:1")),
                (attachment, max) -> new Media("a.pdf", "application/pdf", PNG));

        assertThatThrownBy(() -> channel.send(pdf, nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("images");
        assertThatThrownBy(() -> channel.send(reply(message, "é".repeat(301)), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("grapheme too big");
        assertThat(answersTo(message)).isEmpty();
    }

    @Test
    void an_answer_to_a_deleted_post_is_Rejected_in_words_for_the_agent() {
        Person.Ref post =
                anna.draft("@acme.sandbox.example gone soon").mentioning(acme).post();
        Message message = only(pollAll(publicSource(), Cursor.START).items(), post.uri());
        anna.delete(post);

        assertThatThrownBy(() -> channel.send(reply(message, "too late"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("deleted");
    }

    @Test
    void a_direct_message_whose_answer_was_lost_is_found_and_needs_no_second_sending() {
        Message message = writtenPrivately("secret");
        SendKey key = new SendKey(4711, Instant.now());
        fault("/sandbox/bluesky/xrpc/chat.bsky.convo.sendMessage", "DROP_ANSWER", Map.of());

        assertThatThrownBy(() -> channel.send(reply(message, "only for you, once"), key))
                .isInstanceOf(Failure.Uncertain.class);

        assertThat(channel.contract().repeatFor(Kind.DIRECT)).isEqualTo(Repeat.LOOK_UP);
        assertThat(channel.contract().repeatFor(Kind.MENTION)).isEqualTo(Repeat.HARMLESS);
        assertThat(channel.find(reply(message, "only for you, once"), key)).isPresent();
        assertThat(answersTo(message)).filteredOn("only for you, once"::equals).hasSize(1);
    }

    @Test
    void two_direct_messages_of_the_same_words_within_a_second_are_both_sent_and_told_apart() {
        Message message = writtenPrivately("may I?");
        Instant now = Instant.now();
        SendKey one = new SendKey(1, now);
        SendKey two = new SendKey(2, now.plusMillis(1));
        SendKey three = new SendKey(3, now.plusMillis(2));
        Reply yes = reply(message, "yes " + now);

        Sent first = channel.send(yes, one);
        assertThat(channel.find(yes, two)).isEmpty();
        Sent second = channel.send(yes, two);

        assertThat(answersTo(message)).filteredOn(yes.text()::equals).hasSize(2);
        assertThat(channel.find(yes, one)).map(Sent::id).contains(first.id());
        assertThat(channel.find(yes, two)).map(Sent::id).contains(second.id());
        assertThat(channel.find(yes, three)).isEmpty();
    }

    @Test
    void of_several_direct_messages_of_the_same_words_the_oldest_since_the_reservation_is_taken_after_a_restart() {
        Message message = writtenPrivately("may I?");
        Instant before = Instant.now().minusSeconds(60);
        Reply yes = reply(message, "yes " + before);
        Sent first = channel.send(yes, new SendKey(1, before));
        channel.send(yes, new SendKey(2, before));

        try (var restarted = open("the-app-password", tokens)) {
            assertThat(restarted.find(yes, new SendKey(1, before)))
                    .map(Sent::id)
                    .contains(first.id());
            assertThat(restarted.find(yes, new SendKey(3, Instant.now().plusSeconds(3))))
                    .isEmpty();
        }
    }

    private Message writtenPrivately(String text) {
        Cursor before = readAll("direct");
        customerWritesPrivately(text);
        return pollAll("direct", before).items().get(0);
    }

    @Test
    void a_direct_message_that_is_taken_back_comes_again_as_deleted() {
        Cursor before = readAll("direct");
        String id = customerWritesPrivately("oops");
        Batch<Message> first = pollAll("direct", before);
        anna.say("chat.bsky.convo.deleteMessageForSelf", Map.of("convoId", convo(), "messageId", id));

        assertThat(pollAll("direct", first.next()).items())
                .singleElement()
                .matches(Message::deleted)
                .matches(message -> message.id().value().equals(id));
    }

    @Test
    void without_the_right_to_direct_messages_the_source_is_quiet_and_no_session_is_lost() {
        var memory = new MemoryTokens();
        try (var quiet = open("no-chat", memory)) {
            quiet.check();
            var before = memory.get("access");
            var direct = quiet.sources().get(2);

            assertThat(direct.poll(Cursor.START)).isEqualTo(Batch.nothing(Cursor.START));
            fault("/sandbox/bluesky/xrpc/chat.bsky.convo", "STATUS", Map.of("status", 500));
            assertThat(direct.poll(Cursor.START)).isEqualTo(Batch.nothing(Cursor.START));
            assertThat(memory.get("access")).isEqualTo(before);
        }
    }

    @Test
    void a_network_without_a_chat_service_breaks_nothing() {
        fault(
                "/sandbox/bluesky/xrpc/chat.bsky.convo",
                "STATUS",
                Map.of("status", 501, "body", "{\"error\":\"MethodNotImplemented\"}"));

        assertThat(source("direct").poll(Cursor.START)).isEqualTo(Batch.nothing(Cursor.START));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "a\u0000b", "‮txet", "\u200b", "${jndi:x}", "<script>", "LONG"})
    void strange_texts_are_brought_and_answered_or_Rejected(String strange) {
        String text = strange.equals("LONG") ? "ü".repeat(25_000) : strange;
        Message message = written("x");
        try {
            channel.send(reply(message, text), nextKey());
            assertThat(answersTo(message)).containsExactly(text.replace("\0", ""));
        } catch (Failure.Rejected tooLong) {
            assertThat(text).hasSizeGreaterThan(300);
        }
        var post = Json.MAPPER
                .createObjectNode()
                .put("uri", "at://" + anna.did + "/app.bsky.feed.post/3jzfcijpj2z2a")
                .put("cid", "bafy");
        post.putObject("record").put("text", text);
        assertThat(new Posts("b", acme.did, URI.create(service()))
                        .read(post, clock.instant())
                        .text())
                .isEqualTo(text);
    }
}
