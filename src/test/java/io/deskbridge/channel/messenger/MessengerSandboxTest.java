package io.deskbridge.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.ChannelContractTest;
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
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kit over HTTP, webhook included, and what is special to Messenger. */
class MessengerSandboxTest extends ChannelContractTest {
    private static final String API = "/sandbox/messenger/v25.0";
    private static final String ALL_FIELDS = "messages,message_edits,message_echoes,message_deliveries,message_reads,"
            + "message_reactions,messaging_postbacks,standby";

    private final Map<String, String> writers = new HashMap<>();
    private final List<Message> pushed = new CopyOnWriteArrayList<>();
    private final List<DeliveryStatus> statuses = new CopyOnWriteArrayList<>();
    private String last = "";
    private WebhookDoor door;

    @BeforeEach
    void subscribe() throws Exception {
        door = new WebhookDoor((MessengerChannel) channel, receipt -> {
            pushed.addAll(receipt.items());
            statuses.addAll(receipt.statuses());
        });
        sandbox()
                .call(
                        "POST",
                        API + "/acme/subscriptions",
                        "Bearer acme|sandbox-meta-app-secret",
                        Map.of("object", "page", "callback_url", door.url(), "verify_token", "prove-it"));
        sandbox()
                .call(
                        "POST",
                        API + "/101/subscribed_apps",
                        "Bearer page-101-geheim",
                        Map.of("subscribed_fields", ALL_FIELDS));
    }

    @AfterEach
    void closeDoor() {
        door.close();
    }

    private static MessengerChannel open(AccountContext context, String... more) {
        return MessengerFixture.open(
                Map.of(
                        "base-url", sandbox().address() + "/sandbox/messenger",
                        "access-token", "page-101-geheim",
                        "app-secret", "sandbox-meta-app-secret",
                        "verify-token", "prove-it"),
                context,
                more);
    }

    @Override
    protected PolledChannel open(AccountContext context) {
        return open(context, new String[0]);
    }

    @Override
    protected String publicSource() {
        return "conversations";
    }

    @Override
    protected Kind kind() {
        return Kind.DIRECT;
    }

    @Override
    protected boolean pointsAtMessages() {
        return false;
    }

    /** A new person each time: each one has a conversation of her own. */
    @Override
    protected String customerWrites(String text) {
        last = "anna" + UUID.randomUUID().toString().substring(0, 8);
        return writes(last, "messages", Map.of("text", text));
    }

    @Override
    protected String customerReplies(String parent, String text) {
        return writes(
                writers.getOrDefault(parent, last),
                "messages",
                Map.of("text", text, "reply_to", Map.of("mid", parent)));
    }

    private String writes(String person, String what, Map<String, ?> body) {
        String id = sandbox()
                .call("POST", "/sandbox/messenger/people/" + person + "/" + what, "", body)
                .path("id")
                .asText();
        writers.put(id, person);
        return id;
    }

    private static void change(String person, Map<String, ?> body) {
        sandbox().call("PUT", "/sandbox/messenger/people/" + person, "", body);
    }

    @Override
    protected List<String> answersTo(Message message) {
        return chat(writers.get(message.id().value()));
    }

    /** What the page said to a person. */
    private static List<String> chat(String person) {
        var answers = new java.util.ArrayList<String>();
        sandbox()
                .call("GET", "/sandbox/messenger/people/" + person + "/chat", "", null)
                .forEach(said -> {
                    if (said.path("from").asText().equals("acme")) {
                        answers.add(said.path("text").asText());
                    }
                });
        return answers;
    }

    @Override
    protected String root() {
        return "/sandbox/messenger";
    }

    @Override
    protected String readPath() {
        return API + "/101/conversations";
    }

    @Override
    protected String sendPath() {
        return API + "/101/messages";
    }

    @Override
    protected List<String> secrets() {
        return List.of("page-101-geheim", "sandbox-meta-app-secret", "prove-it");
    }

    private Message pushed(String id) {
        await().until(() ->
                pushed.stream().anyMatch(message -> message.id().value().equals(id)));
        return only(pushed, id);
    }

    @Test
    void the_webhook_tells_a_message_as_the_list_does() {
        Cursor before = readAll("conversations");
        String id = customerWrites("hello 👋");

        Message told = pushed(id);
        Message listed = only(pollAll("conversations", before).items(), id);

        assertThat(listed.text()).isEqualTo(told.text()).isEqualTo("hello 👋");
        assertThat(listed.revision().id()).isEqualTo(told.revision().id());
        assertThat(listed.conversation()).isEqualTo(told.conversation());
        assertThat(listed.author()).isEqualTo(told.author());
        assertThat(told.author().name()).startsWith("Anna").endsWith("Example");
    }

    @Test
    void the_echo_of_an_answer_carries_our_key_and_its_delivery_is_told() {
        Message message = pushed(customerWrites("where is it?"));
        SendKey key = nextKey();
        Sent sent = channel.send(reply(message, "on its way"), key);

        assertThat(pushed(sent.id()).ours()).isTrue();
        await().untilAsserted(() -> assertThat(statuses)
                .extracting(DeliveryStatus::stage)
                .containsExactly(DeliveryStatus.Stage.SENT, DeliveryStatus.Stage.DELIVERED));
        assertThat(statuses).allMatch(status -> status.sentId().equals(sent.id()));
        assertThat(statuses.get(0).key()).contains(key);
    }

    @Test
    void what_a_colleague_answers_in_metas_inbox_is_ours_and_settles_nothing() {
        Cursor before = readAll("conversations");
        customerWrites("anybody?");
        String answer = writes(last, "answers", Map.of("text", "answered by hand"));

        assertThat(pushed(answer).ours()).isTrue();
        assertThat(only(pollAll("conversations", before).items(), answer).ours())
                .isTrue();
        assertThat(statuses).isEmpty();
    }

    @Test
    void files_go_both_ways() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G'};
        Cursor before = readAll("conversations");
        customerWrites("look");
        String id = writes(
                last,
                "files",
                Map.of(
                        "type",
                        "image",
                        "mimeType",
                        "image/png",
                        "name",
                        "broken.png",
                        "base64",
                        Base64.getEncoder().encodeToString(png)));

        for (Message message :
                List.of(pushed(id), only(pollAll("conversations", before).items(), id))) {
            assertThat(message.attachments()).hasSize(1);
            Attachment file = message.attachments().get(0);
            assertThat(file.type()).isEqualTo(Attachment.Type.IMAGE);
            assertThat(channel.fetch(file, 1000).bytes()).isEqualTo(png);
        }
        Reply reply = new Reply(
                pushed(id),
                new Agent("mia", "Mia"),
                "",
                List.of(Attachment.of(Attachment.Type.FILE, "f")),
                (file, max) -> new Media("label.pdf", "application/pdf", new byte[] {1, 2}));
        SendKey key = nextKey();
        Sent sent = channel.send(reply, key);
        assertThat(chat(last)).containsExactly("[file]");
        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
    }

    @Test
    void an_answer_is_taken_for_a_day_and_for_seven_where_people_may_answer_later() {
        Message message = pushed(customerWrites("hello?"));
        var humanAgent = open(new AccountContext(NAME, http(), tokens, clock), "human-agent", "true");
        change(last, Map.of("heard", clock.instant().minus(Duration.ofHours(25)).toString()));

        assertThatThrownBy(() -> channel.send(reply(message, "a day later"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("wrote too long ago");
        clock.advance(Duration.ofHours(25)); // so that the channel knows that it is late
        humanAgent.send(reply(message, "by a person"), nextKey());
        change(last, Map.of("heard", clock.instant().minus(Duration.ofDays(9)).toString()));
        assertThatThrownBy(() -> humanAgent.send(reply(message, "a week later"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("wrote too long ago");
        assertThat(chat(last)).containsExactly("by a person");
    }

    @Test
    void a_person_who_takes_nothing_any_more_is_no_trouble_of_the_page() {
        Message message = pushed(customerWrites("hello?"));
        change(last, Map.of("blocking", true));

        assertThatThrownBy(() -> channel.send(reply(message, "hello"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("cannot reach this person");
    }

    @Test
    void edits_and_deletions_are_of_the_same_message() {
        String id = pushed(customerWrites("first words")).id().value();
        pushed.clear();
        sandbox().call("PUT", "/sandbox/messenger/messages/" + id, "", Map.of("text", "better words"));
        assertThat(pushed(id).text()).isEqualTo("better words");
        pushed.clear();
        sandbox().call("DELETE", "/sandbox/messenger/messages/" + id, "", null);
        assertThat(pushed(id).deleted()).isTrue();
    }

    @Test
    void what_has_no_words_is_dismissed_and_what_cannot_be_read_says_so() {
        String id = customerWrites("hello");
        pushed(id);
        writes(last, "events", Map.of("reaction", Map.of("mid", id, "action", "react", "emoji", "❤")));
        writes(last, "events", Map.of("read", Map.of("watermark", 1)));
        writes(last, "events", Map.of("never_heard_of", Map.of("a", 1)));
        String unsupported = writes(last, "messages", Map.of("is_unsupported", true));

        assertThat(pushed(unsupported).unread()).isPresent();
        assertThat(pushed).hasSize(4);
        assertThat(pushed.get(1).dismissal()).contains("a reaction ❤, without words");
        assertThat(pushed.get(2).dismissal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("never_heard_of"));
    }

    @Test
    void a_conversation_that_another_app_has_is_told_apart() {
        customerWrites("hello");
        change(last, Map.of("elsewhere", true));
        assertThat(pushed(writes(last, "messages", Map.of("text", "still there?")))
                        .restriction())
                .isPresent();
    }

    @Test
    void where_the_answer_would_lie_behind_what_is_shown_the_look_up_does_not_guess() {
        Message message = pushed(customerWrites("hello"));
        SendKey key = nextKey();
        for (int i = 0; i < 20; i++) {
            writes(last, "messages", Map.of("text", "more " + i));
        }
        assertThatThrownBy(() -> channel.find(reply(message, "hello Anna"), key))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("please look");
    }

    @Test
    void another_pages_inbox_is_not_shown() {
        var other = open(new AccountContext(NAME, http(), tokens, clock), "page-id", "102");
        assertThatThrownBy(other::check).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> other.sources().get(0).poll(Cursor.START)).isInstanceOf(Failure.Unauthorized.class);
    }
}
