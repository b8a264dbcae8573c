package io.deskbridge.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.ChannelContractTest;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.contract.WebhookDoor;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The kit over HTTP against the sandbox, and what only two sides can show. */
class InstagramSandboxTest extends ChannelContractTest {
    private static final String TOKEN = "account-17841400000000101-geheim";
    private static final String SECRET = "sandbox-meta-app-secret";
    private static final String API = "/sandbox/instagram/v25.0";
    private static final String PEOPLE = "/sandbox/instagram/people";
    private static final String ACME = "Bearer " + TOKEN;
    private static final String MEDIUM = "17890000000000101";
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Override
    protected PolledChannel open(AccountContext context) {
        return opened(context);
    }

    private static InstagramChannel opened(AccountContext context, String... more) {
        String[] all = {
            "base-url",
            sandbox().address() + "/sandbox/instagram",
            "account-id",
            "17841400000000101",
            "access-token",
            TOKEN,
            "app-secret",
            SECRET,
            "verify-token",
            "prove-it"
        };
        var settings = java.util.stream.Stream.of(all, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        return new InstagramChannel(InstagramFixture.settings(settings), context, SANDBOX_FETCH, Duration.ofSeconds(1));
    }

    private static final io.deskbridge.http.GuardedFetch SANDBOX_FETCH = new io.deskbridge.http.GuardedFetch(
            io.deskbridge.contract.SandboxServer.LIMITS, java.util.Set.of("127.0.0.1"));

    @Override
    protected Kind kind() {
        return Kind.COMMENT;
    }

    @Override
    protected String publicSource() {
        return "comments";
    }

    @Override
    protected Optional<String> directSource() {
        return Optional.of("conversations");
    }

    @Override
    protected String customerWrites(String text) {
        return comment("/" + MEDIUM + "/comments", "anna", text);
    }

    @Override
    protected String customerReplies(String parent, String text) {
        return comment("/" + parent + "/replies", "anna", text);
    }

    private static String comment(String path, String person, String text) {
        return made(path, "Bearer person-" + person, Map.of("message", text));
    }

    private static String made(String path, String as, Map<String, ?> body) {
        return sandbox().call("POST", API + path, as, body).path("id").asText();
    }

    @Override
    protected String customerWritesPrivately(String text) {
        return writes("anna", Map.of("text", text));
    }

    private static String writes(String person, Map<String, ?> message) {
        return sandbox()
                .call("POST", PEOPLE + "/" + person + "/messages", "", message)
                .path("id")
                .asText();
    }

    @Override
    protected List<String> answersTo(Message message) {
        if (message.kind() == Kind.DIRECT) {
            return privately(message.author().handle());
        }
        var answers = new java.util.ArrayList<String>();
        sandbox()
                .call("GET", API + "/" + message.id().value() + "/replies?fields=text,username", ACME, null)
                .path("data")
                .forEach(reply -> {
                    if (reply.path("username").asText().equals("acme")) {
                        answers.add(reply.path("text").asText());
                    }
                });
        return answers;
    }

    private static List<String> privately(String person) {
        var texts = new java.util.ArrayList<String>();
        sandbox().call("GET", "/sandbox/instagram/dms?user=" + person, "", null).forEach(letter -> {
            if (letter.path("from").asText().equals("acme")) {
                texts.add(letter.path("text").asText());
            }
        });
        return texts;
    }

    @Override
    protected String root() {
        return "/sandbox/instagram";
    }

    /** Accounts and media have numbers that begin so. */
    @Override
    protected String readPath() {
        return API + "/178";
    }

    /** Comments have. */
    @Override
    protected String sendPath() {
        return API + "/1791";
    }

    @Override
    protected String neverSent() {
        return "17919999999999999";
    }

    @Override
    protected List<String> secrets() {
        return List.of(TOKEN, SECRET);
    }

    private Message letter(String person, Map<String, ?> message) {
        Cursor before = readAll("conversations");
        String id = writes(person, message);
        return only(pollAll("conversations", before).items(), id);
    }

    /** Opens a door, registers it and hands over what came in. */
    private void told(Runnable happens, java.util.function.Consumer<List<Receipt<Message>>> shows) throws Exception {
        var receipts = new CopyOnWriteArrayList<Receipt<Message>>();
        InstagramChannel pushed = opened(new AccountContext(NAME, http(), tokens, clock));
        try (var door = new WebhookDoor(pushed, receipts::add)) {
            sandbox()
                    .call(
                            "POST",
                            API + "/test/subscriptions",
                            "Bearer test|" + SECRET,
                            Map.of("object", "instagram", "callback_url", door.url(), "verify_token", "prove-it"));
            receipts.clear(); // the handshake
            sandbox().call("POST", API + "/me/subscribed_apps", ACME, Map.of());
            happens.run();
            await().untilAsserted(() -> shows.accept(receipts));
        } finally {
            sandbox().call("DELETE", API + "/test/subscriptions", "Bearer test|" + SECRET, null);
        }
    }

    private static List<Message> messages(List<Receipt<Message>> receipts) {
        return receipts.stream().flatMap(receipt -> receipt.items().stream()).toList();
    }

    private static List<DeliveryStatus> statuses(List<Receipt<Message>> receipts) {
        return receipts.stream().flatMap(receipt -> receipt.statuses().stream()).toList();
    }

    @Test
    void the_webhook_tells_what_a_poll_would_and_a_boosted_comment_twice_with_one_id() throws Exception {
        clock.set(Instant.now().plusSeconds(60)); // the channel believes no time that is still to come
        String boosted = made("/me/media", ACME, Map.of("caption", "buy now", "boosted", true));
        Cursor before = readAll("comments");
        told(() -> comment("/" + boosted + "/comments", "ben", "how much? 👍"), receipts -> {
            assertThat(messages(receipts)).hasSize(2);
            Message pushed = messages(receipts).get(0);
            assertThat(messages(receipts).get(1)).isEqualTo(pushed);
            Message polled = pollAll("comments", before).items().get(0);
            assertThat(pushed).isEqualTo(polled);
        });
    }

    @Test
    void a_mention_elsewhere_is_read_and_answered_where_it_stands() throws Exception {
        String medium = made("/me/media", "Bearer person-ben", Map.of("caption", "my kitchen"));
        var mention = new java.util.concurrent.atomic.AtomicReference<Message>();
        told(() -> comment("/" + medium + "/comments", "carla", "is that one of @acme?"), receipts -> {
            assertThat(messages(receipts)).hasSize(1);
            mention.set(messages(receipts).get(0));
        });
        assertThat(mention.get().kind()).isEqualTo(Kind.MENTION);
        assertThat(mention.get().text()).isEqualTo("is that one of @acme?");
        assertThat(mention.get().author().handle()).isEqualTo("carla");
        Reply reply = reply(mention.get(), "Yes, it is.");
        var key = nextKey();

        Sent sent = channel.send(reply, key);

        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
        assertThat(sandbox()
                        .call(
                                "GET",
                                API + "/" + medium + "/comments?fields=replies%7Btext%7D",
                                "Bearer person-ben",
                                null)
                        .findValuesAsText("text"))
                .contains("Yes, it is.");
        assertThatThrownBy(() -> ((InstagramChannel) channel).retract(mention.get(), sent.id()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("only people in the app");
    }

    @Test
    void a_caption_that_names_us_is_a_mention_with_its_words() throws Exception {
        told(
                () -> made("/me/media", "Bearer person-ben", Map.of("caption", "my new @acme")),
                receipts -> assertThat(messages(receipts)).singleElement().satisfies(message -> {
                    assertThat(message.text()).isEqualTo("my new @acme");
                    assertThat(message.kind()).isEqualTo(Kind.MENTION);
                }));
    }

    @Test
    void what_is_hidden_and_what_is_removed_the_next_poll_notes() {
        // below the other medium hundreds of this class's comments are of one second, and only the newest are listed
        String medium = made("/me/media", ACME, Map.of("caption", "news"));
        String first = comment("/" + medium + "/comments", "anna", "rude words");
        String second = comment("/" + medium + "/comments", "anna", "a mistake");
        Cursor known = readAll("comments");
        sandbox().call("POST", API + "/" + first, ACME, Map.of("hide", true));
        sandbox().call("DELETE", API + "/" + second, "Bearer person-anna", null);

        List<Message> noted = pollAll("comments", known).items();

        assertThat(only(noted, first).notice()).contains(Comment.HIDDEN);
        assertThat(only(noted, second).deleted()).isTrue();
        assertThat(noted).hasSize(2);
    }

    @Test
    void one_private_answer_a_comment_and_a_lost_one_is_found() {
        Message message = written("my order number is wrong");
        Reply first = reply(message, "/private\nPlease tell us your order number.");
        var key = nextKey();
        assertThat(channel.find(first, key)).isEmpty();
        fault(API + "/me/messages", "DROP_ANSWER", Map.of());

        assertThatThrownBy(() -> channel.send(first, key)).isInstanceOf(Failure.Uncertain.class);

        assertThat(channel.find(first, key)).isPresent();
        assertThat(answersTo(message)).isEmpty();
        assertThatThrownBy(() -> channel.send(reply(message, "/private\nAnd your name?"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("takes no second one");
        assertThat(privately("anna")).containsOnlyOnce("Please tell us your order number.");
        assertThat(privately("anna")).doesNotContain("And your name?");
    }

    @Test
    void a_private_answer_that_instagram_finds_too_late_is_refused() {
        String old = made(
                "/" + MEDIUM + "/comments",
                "Bearer person-anna",
                Map.of(
                        "message",
                        "long ago",
                        "at",
                        Instant.now().minus(Duration.ofDays(8)).toString()));
        Message message = new io.deskbridge.core.MessageBuilder(
                        NAME, old, Kind.COMMENT, MEDIUM, io.deskbridge.core.Author.unknown("7"), clock.instant())
                .text("long ago")
                .build();
        assertThatThrownBy(() -> channel.send(reply(message, "/private\nhello"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("too old");
    }

    @Test
    void the_window_is_a_day_or_seven_days_and_what_is_later_instagram_refuses() {
        Instant yesterday = clock.instant().minus(Duration.ofHours(25));
        String id = writes("dora", Map.of("text", "hello?", "at", yesterday.toString()));
        var late = new io.deskbridge.core.MessageBuilder(
                NAME, id, Kind.DIRECT, thread("dora"), io.deskbridge.core.Author.unknown(thread("dora")), yesterday);
        Reply reply = reply(late.text("hello?").build(), "Sorry, here we are.");
        assertThatThrownBy(() -> channel.send(reply, nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("wrote too long ago");

        opened(new AccountContext(NAME, http(), tokens, clock), "human-agent", "true")
                .send(reply, nextKey());

        assertThat(privately("dora")).containsExactly("Sorry, here we are.");
    }

    /** A person's number. */
    private static String thread(String person) {
        return sandbox()
                .call("POST", PEOPLE + "/" + person + "/messages?account=17841400000000999", "", Map.of("text", "x"))
                .path("thread")
                .asText();
    }

    @Test
    void a_lost_private_answer_is_found_and_its_echo_carries_our_key() throws Exception {
        Message message = letter("emil", Map.of("text", "when?"));
        Reply reply = reply(message, "Tomorrow.");
        var key = nextKey();
        fault(API + "/me/messages", "DROP_ANSWER", Map.of());
        told(
                () -> assertThatThrownBy(() -> channel.send(reply, key)).isInstanceOf(Failure.Uncertain.class),
                receipts -> {
                    assertThat(messages(receipts)).extracting(Message::ours).containsExactly(true);
                    assertThat(channel.find(reply, key))
                            .map(Sent::id)
                            .contains(messages(receipts).get(0).id().value());
                    assertThat(statuses(receipts))
                            .extracting(DeliveryStatus::key)
                            .containsExactly(Optional.of(key));
                });
        assertThat(channel.find(reply, key)).isPresent();
        assertThat(privately("emil")).containsExactly("Tomorrow.");
    }

    @Test
    void reading_reacting_editing_and_taking_back_are_told() throws Exception {
        String id = writes("finn", Map.of("text", "helo"));
        told(
                () -> {
                    sandbox().call("POST", PEOPLE + "/finn/messages/" + id, "", Map.of("text", "hello"));
                    does("finn", "read", Map.of("mid", "m_1"));
                    does("finn", "reaction", Map.of("mid", id, "action", "react", "emoji", "❤"));
                    sandbox().call("DELETE", PEOPLE + "/finn/messages/" + id, "", null);
                },
                receipts -> {
                    assertThat(statuses(receipts))
                            .extracting(DeliveryStatus::sentId)
                            .containsExactly("m_1");
                    assertThat(messages(receipts)).hasSize(3);
                    assertThat(messages(receipts).get(0).text()).isEqualTo("hello");
                    assertThat(messages(receipts).get(1).dismissal()).isPresent();
                    assertThat(messages(receipts).get(2).deleted()).isTrue();
                });
    }

    private static void does(String person, String kind, Map<String, ?> content) {
        sandbox().call("POST", PEOPLE + "/" + person + "/events/" + kind, "", content);
    }

    @Test
    void stories_and_what_programs_are_not_shown_come_by_the_list_as_by_the_webhook() throws Exception {
        var story = Map.of("story", Map.of("id", "3", "url", "https://cdn.example/s"));
        var mention = List.of(Map.of("type", "story_mention", "payload", Map.of("url", "https://cdn.example/m")));
        Cursor before = readAll("conversations");
        told(
                () -> {
                    writes("gina", Map.of("text", "nice", "reply_to", story));
                    writes("gina", Map.of("attachments", mention));
                    writes("gina", Map.of("is_unsupported", true));
                },
                receipts -> assertThat(messages(receipts)).hasSize(3).satisfies(pushed -> {
                    List<Message> polled = pollAll("conversations", before).items();
                    assertThat(polled).extracting(Message::text).containsExactly("nice", "", "(see Instagram)");
                    assertThat(polled)
                            .extracting(Message::attachments)
                            .isEqualTo(pushed.stream().map(Message::attachments).toList());
                    assertThat(pushed)
                            .extracting(message -> message.unread().isPresent())
                            .containsExactly(false, false, true);
                }));
    }

    @Test
    void files_go_both_ways() {
        Cursor before = readAll("conversations");
        sandbox()
                .call(
                        "POST",
                        PEOPLE + "/hans/files",
                        "",
                        Map.of(
                                "type", "image",
                                "mimeType", "image/png",
                                "base64", Base64.getEncoder().encodeToString(PNG)));
        Message message = pollAll("conversations", before).items().get(0);
        assertThat(message.attachments()).singleElement().satisfies(file -> assertThat(
                        channel.fetch(file, 10_000).bytes())
                .isEqualTo(PNG));

        var reply = new Reply(
                message,
                new Agent("mia", "Mia"),
                "",
                List.of(Attachment.of(Attachment.Type.IMAGE, "desk-file")),
                (file, max) -> new Media("dot.png", "image/png", PNG));
        var key = nextKey();
        Sent sent = channel.send(reply, key);

        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
        assertThat(privately("hans")).containsExactly("[image]");
    }

    @Test
    void another_account_and_a_dead_token_are_noticed() {
        var other = opened(new AccountContext(NAME, http(), tokens, clock), "account-id", "17841400000000102");
        assertThatThrownBy(other::check).isInstanceOf(Failure.class);
        var dead = opened(new AccountContext(NAME, http(), tokens, clock), "access-token", "expired");
        assertThatThrownBy(dead::check).isInstanceOf(Failure.Unauthorized.class);
        opened(new AccountContext(NAME, http(), tokens, clock), "login", "instagram")
                .check();
    }

    @Test
    void the_token_of_instagram_login_is_renewed_and_the_new_one_works() {
        var clock = new SettableClock(Instant.now());
        var tokens = new MemoryTokens();
        InstagramChannel channel =
                opened(new AccountContext("acme-instagram", http(), tokens, clock), "login", "instagram");
        channel.check();
        clock.advance(Duration.ofDays(2));
        channel.check();

        assertThat(tokens.get("login-token")).get().asString().startsWith("account-17841400000000101-renewed");
        channel.check();
    }
}
