package io.deskbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.ChannelContract.Repeat;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.EditingChannel;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.RetractingChannel;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.PooledHttp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every polled channel must do, said once, against the sandbox over real HTTP. A channel's own test extends it,
 * supplies the few small methods below, and adds what is special to its network.
 */
public abstract class ChannelContractTest {
    /** The configured name of the channel under test. */
    protected static final String NAME = "under-test";

    private static final AtomicLong NUMBERS = new AtomicLong();
    /** Longer than a busy machine needs for a plain call, shorter than {@link #TOO_SLOW}. */
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(2), 16, 64);

    private static final int TOO_SLOW = 3000;
    private static SandboxServer server;
    private static PooledHttp http;

    protected final MemoryTokens tokens = new MemoryTokens();
    protected final SettableClock clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    protected CapturedLog log;
    protected PolledChannel channel;

    /** Opens the channel against {@link #sandbox()}, as the brand. */
    protected abstract PolledChannel open(AccountContext context);

    /**
     * The name of the source that brings what people write to the brand in public; in private, where the network has no
     * public side.
     */
    protected abstract String publicSource();

    /** What kind of message {@link #publicSource} brings. */
    protected Kind kind() {
        return Kind.MENTION;
    }

    /** Whether messages have addresses, and the source tells which one a message answers. */
    protected boolean pointsAtMessages() {
        return true;
    }

    /** The name of the source that brings private messages; empty where the channel has none. */
    protected Optional<String> directSource() {
        return Optional.empty();
    }

    /** A customer addresses the brand in public; words may be added around the text. Returns the message's id. */
    protected abstract String customerWrites(String text);

    /** The same customer answers below a message, so that {@link #publicSource()} brings it. Returns its id. */
    protected abstract String customerReplies(String parent, String text);

    /** A customer writes to the brand in private; words may not be added. Returns the message's id. */
    protected String customerWritesPrivately(String text) {
        throw new UnsupportedOperationException("the channel has no private messages");
    }

    /** The texts that stand on the network as the brand's answers: directly below a public message, or in private. */
    protected abstract List<String> answersTo(Message message);

    /** What the paths of all the network's calls begin with: {@code /sandbox/x}. */
    protected abstract String root();

    /** What the path of the call begins with that the public source reads from. */
    protected abstract String readPath();

    /** What the path of the call begins with that publishes a public reply. */
    protected abstract String sendPath();

    /** What the path of the call begins with that takes a public reply back, or changes its words. */
    protected String changePath() {
        return sendPath();
    }

    /** An id as {@link Sent#id} has them, under which the brand never published anything. */
    protected String neverSent() {
        throw new UnsupportedOperationException("the channel takes nothing back");
    }

    /** Credentials that must stand nowhere; also those that the network gave meanwhile. */
    protected abstract List<String> secrets();

    /** How the network says until when it wants us to wait. */
    protected Map<String, String> waitUntil(Instant until) {
        return Map.of("Retry-After", String.valueOf(ChronoUnit.SECONDS.between(clock.instant(), until)));
    }

    protected static SandboxServer sandbox() {
        return server;
    }

    /** The client that the channel under test uses. */
    protected static PooledHttp http() {
        return http;
    }

    @BeforeAll
    public static void startSandbox() {
        server = new SandboxServer();
        http = new PooledHttp(LIMITS);
    }

    @AfterAll
    public static void stopSandbox() throws Exception {
        http.close();
        server.close();
    }

    @BeforeEach
    public void openChannel() {
        log = new CapturedLog();
        channel = open(new AccountContext(NAME, http, tokens, clock));
    }

    @AfterEach
    public void closeChannelAndReadTheLog() {
        server.call("DELETE", "/sandbox/faults", "", null);
        channel.close();
        log.close();
        assertThat(log.lines()).allSatisfy(line -> assertThat(line).doesNotContain(secrets()));
    }

    @Test
    public void the_check_passes() {
        channel.check();
    }

    @Test
    public void brings_messages_oldest_first_with_id_author_and_permalink() {
        Cursor before = readAll(publicSource());
        List<String> ids = List.of(customerWrites("one"), customerWrites("two"), customerWrites("three"));

        List<Message> messages = pollAll(publicSource(), before).items();

        assertThat(messages).extracting(message -> message.id().value()).containsExactlyElementsOf(ids);
        assertThat(messages).extracting(Message::sentAt).isSorted();
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.id().channel()).isEqualTo(NAME);
            assertThat(message.ours()).isFalse();
            assertThat(message.unread()).isEmpty();
            assertThat(message.permalink().isPresent()).isEqualTo(pointsAtMessages());
            assertThat(message.author().handle()).isNotBlank();
            assertThat(message.kind()).isEqualTo(kind());
        });
        assertThat(messages.get(1).text()).contains("two");
    }

    @Test
    public void asks_on_from_the_cursor_it_was_given_and_brings_nothing_twice() {
        Cursor before = readAll(publicSource());
        String first = customerWrites("first");
        Batch<Message> one = pollAll(publicSource(), before);
        String second = customerWrites("second");
        Batch<Message> two = pollAll(publicSource(), one.next());

        assertThat(one.items()).extracting(message -> message.id().value()).containsExactly(first);
        assertThat(two.items()).extracting(message -> message.id().value()).containsExactly(second);
        assertThat(pollAll(publicSource(), two.next()).items()).isEmpty();
    }

    @Test
    public void the_same_cursor_brings_the_same_again_because_a_crash_may_have_lost_it() {
        Cursor before = readAll(publicSource());
        String id = customerWrites("once more");

        assertThat(pollAll(publicSource(), before).items())
                .extracting(m -> m.id().value())
                .containsExactly(id);
        assertThat(pollAll(publicSource(), before).items())
                .extracting(m -> m.id().value())
                .containsExactly(id);
    }

    @Test
    public void an_empty_answer_keeps_the_cursor() {
        customerWrites("so that there is a cursor");
        Cursor before = readAll(publicSource());

        Batch<Message> nothing = source(publicSource()).poll(before);

        assertThat(nothing.items()).isEmpty();
        assertThat(nothing.next()).isEqualTo(before);
        assertThat(nothing.more()).isFalse();
    }

    @Test
    public void brings_more_than_one_page_whole_and_in_order() {
        Cursor before = readAll(publicSource());
        List<String> ids = IntStream.range(0, 120)
                .mapToObj(n -> customerWrites("page filler " + n))
                .toList();

        assertThat(pollAll(publicSource(), before).items())
                .extracting(message -> message.id().value())
                .containsExactlyElementsOf(ids);
    }

    @Test
    public void a_failing_page_stores_nothing_and_the_next_poll_brings_all() {
        Cursor before = readAll(publicSource());
        List<String> ids = IntStream.range(0, 110)
                .mapToObj(n -> customerWrites("fragile " + n))
                .toList();
        fault(readPath(), "STATUS", Map.of("status", 503, "skip", 1));

        assertThatThrownBy(() -> pollAll(publicSource(), before)).isInstanceOf(Failure.Unavailable.class);
        assertThat(pollAll(publicSource(), before).items())
                .extracting(message -> message.id().value())
                .containsExactlyElementsOf(ids);
    }

    @Test
    public void a_further_message_of_the_thread_is_in_the_same_conversation() {
        Cursor before = readAll(publicSource());
        String first = customerWrites("my parcel is lost");
        customerReplies(first, "it was blue");

        List<Message> messages = pollAll(publicSource(), before).items();

        assertThat(messages).hasSize(2);
        assertThat(messages.get(1).conversation()).isEqualTo(messages.get(0).conversation());
        if (pointsAtMessages()) {
            assertThat(messages.get(1).inReplyTo()).contains(first);
        }
    }

    @Test
    public void a_reply_goes_under_the_message_it_names_and_is_found_only_afterwards() {
        Message other = written("someone else's matter");
        Message message = written("where is my order?");
        Reply reply = reply(message, "On its way since this morning.");
        SendKey key = nextKey();

        assertThat(channel.find(reply, key)).isEmpty();
        Sent sent = channel.send(reply, key);

        assertThat(answersTo(message)).containsExactly("On its way since this morning.");
        assertThat(answersTo(other)).isEmpty();
        assertThat(sent.permalink().isPresent()).isEqualTo(pointsAtMessages());
        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
        assertThat(channel.find(reply(other, "On its way since this morning."), nextKey()))
                .isEmpty();
    }

    @Test
    public void the_posts_of_a_thread_stand_each_under_the_one_before_and_are_told_apart() {
        assumeTrue(channel.contract().threaded().contains(kind()), "the channel takes no threads");
        boolean canBeFound = Set.of(Repeat.LOOK_UP, Repeat.HARMLESS)
                .contains(channel.contract().repeatFor(kind()));
        Message message = written("how do I send it back?");
        SendKey key = nextKey();
        Reply first = reply(message, "Print the label. (1/2)");
        Sent above = channel.send(first, key);

        Reply second = reply(below(message, above), "Bring it to any shop. (2/2)");
        SendKey next = key.forPart(1);
        if (canBeFound) {
            assertThat(channel.find(second, next)).isEmpty();
        }
        Sent sent = channel.send(second, next);

        assertThat(sent.id()).isNotEqualTo(above.id());
        assertThat(answersTo(message)).contains("Print the label. (1/2)");
        assertThat(answersTo(second.inReplyTo())).contains("Bring it to any shop. (2/2)");
        if (canBeFound) {
            assertThat(channel.find(first, key)).map(Sent::id).contains(above.id());
            assertThat(channel.find(second, next)).map(Sent::id).contains(sent.id());
        }
    }

    /** In public our own post; in private the conversation is all there is. */
    private static Message below(Message answered, Sent ours) {
        return answered.kind() == Kind.DIRECT
                ? answered
                : new MessageBuilder(
                                answered.id().channel(),
                                ours.id(),
                                answered.kind(),
                                answered.conversation().thread(),
                                Author.unknown("us"),
                                ours.at())
                        .ours(true)
                        .build();
    }

    @Test
    public void our_own_reply_comes_back_as_ours_under_the_id_it_was_sent_with_or_not_at_all() {
        Map<String, Cursor> before = readAllSources();
        String first = customerWrites("anyone there?");
        Message message =
                only(pollAll(publicSource(), before.get(publicSource())).items(), first);
        Sent sent = channel.send(reply(message, "Yes, we are."), nextKey());
        String thanks = customerReplies(sent.id(), "thank you");

        assertEcho(before, message, sent, "Yes, we are.");
        List<Message> all = pollAll(publicSource(), before.get(publicSource())).items();
        assertThat(all).last().satisfies(answer -> {
            assertThat(answer.id().value()).isEqualTo(thanks);
            assertThat(answer.text()).contains("thank you");
            assertThat(answer.ours()).isFalse();
            assertThat(answer.conversation()).isEqualTo(message.conversation());
        });
    }

    @Test
    public void our_own_private_reply_comes_back_as_ours_under_the_id_it_was_sent_with_or_not_at_all() {
        assumeTrue(directSource().isPresent(), "the channel has no private messages");
        String direct = directSource().orElseThrow();
        Map<String, Cursor> before = readAllSources();
        String first = customerWritesPrivately("are you there?");
        Message message = only(pollAll(direct, before.get(direct)).items(), first);
        Sent sent = channel.send(reply(message, "Yes, in private."), nextKey());
        String thanks = customerWritesPrivately("thank you");

        assertEcho(before, message, sent, "Yes, in private.");
        assertThat(only(pollAll(direct, before.get(direct)).items(), thanks).ours())
                .isFalse();
    }

    /** By whatever source: a network may show one reply in several lists. */
    private void assertEcho(Map<String, Cursor> before, Message answered, Sent sent, String words) {
        before.forEach((source, cursor) -> assertThat(pollAll(source, cursor).items())
                .as(source)
                .filteredOn(m ->
                        m.ours() || m.id().value().equals(sent.id()) || m.text().contains(words))
                .allSatisfy(echo -> {
                    assertThat(echo.ours()).isTrue();
                    assertThat(echo.id().value()).isEqualTo(sent.id());
                    assertThat(echo.conversation()).isEqualTo(answered.conversation());
                }));
    }

    /** What the network tells of a change that we made ourselves is no customer's news. */
    private void assertOurs(Map<String, Cursor> before, Sent sent, String words) {
        before.forEach((source, cursor) -> assertThat(pollAll(source, cursor).items())
                .as(source)
                .filteredOn(m -> m.id().value().equals(sent.id()) || m.text().contains(words))
                .allMatch(Message::ours));
    }

    private Map<String, Cursor> readAllSources() {
        var read = new LinkedHashMap<String, Cursor>();
        channel.sources().forEach(source -> read.put(source.name(), readAll(source.name())));
        return read;
    }

    @Test
    public void a_private_message_is_answered_in_private() {
        assumeTrue(directSource().isPresent(), "the channel has no private messages");
        Cursor before = readAll(directSource().orElseThrow());
        String first = customerWritesPrivately("my number is 4711");
        String second = customerWritesPrivately("and my name is Anna");

        List<Message> messages = pollAll(directSource().orElseThrow(), before).items();
        assertThat(messages).extracting(m -> m.id().value()).containsExactly(first, second);
        assertThat(messages).allMatch(m -> m.kind() == Kind.DIRECT && !m.ours());
        assertThat(messages).allMatch(m -> m.restriction().isEmpty());
        assertThat(messages.get(1).conversation()).isEqualTo(messages.get(0).conversation());

        Reply reply = reply(messages.get(1), "Thank you, Anna.");
        SendKey key = nextKey();
        assertThat(channel.find(reply, key)).isEmpty();
        Sent sent = channel.send(reply, key);
        assertThat(answersTo(messages.get(1))).contains("Thank you, Anna.");
        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
    }

    @Test
    public void files_that_the_contract_lets_through_are_taken_in_public_and_in_private() {
        TakenFiles.areTaken(channel, written("what does it look like?"), this::nextKey);
        if (directSource().isPresent()) {
            Cursor before = readAll(directSource().orElseThrow());
            String id = customerWritesPrivately("and how do I open it?");
            Message message = only(pollAll(directSource().orElseThrow(), before).items(), id);
            TakenFiles.areTaken(channel, message, this::nextKey);
        }
    }

    @Test
    public void a_reply_that_is_taken_back_stands_there_no_longer_and_twice_is_as_good_as_once() {
        RetractingChannel retracting = able(RetractingChannel.class);
        Message message = written("what colour is it?");
        Map<String, Cursor> before = readAllSources();
        channel.send(reply(message, "It is round."), nextKey());
        Reply wrong = reply(message, "It is blue.");
        SendKey key = nextKey();
        Sent sent = channel.send(wrong, key);

        for (int times = 1; times <= 2; times++) {
            retracting.retract(message, sent.id());

            assertThat(answersTo(message)).containsExactly("It is round.");
            assertThat(channel.find(wrong, key)).isEmpty();
            assertOurs(before, sent, "It is blue.");
        }
    }

    @Test
    public void to_take_back_what_was_never_there_is_as_wished() {
        RetractingChannel retracting = able(RetractingChannel.class);
        Message message = written("is it round?");
        channel.send(reply(message, "Yes, it is round."), nextKey());

        retracting.retract(message, neverSent());

        assertThat(answersTo(message)).containsExactly("Yes, it is round.");
    }

    @Test
    public void an_edit_changes_the_words_and_twice_is_as_good_as_once() {
        EditingChannel editing = able(EditingChannel.class);
        Message message = written("what colour is that?");
        Map<String, Cursor> before = readAllSources();
        channel.send(reply(message, "That is round."), nextKey());
        Sent sent = channel.send(reply(message, "That is blue."), nextKey());

        for (int times = 1; times <= 2; times++) {
            editing.edit(message, sent.id(), "That is red & <b>größer</b> 👍");

            assertThat(answersTo(message))
                    .containsExactlyInAnyOrder("That is round.", "That is red & <b>größer</b> 👍");
            assertOurs(before, sent, "That is red");
        }
        assertFailure(Failure.Rejected.class, () -> editing.edit(message, neverSent(), "That is green."));
    }

    @Test
    public void a_lost_answer_to_a_change_is_no_refusal_and_the_change_is_made_again() {
        RetractingChannel retracting = able(RetractingChannel.class);
        Message message = written("what do you say?");
        Sent sent = channel.send(reply(message, "We say this."), nextKey());

        if (channel instanceof EditingChannel editing) {
            assertComesThrough(() -> editing.edit(message, sent.id(), "We say that."));
            assertThat(answersTo(message)).containsExactly("We say that.");
        }
        assertComesThrough(() -> retracting.retract(message, sent.id()));
        assertThat(answersTo(message)).isEmpty();
    }

    /** A refusal would end it, and the agent would read that the network does not want it. */
    private void assertComesThrough(Runnable change) {
        for (String kind : List.of("DROP_ANSWER", "MALFORMED")) {
            fault(changePath(), kind, Map.of());
            assertThat(catchThrowable(change::run))
                    .as(kind)
                    .isInstanceOf(Failure.class)
                    .isNotInstanceOf(Failure.Rejected.class);
        }
        fault(changePath(), "STATUS", Map.of("status", 503));
        assertFailure(Failure.Unavailable.class, change);
        fault(changePath(), "STATUS", Map.of("status", 429));
        assertFailure(Failure.RateLimited.class, change);
        fault(root(), "STATUS", Map.of("status", 401, "times", 100));
        assertFailure(Failure.Unauthorized.class, change);
        server.call("DELETE", "/sandbox/faults", "", null);
        change.run();
    }

    @Test
    public void what_was_said_in_private_is_not_taken_back() {
        RetractingChannel retracting = able(RetractingChannel.class);
        assumeTrue(directSource().isPresent(), "the channel has no private messages");
        String direct = directSource().orElseThrow();
        Cursor before = readAll(direct);
        String id = customerWritesPrivately("what is my code?");
        Message message = only(pollAll(direct, before).items(), id);
        Sent sent = channel.send(reply(message, "Your code is 4711."), nextKey());

        assertFailure(Failure.Rejected.class, () -> retracting.retract(message, sent.id()));

        assertThat(answersTo(message)).contains("Your code is 4711.");
    }

    private <T> T able(Class<T> ability) {
        assumeTrue(ability.isInstance(channel), "the network's replies stay as they are");
        return ability.cast(channel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Grüße aus Köln 👩‍👩‍👧‍👦 & <b>danke</b>",
                "مرحبا بكم في متجرنا",
                "zero\u200bwidth and \u202eturned\u202c around",
                "${env:HOME} $simple{body} #{1+1} %{x}",
                "<script>alert('hi')</script>",
                "To: someone@example.org\nBcc: everyone@example.org"
            })
    public void remote_text_and_our_text_pass_unchanged(String text) {
        Message message = written(text);
        assertThat(message.text()).contains(text);

        Reply reply = reply(message, text + " ✓");
        SendKey key = nextKey();
        Sent sent = channel.send(reply, key);

        assertThat(answersTo(message)).containsExactly(text + " ✓");
        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
    }

    @Test
    public void a_429_is_RateLimited_and_says_until_when() {
        Message message = written("limited");
        Instant until = clock.instant().plusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
        var limit = Map.<String, Object>of("status", 429, "headers", waitUntil(until));

        fault(readPath(), "STATUS", limit);
        var read = catchThrowableOfType(
                Failure.RateLimited.class, () -> source(publicSource()).poll(Cursor.START));
        fault(sendPath(), "STATUS", limit);
        var send =
                catchThrowableOfType(Failure.RateLimited.class, () -> channel.send(reply(message, "later"), nextKey()));

        assertThat(read.until()).isCloseTo(until, within(1, ChronoUnit.SECONDS));
        assertThat(send.until()).isCloseTo(until, within(1, ChronoUnit.SECONDS));
        assertThat(answersTo(message)).isEmpty();
    }

    @Test
    public void a_401_is_Unauthorized_and_shows_no_token() {
        Message message = written("no key");
        fault(root(), "STATUS", Map.of("status", 401, "times", 100));

        for (Runnable call : List.<Runnable>of(
                () -> source(publicSource()).poll(Cursor.START),
                () -> channel.send(reply(message, "refused"), nextKey()),
                () -> channel.check())) {
            Throwable failure = catchThrowable(call::run);
            assertThat(failure).isInstanceOf(Failure.Unauthorized.class);
            assertThat(withStackTrace(failure)).doesNotContain(secrets());
        }
    }

    @Test
    public void a_500_is_Unavailable_on_a_read_and_Uncertain_on_a_write() {
        Message message = written("broken");

        fault(readPath(), "STATUS", Map.of("status", 500));
        assertFailure(Failure.Unavailable.class, () -> source(publicSource()).poll(Cursor.START));
        fault(sendPath(), "STATUS", Map.of("status", 500));
        assertFailure(Failure.Uncertain.class, () -> channel.send(reply(message, "perhaps"), nextKey()));
    }

    @Test
    public void a_dropped_answer_after_the_write_is_Uncertain_and_then_exactly_one_is_found() {
        assertUncertainButThere("DROP_ANSWER", Map.of());
    }

    @Test
    public void an_answer_to_a_write_that_is_no_JSON_is_Uncertain_and_then_exactly_one_is_found() {
        assertUncertainButThere("MALFORMED", Map.of());
    }

    @Test
    public void a_time_out_after_the_write_is_Uncertain_and_then_exactly_one_is_found() {
        assertUncertainButThere("SLOW", Map.of("delayMillis", TOO_SLOW));
    }

    private void assertUncertainButThere(String kind, Map<String, Object> more) {
        Message message = written("did it arrive? " + kind);
        Reply reply = reply(message, "It did, " + kind + ".");
        SendKey key = nextKey();
        fault(sendPath(), kind, more);

        assertFailure(Failure.Uncertain.class, () -> channel.send(reply, key));

        await().untilAsserted(() -> assertThat(answersTo(message)).hasSize(1));
        assertThat(channel.find(reply, key)).isPresent();
    }

    @Test
    public void an_answer_to_a_read_that_is_no_JSON_is_Unreadable() {
        fault(readPath(), "MALFORMED", Map.of());
        assertFailure(Failure.Unreadable.class, () -> source(publicSource()).poll(Cursor.START));
    }

    @Test
    public void a_read_that_is_too_slow_or_breaks_off_is_Unavailable() {
        fault(readPath(), "SLOW", Map.of("delayMillis", TOO_SLOW));
        assertFailure(Failure.Unavailable.class, () -> source(publicSource()).poll(Cursor.START));
        fault(readPath(), "DROP_ANSWER", Map.of());
        assertFailure(Failure.Unavailable.class, () -> source(publicSource()).poll(Cursor.START));
    }

    /** Makes the next call to the path go wrong; {@code more} as in the sandbox's Fault. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/x.png",
                "http://localhost/x.png",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/x.png",
                "file:///etc/passwd",
                "not an address"
            })
    public void what_strangers_point_at_is_fetched_within_the_guard_alone(String address) {
        assertFailure(Failure.Rejected.class, () -> channel.fetch(Attachment.of(Attachment.Type.IMAGE, address), 1000));
    }

    protected final void fault(String path, String kind, Map<String, Object> more) {
        var fault = new HashMap<String, Object>(more);
        fault.put("path", path);
        fault.put("kind", kind);
        server.fault(fault);
    }

    /** Something a customer has just written in public, as the channel brings it. */
    protected final Message written(String text) {
        Cursor before = readAll(publicSource());
        String id = customerWrites(text);
        return only(pollAll(publicSource(), before).items(), id);
    }

    protected final Reply reply(Message message, String text) {
        return new Reply(message, new Agent("mia", "Mia"), text, List.of(), (attachment, max) -> {
            throw new Failure.Rejected("no media here");
        });
    }

    protected final SendKey nextKey() {
        return new SendKey(NUMBERS.incrementAndGet(), clock.instant());
    }

    protected final Source<Message> source(String name) {
        return channel.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no source " + name + " among "
                        + channel.sources().stream().map(Source::name).toList()));
    }

    /** Polls as the hub does: on and on while there is more. */
    protected final Batch<Message> pollAll(String sourceName, Cursor since) {
        var items = new ArrayList<Message>();
        Batch<Message> batch = source(sourceName).poll(since);
        items.addAll(batch.items());
        while (batch.more()) {
            batch = source(sourceName).poll(batch.next());
            items.addAll(batch.items());
        }
        return Batch.of(items, batch.next());
    }

    /** Reads whatever earlier tests left and returns the cursor behind it. */
    protected final Cursor readAll(String sourceName) {
        return pollAll(sourceName, Cursor.START).next();
    }

    protected static Message only(List<Message> messages, String id) {
        assertThat(messages).extracting(message -> message.id().value()).contains(id);
        return messages.stream()
                .filter(message -> message.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertFailure(Class<? extends Failure> type, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(type);
    }

    private static String withStackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
