package io.deskbridge.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.CapturedLog;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.contract.TakenFiles;
import io.deskbridge.contract.WebhookDoor;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Secret;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The channel against the sandbox, over real HTTP: what every channel must do, and what is special to WhatsApp. */
class WhatsAppChannelTest {
    private static final String SEND = "/sandbox/whatsapp/v25.0/106540352242922/messages";
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final int TOO_SLOW = 1500;
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static SandboxServer sandbox;

    private final SettableClock clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final String anna = "anna" + UUID.randomUUID().toString().substring(0, 8);
    private WhatsAppChannel channel;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<DeliveryStatus> statuses = new CopyOnWriteArrayList<>();
    private WebhookDoor hook;
    private CapturedLog log;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @BeforeEach
    void open() throws Exception {
        log = new CapturedLog();
        channel = open("system-acme", "102290129340398");
        hook = new WebhookDoor(channel, receipt -> {
            messages.addAll(receipt.items());
            statuses.addAll(receipt.statuses());
        });
        sandbox.call(
                "POST",
                "/sandbox/whatsapp/v25.0/app/subscriptions",
                "Bearer sandbox-app|sandbox-whatsapp-app-secret",
                Map.of("callback_url", hook.url(), "verify_token", "verify-me"));
    }

    @AfterEach
    void close() {
        sandbox.call("DELETE", "/sandbox/faults", "", null);
        hook.close();
        log.close();
        assertThat(log.lines()).allSatisfy(line -> assertThat(line).doesNotContain(secrets()));
    }

    private static List<String> secrets() {
        return List.of("system-acme", "sandbox-whatsapp-app-secret", "verify-me");
    }

    private WhatsAppChannel open(String token, String account) {
        WhatsAppSettings settings = Payload.settings(
                Payload.NUMBER,
                account,
                Secret.of("sandbox-whatsapp-app-secret"),
                URI.create(sandbox.address() + "/sandbox/whatsapp"));
        return Payload.open(
                new WhatsAppSettings(
                        settings.phoneNumberId(),
                        settings.businessAccountId(),
                        Secret.of(token),
                        settings.app(),
                        settings.appSecret(),
                        settings.verifyToken(),
                        settings.baseUrl(),
                        settings.version(),
                        settings.statusWait()),
                sandbox.http(),
                clock);
    }

    private Message writes(String text) {
        return sends("messages", Map.of("text", text));
    }

    private Message sends(String what, Object body) {
        String id = sandbox.call("POST", "/sandbox/whatsapp/people/" + anna + "/" + what, "", body)
                .path("id")
                .asText();
        await().until(() ->
                messages.stream().anyMatch(message -> message.id().value().equals(id)));
        return messages.stream()
                .filter(message -> message.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Reply reply(Message message, String text, Attachment... files) {
        return new Reply(
                message,
                new Agent("mia", "Mia"),
                text,
                List.of(files),
                (attachment, max) -> new Media(
                        attachment.name().orElse("a"),
                        attachment.mimeType().orElse("application/octet-stream"),
                        attachment.reference().startsWith("big") ? new byte[6 * 1024 * 1024] : PNG));
    }

    private SendKey nextKey() {
        return new SendKey(NUMBERS.incrementAndGet(), clock.instant());
    }

    /** What stands in Anna's chat from us, oldest first. */
    private List<JsonNode> answers() {
        var answers = new ArrayList<JsonNode>();
        for (JsonNode one : sandbox.call("GET", "/sandbox/whatsapp/people/" + anna + "/chat", "", null)) {
            if (one.path("from").asText().equals("acme")) {
                answers.add(one);
            }
        }
        return answers;
    }

    private List<Stage> stages(SendKey key) {
        return statuses.stream()
                .filter(status -> status.key().equals(Optional.of(key)))
                .map(DeliveryStatus::stage)
                .toList();
    }

    private void change(Map<String, Object> what) {
        sandbox.call("PUT", "/sandbox/whatsapp/people/" + anna, "", what);
    }

    private void fault(String path, String kind, Map<String, Object> more) {
        var fault = new HashMap<String, Object>(more);
        fault.put("path", path);
        fault.put("kind", kind);
        sandbox.fault(fault);
    }

    @Test
    void the_check_passes_and_a_wrong_token_is_Unauthorized_and_not_shown() {
        channel.check();
        WhatsAppChannel stranger = open("another-token", "1");
        assertThatThrownBy(stranger::check)
                .isInstanceOf(Failure.Unauthorized.class)
                .message()
                .doesNotContain("another-token");
    }

    @Test
    void what_a_customer_writes_is_pushed_and_a_reply_goes_into_her_chat_and_quotes_it() {
        Message message = writes("Where is my order?");
        assertThat(message.kind()).isEqualTo(Kind.DIRECT);
        assertThat(message.text()).isEqualTo("Where is my order?");
        assertThat(message.author().name()).isEqualTo(anna);

        Sent sent = channel.send(reply(message, "On its way."), nextKey());

        assertThat(answers()).hasSize(1);
        assertThat(answers().get(0).path("id").asText()).isEqualTo(sent.id());
        assertThat(answers().get(0).path("text").asText()).isEqualTo("On its way.");
        assertThat(answers().get(0).path("quotes").asText())
                .isEqualTo(message.id().value());
        assertThat(writes("thanks").conversation()).isEqualTo(message.conversation());
    }

    @Test
    void a_customer_who_hides_her_phone_number_is_the_same_person_and_is_answered() {
        Message before = writes("hello");
        change(Map.of("hidden", true));
        Message after = writes("I hid my number");

        assertThat(after.conversation()).isEqualTo(before.conversation());
        assertThat(after.author().profile()).isEmpty();
        channel.send(reply(after, "We still know you."), nextKey());
        assertThat(answers()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Grüße aus Köln 👩‍👩‍👧‍👦 & <b>danke</b>",
                "مرحبا بكم في متجرنا",
                "zero\u200bwidth and \u202eturned\u202c around",
                "${env:HOME} $simple{body} #{1+1} %{x}",
                "/to 1 is not the first line's command"
            })
    void remote_text_and_our_text_pass_unchanged(String text) {
        Message message = writes(text);
        assertThat(message.text()).isEqualTo(text);
        channel.send(reply(message, text + " ✓"), nextKey());
        assertThat(answers().get(0).path("text").asText()).isEqualTo(text + " ✓");
    }

    @Test
    void ten_files_are_ten_messages_and_words_stand_with_what_is_no_sound() {
        ChannelContract.FilesApart apart =
                channel.contract().apartFor(Kind.DIRECT).orElseThrow();
        Attachment file = Attachment.of(Attachment.Type.FILE, "help:1");

        assertThat(channel.contract().mostFiles(Kind.DIRECT)).isEqualTo(10);
        assertThat(apart.together("x".repeat(1024), file.typed("image/jpeg"))).isTrue();
        assertThat(apart.together("x".repeat(1025), file.typed("image/jpeg"))).isFalse();
        assertThat(apart.together("see", file.typed("Application/PDF"))).isTrue();
        assertThat(apart.together("hear", file.typed("audio/mpeg"))).isFalse();
        assertThat(apart.together("what?", file)).isFalse();
        assertThat(apart.together(" ", file)).isTrue();
    }

    @Test
    void statuses_come_with_the_replys_key_and_its_id() {
        SendKey key = nextKey();
        Sent sent = channel.send(reply(writes("hi"), "hello"), key);
        sandbox.call("POST", "/sandbox/whatsapp/messages/" + sent.id() + "/status", "", Map.of("status", "read"));

        await().untilAsserted(() -> assertThat(stages(key)).containsExactly(Stage.SENT, Stage.DELIVERED, Stage.READ));
        assertThat(statuses)
                .filteredOn(status -> status.key().equals(Optional.of(key)))
                .allMatch(status -> status.sentId().equals(sent.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP_ANSWER", "MALFORMED", "SLOW"})
    void a_lost_answer_is_Uncertain_and_the_status_tells_that_exactly_one_was_sent(String kind) {
        Message message = writes("did it arrive?");
        SendKey key = nextKey();
        fault(SEND, kind, Map.of("delayMillis", kind.equals("SLOW") ? TOO_SLOW : 0));

        assertThatThrownBy(() -> channel.send(reply(message, "It did."), key)).isInstanceOf(Failure.Uncertain.class);

        await().untilAsserted(() -> assertThat(stages(key)).contains(Stage.SENT));
        assertThat(answers()).hasSize(1);
        assertThat(channel.contract().directRepeat()).isEqualTo(ChannelContract.Repeat.TOLD_LATER);
        assertThatThrownBy(() -> channel.find(reply(message, "It did."), key)).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_500_on_a_send_is_Uncertain_and_a_429_says_until_when() {
        Message message = writes("hi");
        fault(SEND, "STATUS", Map.of("status", 500));
        assertThatThrownBy(() -> channel.send(reply(message, "a"), nextKey())).isInstanceOf(Failure.Uncertain.class);
        fault(SEND, "STATUS", Map.of("status", 429, "headers", Map.of("Retry-After", "300")));
        assertThat(catchThrowableOfType(Failure.RateLimited.class, () -> channel.send(reply(message, "a"), nextKey()))
                        .until())
                .isEqualTo(clock.instant().plusSeconds(300));
        assertThat(answers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "130429, RateLimited", "131056, RateLimited", "131048, RateLimited", "131057, Unavailable", "131000, Uncertain",
        "131016, Uncertain", "131031, Unauthorized", "133010, Unauthorized", "190, Unauthorized", "131026, Rejected",
        "131047, Rejected", "132015, Rejected", "131009, Rejected", "100, Rejected", "2, Uncertain"
    })
    void each_code_of_an_error_means_what_happens_next(int code, String expected) {
        Message message = writes("hi");
        String body = "{\"error\": {\"message\": \"(#" + code + ") no\", \"code\": " + code + "}}";
        fault(SEND, "STATUS", Map.of("status", 400, "body", body));
        assertThat(catchThrowable(() -> channel.send(reply(message, "a"), nextKey()))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void a_pair_limit_stops_nothing_but_this_reply() {
        Message message = writes("hi");
        fault(SEND, "STATUS", Map.of("status", 400, "body", "{\"error\": {\"code\": 131056}}"));
        assertThat(catchThrowableOfType(Failure.RateLimited.class, () -> channel.send(reply(message, "a"), nextKey()))
                        .reach())
                .isEqualTo(Failure.RateLimited.Reach.ITEM);
    }

    @Test
    void after_the_window_words_fail_later_with_a_reason_that_names_the_way_and_a_template_arrives() {
        Message message = writes("hi");
        change(Map.of("heard", Instant.now().minus(25, ChronoUnit.HOURS).toString()));
        SendKey late = nextKey();
        channel.send(reply(message, "too late"), late);
        await().untilAsserted(() -> assertThat(stages(late)).containsExactly(Stage.FAILED));
        assertThat(statuses.get(statuses.size() - 1).reason().orElseThrow().german())
                .contains("/template order_update de 4711");

        SendKey key = nextKey();
        channel.send(reply(message, "/template follow_up de Anna „Ihrer Bestellung 4711“"), key);

        await().untilAsserted(() -> assertThat(stages(key)).containsExactly(Stage.SENT, Stage.DELIVERED));
        assertThat(answers().get(1).path("text").asText())
                .isEqualTo("Hallo Anna, es gibt Neues zu Ihrer Bestellung 4711. Bitte schreiben Sie uns.");
    }

    @Test
    void a_template_that_is_not_there_or_wants_other_values_is_told_in_the_agents_language() {
        Message message = writes("hi");
        assertThat(rejected(reply(message, "/template order_updat de 1")).in(Locale.GERMAN))
                .startsWith("es gibt keine freigegebene Vorlage dieses Namens in dieser Sprache");
        assertThat(rejected(reply(message, "/template order_update de")).in(Locale.ENGLISH))
                .startsWith("the template has another number of values")
                .endsWith("(132000)");
        assertThat(rejected(reply(message, "/template order_update de 1", picture("a.png", "image/png")))
                        .in(Locale.ENGLISH))
                .startsWith("the template wants something else above its words or in its buttons");
        assertThat(rejected(reply(message, "/template parcel_here de 1 button:4711"))
                        .in(Locale.ENGLISH))
                .startsWith("the template wants something else above its words or in its buttons");
        assertThat(rejected(reply(message, "/template parcel_here de 1", picture("a.png", "image/png")))
                        .in(Locale.GERMAN))
                .startsWith("die Vorlage verlangt über ihren Worten oder in ihren Knöpfen etwas anderes");
    }

    @Test
    void a_template_has_the_comments_picture_above_its_words_and_a_value_in_its_buttons_address() {
        Message message = writes("hi");
        SendKey key = nextKey();

        channel.send(
                reply(message, "/template parcel_here de 4711 button:track/4711", picture("a.png", "image/png")), key);

        await().untilAsserted(() -> assertThat(stages(key)).containsExactly(Stage.SENT, Stage.DELIVERED));
        assertThat(answers().get(0).path("text").asText()).isEqualTo("Paket 4711 liegt bereit.");
    }

    @Test
    void the_line_alone_lists_what_is_approved_and_sends_nothing() {
        Message message = writes("hi");
        assertThat(rejected(reply(message, "/template")).in(Locale.ENGLISH))
                .startsWith("nothing was sent; approved are:\n")
                .contains("/template order_update de  (Ihre Bestellung {{1}} ist unterwegs.)")
                .contains("/template parcel_here en 📎 image button:…  (Parcel {{1}} lies there for you.)");
        channel = open("system-acme", null);
        assertThat(rejected(reply(message, "/template")).in(Locale.ENGLISH)).contains("business-account-id");
        assertThat(answers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/template Order de | is no template's name",
                "/template order_update | the template's language is missing",
                "/template order_update deutsch | the template's language is missing",
                "/template order_update de 1~and more | a template goes alone"
            })
    void what_is_wrong_with_the_line_is_known_before_it_is_sent(String text, String reason) {
        assertThat(mistake(text.replace('~', '\n')))
                .hasValueSatisfying(words -> assertThat(words).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/template",
                "/template order_update de 4711",
                "/template x pt-BR \"a b\" c",
                "/template x de name=Anna"
            })
    void a_good_line_has_no_mistake(String text) {
        assertThat(mistake(text)).isEmpty();
    }

    @Test
    void values_may_be_named_as_the_template_names_them() {
        assertThat(TemplateLine.of("/template x pt-BR name=Anna order=4711")
                        .orElseThrow()
                        .wire(Optional.empty())
                        .toString())
                .contains("parameter_name=name", "text=Anna", "parameter_name=order", "text=4711", "code=pt_BR");
    }

    @Test
    void values_of_header_and_buttons_stand_beside_those_of_the_body() {
        TemplateLine line = TemplateLine.of("/template x de \"header:Anna Meier\" 1 button:a button3:b=c 2")
                .orElseThrow();
        assertThat(line.values()).containsExactly("1", "2");
        assertThat(line.header()).hasValue("Anna Meier");
        assertThat(line.buttons()).isEqualTo(Map.of(0, "a", 2, "b=c"));
        assertThat(line.wire(Optional.empty()).get("components").toString())
                .contains("type=header", "text=Anna Meier", "sub_type=url", "index=2");
        assertThat(TemplateLine.of("/template x de header: button11:a")
                        .orElseThrow()
                        .values())
                .containsExactly("header:", "button11:a");
    }

    private static Optional<String> mistake(String text) {
        return TemplateLine.COMMAND
                .mistake()
                .apply(CommandLine.of(text).orElseThrow())
                .map(words -> words.english());
    }

    private Failure.Rejected rejected(Reply reply) {
        return catchThrowableOfType(Failure.Rejected.class, () -> channel.send(reply, nextKey()));
    }

    private static Attachment picture(String name, String type) {
        return Attachment.of(Attachment.Type.FILE, "agent:" + name).named(name).typed(type);
    }

    @Test
    void a_customers_picture_is_fetched_by_its_id_with_the_token() {
        Message message = sends(
                "files",
                Map.of(
                        "type", "image",
                        "mimeType", "image/png",
                        "base64", Base64.getEncoder().encodeToString(PNG),
                        "caption", "look",
                        "filename", ""));
        assertThat(message.text()).isEqualTo("look");
        Media media = channel.fetch(message.attachments().get(0), 10_000);
        assertThat(media.bytes()).isEqualTo(PNG);
        assertThat(media.mimeType()).isEqualTo("image/png");
        assertThatThrownBy(() -> channel.fetch(message.attachments().get(0), 10))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("larger");
    }

    @Test
    void a_file_that_whatsapp_does_not_have_any_more_is_told() {
        var gone = Attachment.of(Attachment.Type.IMAGE, "whatsapp-media:404");
        Failure.Rejected told = catchThrowableOfType(Failure.Rejected.class, () -> channel.fetch(gone, 10_000));
        assertThat(told.in(Locale.GERMAN)).contains("30 Tage");
        assertThatThrownBy(() -> channel.fetch(Attachment.of(Attachment.Type.IMAGE, "http://x.example/"), 1))
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void an_agents_files_go_with_the_words_as_their_caption() {
        Message message = writes("hi");
        channel.send(reply(message, "the label", picture("label.png", "image/png")), nextKey());
        channel.send(reply(message, "", picture("bill.pdf", "application/pdf")), nextKey());
        channel.send(reply(message, "", picture("hello.mp3", "audio/mpeg")), nextKey());
        assertThat(answers())
                .extracting(answer -> answer.path("text").asText())
                .containsExactly("[image] the label", "[document]", "[audio]");
    }

    @Test
    void files_that_the_contract_lets_through_are_taken() {
        TakenFiles.areTaken(channel, writes("what does it look like?"), this::nextKey);
    }

    @Test
    void a_picture_may_have_five_megabytes_and_above_a_template_stands_no_sound() {
        MediaRule alone = channel.contract().mediaFor(Kind.DIRECT, "see");
        assertThat(alone.maxBytes("image/png")).isEqualTo(5 * 1024 * 1024);
        assertThat(alone.maxBytes("application/pdf")).isEqualTo(16 * 1024 * 1024);
        assertThat(alone.takes("audio/ogg")).isTrue();

        String template = "/template parcel_here de 4711";
        MediaRule header = channel.contract().mediaFor(Kind.DIRECT, template);
        assertThat(header.maxBytes("image/png")).isEqualTo(5 * 1024 * 1024);
        assertThat(header.takes("application/pdf")).isTrue();
        assertThat(header.takes("audio/ogg")).isFalse();
        assertThat(channel.contract().mostFiles(Kind.DIRECT, template)).isEqualTo(1);
    }

    @Test
    void a_file_that_whatsapp_does_not_take_is_told_and_nothing_is_sent() {
        Message message = writes("hi");
        assertThat(rejected(reply(message, "x", picture("a.exe", "application/x-dosexec"))))
                .hasMessageContaining("a.exe");
        assertThat(rejected(reply(message, "x", picture("hello.mp3", "audio/mpeg"))))
                .hasMessageContaining("sound");
        assertThat(rejected(reply(message, "x".repeat(1025), picture("a.png", "image/png"))))
                .hasMessageContaining("1024");
        var big = Attachment.of(Attachment.Type.IMAGE, "big").named("big.png").typed("image/png");
        assertThat(rejected(reply(message, "", big))).hasMessageContaining("5 MB");
        assertThat(answers()).isEmpty();
    }

    @Test
    void a_group_is_answered_as_a_group_and_nobody_known_is_not_answered() {
        Message message =
                sends("messages", Map.of("type", "text", "group_id", "12@g.us", "text", Map.of("body", "hi")));
        assertThat(message.conversation().thread()).isEqualTo("12@g.us");
        SendKey key = nextKey();
        channel.send(reply(message, "hello all"), key);
        await().untilAsserted(() -> assertThat(stages(key)).isNotEmpty());

        Message nobody = Payload.receive(
                        Payload.channel(Payload.NUMBER, Payload.SECRET),
                        Payload.value("\"messages\": [{\"id\": \"wamid.x\", \"type\": \"text\"}]")
                                .getBytes(StandardCharsets.UTF_8))
                .items()
                .get(0);
        assertThatThrownBy(() -> channel.send(reply(nobody, "who?"), nextKey())).isInstanceOf(Failure.Rejected.class);
    }
}
