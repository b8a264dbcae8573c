package io.deskbridge.channel.x;

import static io.deskbridge.channel.x.XFixture.ANNA;
import static io.deskbridge.channel.x.XFixture.BRAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.ChannelContractTest;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.WebhookDoor;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.OwnPosts;
import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Secret;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.core.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The kit, and what is special to X. */
class XChannelTest extends ChannelContractTest {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final String refresh =
            "refresh-acme-" + UUID.randomUUID().toString().replace("-", "");

    @Override
    protected PolledChannel open(AccountContext context) {
        var settings = new XFixture.Settings();
        settings.baseUrl = URI.create(sandbox().address() + "/sandbox/x");
        settings.access = null;
        settings.refresh = Secret.of(refresh);
        settings.search = "parcel -from:acme";
        return new XChannel(settings.make(), context, XFixture.FETCH, Duration.ofSeconds(1));
    }

    @Override
    protected String publicSource() {
        return "mentions";
    }

    @Override
    protected Optional<String> directSource() {
        return Optional.of("direct");
    }

    @Override
    protected String customerWrites(String text) {
        return XFixture.post(sandbox(), ANNA, "@acme " + text, Map.of());
    }

    @Override
    protected String customerReplies(String parent, String text) {
        return XFixture.answer(sandbox(), ANNA, parent, text);
    }

    @Override
    protected String customerWritesPrivately(String text) {
        return sandbox()
                .call(
                        "POST",
                        "/sandbox/x/2/dm_conversations/with/" + idOf("acme") + "/messages",
                        ANNA,
                        Map.of("text", text))
                .path("data")
                .path("dm_event_id")
                .asText();
    }

    @Override
    protected List<String> answersTo(Message message) {
        var texts = new ArrayList<String>();
        if (message.kind() == Kind.DIRECT) {
            for (JsonNode one : sandbox().call("GET", "/sandbox/x/dms?user=anna", "", null)) {
                if (one.path("from").asText().equals("acme")) {
                    texts.add(one.path("text").asText());
                }
            }
            return texts;
        }
        for (JsonNode one : sandbox().call("GET", "/sandbox/x/timeline?limit=1000", "", null)) {
            if (one.path("author").asText().equals("acme")
                    && one.path("inReplyTo").asText().equals(message.revision().id())) {
                texts.add(one.path("text").asText());
            }
        }
        return texts;
    }

    @Override
    protected String root() {
        return "/sandbox/x/2/";
    }

    @Override
    protected String readPath() {
        return "/sandbox/x/2/users/" + idOf("acme") + "/mentions";
    }

    @Override
    protected String sendPath() {
        return "/sandbox/x/2/tweets";
    }

    @Override
    protected String neverSent() {
        return "1000000000000000001";
    }

    @Override
    protected List<String> secrets() {
        var all = new ArrayList<String>(List.of(refresh, "client-password"));
        tokens.commits()
                .forEach(commit -> commit.forEach((name, value) -> {
                    if (name.endsWith("-token")) {
                        all.add(value);
                    }
                }));
        return all;
    }

    @Override
    protected Map<String, String> waitUntil(Instant until) {
        return Map.of("x-rate-limit-reset", String.valueOf(until.getEpochSecond()));
    }

    private static String idOf(String name) {
        return sandbox()
                .call("GET", "/sandbox/x/2/users/by/username/" + name, BRAND, null)
                .path("data")
                .path("id")
                .asText();
    }

    @Test
    void an_edit_has_the_first_id_and_a_new_revision() {
        Cursor before = readAll("mentions");
        String first = customerWrites("the package is damagd");
        Cursor between = pollAll("mentions", before).next();
        String second = XFixture.post(
                sandbox(),
                ANNA,
                "@acme the package is damaged",
                Map.of("edit_options", Map.of("previous_tweet_id", first)));

        List<Message> edited = pollAll("mentions", between).items();

        assertThat(edited).singleElement().satisfies(message -> {
            assertThat(message.id().value()).isEqualTo(first);
            assertThat(message.revision().id()).isEqualTo(second);
            assertThat(message.text()).isEqualTo("@acme the package is damaged");
        });
        channel.send(reply(edited.get(0), "We see that."), nextKey());
        assertThat(answersTo(edited.get(0))).containsExactly("We see that.");
    }

    @Test
    void links_are_expanded_long_posts_are_whole_and_names_in_front_are_cut() {
        Cursor before = readAll("mentions");
        String first = customerWrites("see https://example.org/a?b=1&c=2 please");
        XFixture.answer(
                sandbox(), ANNA, first, "and " + "many words ".repeat(40).strip());
        Sent ours = channel.send(reply(only(pollAll("mentions", before).items(), first), "Thanks."), nextKey());
        XFixture.answer(sandbox(), ANNA, ours.id(), "thank you & bye");

        List<Message> messages = pollAll("mentions", before).items();

        assertThat(messages)
                .extracting(Message::text)
                .containsExactly(
                        "@acme see https://example.org/a?b=1&c=2 please",
                        "and " + "many words ".repeat(40).strip(),
                        "thank you & bye");
        assertThat(messages).extracting(Message::kind).containsExactly(Kind.MENTION, Kind.COMMENT, Kind.COMMENT);
        assertThat(messages.get(2).restriction()).isEmpty();
    }

    @Test
    void a_link_in_our_answer_is_found_although_X_shortens_it() {
        Message message = written("where is the form?");
        Reply reply = reply(message, "Here: https://example.org/form?x=1&y=2");
        var key = nextKey();
        Sent sent = channel.send(reply, key);
        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
    }

    @Test
    void the_same_words_under_the_same_post_are_another_answer_when_they_are_older() {
        Message message = written("twice?");
        channel.send(reply(message, "Yes."), nextKey());
        clock.advance(Duration.ofMinutes(10));

        assertThat(channel.find(reply(message, "Yes."), nextKey())).isEmpty();
    }

    @Test
    void a_link_without_https_in_our_answer_is_found() {
        Message message = written("where is the help?");
        Reply reply = reply(message, "See example.com/help, or www.example.org/ please.");
        var key = nextKey();
        Sent sent = channel.send(reply, key);

        assertThat(channel.find(reply, key)).map(Sent::id).contains(sent.id());
        assertThat(answersTo(message)).containsExactly("See example.com/help, or www.example.org/ please.");
    }

    @Test
    void equal_answers_just_before_the_reservation_are_another_and_the_oldest_one_after_it_is_ours() {
        Message message = written("twice in a minute?");
        String parent = message.id().value();
        Instant asked = Instant.now();
        String earlier = XFixture.answer(sandbox(), BRAND, parent, "Yes, both.");
        passTheMillisecondOf(earlier, parent);
        String ours = XFixture.answer(sandbox(), BRAND, parent, "@anna Yes, both.");
        XFixture.answer(sandbox(), BRAND, parent, "Yes,  both.");
        Reply reply = reply(message, "Yes, both.");

        assertThat(channel.find(reply, new SendKey(1, asked.plusSeconds(20)))).isEmpty();
        Instant at = XIds.timeOf(ours).orElseThrow();
        assertThat(XIds.timeOf(earlier).orElseThrow()).isBefore(at);
        Instant between = at.plusSeconds(5).minusMillis(1);
        assertThat(channel.find(reply, new SendKey(2, between))).map(Sent::id).contains(ours);
    }

    /** An id tells its time in whole milliseconds, and the sandbox may take several posts within one. */
    private void passTheMillisecondOf(String earlier, String parent) {
        int others = 0;
        String last;
        do {
            last = XFixture.answer(sandbox(), BRAND, parent, "Something else, " + others++);
        } while (!XIds.timeOf(last).orElseThrow().isAfter(XIds.timeOf(earlier).orElseThrow()));
    }

    @Test
    void what_X_refuses_as_a_duplicate_of_this_very_answer_was_sent() {
        Message message = written("did you get it?");
        Reply reply = reply(message, "We did.");
        var key = nextKey();
        Sent sent = channel.send(reply, key);

        assertThat(channel.send(reply, key)).isEqualTo(sent);
        assertThat(answersTo(message)).containsExactly("We did.");
    }

    @Test
    void what_X_refuses_as_a_duplicate_of_an_older_answer_is_Rejected_and_the_agent_told() {
        Message message = written("did you get it again?");
        Sent older = channel.send(reply(message, "We got it."), nextKey());
        clock.advance(Duration.ofMinutes(1));

        assertThatThrownBy(() -> channel.send(reply(message, "We got it."), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining(older.id())
                .hasMessageContaining("change the words");
    }

    @Test
    void what_X_refuses_as_a_duplicate_of_a_post_elsewhere_is_Rejected() {
        Message other = written("one question");
        Message message = written("another question");
        Sent elsewhere = channel.send(reply(other, "See example.com/faq"), nextKey());
        refuseAsDuplicate();

        assertThatThrownBy(() -> channel.send(reply(message, "See example.com/faq"), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining(elsewhere.id());
    }

    @Test
    void a_duplicate_of_what_is_not_to_be_found_is_Uncertain_at_first_and_Rejected_in_the_end() {
        Message message = written("who said that?");
        Reply reply = reply(message, "Nobody did " + UUID.randomUUID());
        var key = nextKey();
        refuseAsDuplicate();
        assertThatThrownBy(() -> channel.send(reply, key)).isInstanceOf(Failure.Uncertain.class);

        clock.advance(Duration.ofMinutes(61));
        refuseAsDuplicate();
        assertThatThrownBy(() -> channel.send(reply, key))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("change the words");
    }

    /** Nothing else would make the hub look again before it sends again. */
    @Test
    void a_duplicate_that_cannot_be_looked_up_now_is_Uncertain() {
        Message message = written("and now?");
        refuseAsDuplicate();
        fault(
                "/sandbox/x/2/users/" + idOf("acme") + "/tweets",
                "STATUS",
                Map.of("status", 429, "headers", waitUntil(clock.instant().plusSeconds(60))));

        assertThatThrownBy(() -> channel.send(reply(message, "Now."), nextKey()))
                .isInstanceOf(Failure.Uncertain.class);
    }

    @Test
    void a_private_reply_that_X_refuses_as_a_duplicate_is_looked_up_too() {
        Cursor before = readAll("direct");
        customerWritesPrivately("twice in private?");
        Message message = pollAll("direct", before).items().get(0);
        Reply reply = reply(message, "Once only.");
        var key = nextKey();
        Sent sent = channel.send(reply, key);
        refuse("/sandbox/x/2/dm_conversations/with", "You have sent a duplicate message.");

        assertThat(channel.send(reply, key)).isEqualTo(sent);
    }

    private void refuseAsDuplicate() {
        refuse(sendPath(), "You are not allowed to create a Tweet with duplicate content.");
    }

    private void refuse(String path, String detail) {
        fault(
                path,
                "STATUS",
                Map.of(
                        "status",
                        403,
                        "method",
                        "POST",
                        "body",
                        "{\"title\":\"Forbidden\",\"type\":\"about:blank\",\"detail\":\"" + detail + "\"}"));
    }

    @Test
    void a_bare_repost_is_dismissed_with_a_reason() {
        Cursor before = readAll("mentions");
        String first = customerWrites("share this");
        sandbox()
                .call(
                        "POST",
                        "/sandbox/x/2/users/" + idOf("ben") + "/retweets",
                        "Bearer customer-ben",
                        Map.of("tweet_id", first));

        assertThat(pollAll("mentions", before).items())
                .last()
                .satisfies(message -> assertThat(message.dismissal().orElse("")).contains("repost"));
    }

    @Test
    void what_search_finds_is_a_POST_that_X_lets_us_not_answer() {
        Cursor before = readAll("search");
        XFixture.post(sandbox(), ANNA, "my parcel never came", Map.of());
        customerWrites("my parcel never came either");

        List<Message> found = pollAll("search", before).items();

        assertThat(found).extracting(Message::kind).containsExactly(Kind.POST, Kind.MENTION);
        assertThat(found.get(0).restriction().orElseThrow().english()).contains("mention @acme");
        assertThat(found.get(0).restriction().orElseThrow().german()).contains("erwähnen");
        assertThat(found.get(1).restriction()).isEmpty();
        assertThatThrownBy(() -> channel.send(reply(found.get(0), "We can help."), nextKey()))
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void who_quotes_us_may_be_answered() {
        String ours = XFixture.post(sandbox(), BRAND, "New opening hours " + UUID.randomUUID(), Map.of());
        Cursor before = readAll("search");
        XFixture.post(sandbox(), ANNA, "no parcel on Sundays then", Map.of("quote_tweet_id", ours));

        Message quote = pollAll("search", before).items().get(0);

        assertThat(quote.kind()).isEqualTo(Kind.MENTION);
        assertThat(quote.restriction()).isEmpty();
        channel.send(reply(quote, "Sorry."), nextKey());
    }

    @Test
    void what_X_does_not_plainly_say_it_deleted_is_looked_up() {
        Message message = written("is it on its way?");
        Sent sent = channel.send(reply(message, "It left today."), nextKey());
        var x = (XChannel) channel;

        answersDeletion(200, "{\"data\":{\"deleted\":false}}");
        assertThatThrownBy(() -> x.retract(message, sent.id()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("still stands");
        answersDeletion(403, "{\"detail\":\"You are not permitted to perform this action.\"}");
        assertThatThrownBy(() -> x.retract(message, sent.id()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("not permitted");
        answersDeletion(404, "{\"detail\":\"Not Found\"}");
        assertThatThrownBy(() -> x.retract(message, sent.id())).isInstanceOf(Failure.Rejected.class);
        assertThat(answersTo(message)).containsExactly("It left today.");

        x.retract(message, sent.id());
        answersDeletion(404, "{\"detail\":\"Not Found\"}");
        x.retract(message, sent.id());
        assertThat(answersTo(message)).isEmpty();
    }

    private void answersDeletion(int status, String body) {
        fault(sendPath(), "STATUS", Map.of("method", "DELETE", "status", status, "body", body));
    }

    @Test
    void a_customers_deletion_is_found_by_looking_again() {
        Source<Message> deletions = source("deletions");
        String kept = customerWrites("I stay");
        String gone = customerWrites("I regret this");
        Cursor cursor = deletions.poll(Cursor.START).next();
        assertThat(deletions.poll(cursor).items()).isEmpty();
        assertThat(deletions.poll(cursor).next()).isEqualTo(cursor);

        sandbox().call("DELETE", "/sandbox/x/2/tweets/" + gone, ANNA, null);
        var batch = deletions.poll(cursor);

        assertThat(batch.items()).singleElement().satisfies(message -> {
            assertThat(message.id().value()).isEqualTo(gone);
            assertThat(message.deleted()).isTrue();
            assertThat(message.author().id()).isEqualTo(idOf("anna"));
            assertThat(message.conversation().thread()).isEqualTo(gone);
        });
        assertThat(deletions.poll(batch.next()).items()).isEmpty();
        assertThat(batch.next().value()).contains(kept).doesNotContain(gone);
    }

    @Test
    void a_post_that_is_taken_back_before_it_was_ever_listed_again_is_found_too() {
        Source<Message> deletions = source("deletions");
        Cursor cursor = deletions.poll(Cursor.START).next();
        Cursor before = readAll("mentions");
        String gone = customerWrites("I regret this at once");
        pollAll("mentions", before);
        sandbox().call("DELETE", "/sandbox/x/2/tweets/" + gone, ANNA, null);

        var batch = deletions.poll(cursor);

        assertThat(batch.items())
                .extracting(message -> message.id().value(), Message::deleted)
                .contains(org.assertj.core.groups.Tuple.tuple(gone, true));
        assertThat(deletions.poll(batch.next()).items()).isEmpty();
    }

    /** What was asked for by its ids. */
    private final List<String> lookUps = new ArrayList<>();

    /** An account through which these were published, the newest first. */
    private Source<Message> watching(int most, OwnPosts posts) {
        var settings = new XFixture.Settings();
        settings.baseUrl = URI.create(sandbox().address() + "/sandbox/x");
        settings.ownPostsWatched = most;
        Http counted = call -> {
            if (call.uri().getPath().endsWith("/2/tweets")) {
                lookUps.add(call.uri().getQuery());
            }
            return http().exchange(call);
        };
        var context = new AccountContext(NAME, counted, tokens, clock, posts);
        var watching = new XChannel(settings.make(), context, XFixture.FETCH, Duration.ZERO);
        return watching.sources().stream()
                .filter(source -> source.name().equals("own-deletions"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_reply_of_ours_that_X_or_a_colleague_took_away_is_found_by_its_id() {
        String kept = XFixture.post(sandbox(), BRAND, "I stay " + UUID.randomUUID(), Map.of());
        String gone = XFixture.post(sandbox(), BRAND, "I go " + UUID.randomUUID(), Map.of());
        var asked = new ArrayList<String>();
        Source<Message> own = watching(150, (since, most) -> {
            asked.add(since + " " + most);
            return List.of(gone, kept, "no id of X");
        });
        assertThat(own.poll(Cursor.START).items()).isEmpty();

        sandbox().call("DELETE", "/sandbox/x/2/tweets/" + gone, BRAND, null);
        var batch = own.poll(Cursor.START);

        assertThat(batch.items()).singleElement().satisfies(message -> {
            assertThat(message.id().value()).isEqualTo(gone);
            assertThat(message.deleted()).isTrue();
            assertThat(message.ours()).isTrue();
            assertThat(message.author().id()).isEqualTo(idOf("acme"));
        });
        assertThat(asked).containsOnly(clock.instant().minus(Duration.ofDays(7)) + " 150");
    }

    @Test
    void own_posts_are_looked_up_a_hundred_at_a_time_and_not_at_all_when_there_are_none() {
        List<String> many = IntStream.range(0, 150)
                .mapToObj(i -> String.valueOf(1_900_000_000_000_000_000L + i))
                .toList();

        assertThat(watching(150, OwnPosts.NONE).poll(Cursor.START).items()).isEmpty();
        assertThat(lookUps).isEmpty();
        assertThat(watching(150, (since, most) -> many).poll(Cursor.START).items())
                .extracting(message -> message.id().value())
                .containsExactlyElementsOf(many);
        assertThat(lookUps).extracting(query -> query.split(",").length).containsExactly(100, 50);
    }

    @Test
    void where_no_own_posts_are_watched_there_is_no_such_source() {
        assertThat(channel.sources()).extracting(Source::name).contains("own-deletions");
        assertThatThrownBy(() -> watching(0, OwnPosts.NONE)).isInstanceOf(java.util.NoSuchElementException.class);
    }

    @Test
    void a_deleted_parent_makes_no_placeholder() {
        Cursor before = readAll("mentions");
        String parent = XFixture.post(sandbox(), ANNA, "to be gone " + UUID.randomUUID(), Map.of());
        XFixture.answer(sandbox(), ANNA, parent, "@acme look above");
        sandbox().call("DELETE", "/sandbox/x/2/tweets/" + parent, ANNA, null);

        assertThat(pollAll("mentions", before).items()).singleElement().satisfies(message -> {
            assertThat(message.inReplyTo()).contains(parent);
            assertThat(message.unread()).isEmpty();
        });
    }

    @Test
    void pictures_travel_both_ways() {
        JsonNode uploaded = sandbox()
                .call(
                        "POST",
                        "/sandbox/x/2/media/upload",
                        ANNA,
                        Map.of("media", Base64.getEncoder().encodeToString(PNG), "media_category", "tweet_image"));
        Cursor before = readAll("mentions");
        XFixture.post(
                sandbox(),
                ANNA,
                "@acme look at this picture",
                Map.of(
                        "media",
                        Map.of(
                                "media_ids",
                                List.of(uploaded.path("data").path("id").asText()))));
        Message message = pollAll("mentions", before).items().get(0);
        assertThat(message.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.type()).isEqualTo(Attachment.Type.IMAGE);
            assertThat(channel.fetch(attachment, 10_000).bytes()).isEqualTo(PNG);
        });

        var ours = Attachment.of(Attachment.Type.IMAGE, "desk-file").described("a dot");
        Reply reply = new Reply(
                message,
                new Agent("mia", "Mia"),
                "And here is ours.",
                List.of(ours, ours),
                (attachment, max) -> new Media("dot.png", "image/png", PNG));
        Sent sent = channel.send(reply, nextKey());

        JsonNode shown = sandbox()
                .call(
                        "GET",
                        "/sandbox/x/2/tweets/" + sent.id()
                                + "?expansions=attachments.media_keys&media.fields=url,alt_text",
                        BRAND,
                        null);
        assertThat(shown.path("includes").path("media")).hasSize(2);
        assertThat(shown.path("includes").path("media").path(0).path("alt_text").asText())
                .isEqualTo("a dot");
    }

    @Test
    void a_picture_in_a_direct_message_is_one_at_most() {
        Cursor before = readAll("direct");
        customerWritesPrivately("show me");
        Message message = pollAll("direct", before).items().get(0);
        var picture = Attachment.of(Attachment.Type.IMAGE, "desk-file");
        Media.Source media = (attachment, max) -> new Media("dot.png", "image/png", PNG);

        assertThat(channel.contract().mostFiles(Kind.DIRECT)).isEqualTo(1);
        assertThat(channel.contract().mostFiles(Kind.MENTION)).isEqualTo(4);
        channel.send(new Reply(message, new Agent("mia", "Mia"), "", List.of(picture), media), nextKey());
        assertThatThrownBy(() -> channel.send(
                        new Reply(message, new Agent("mia", "Mia"), "two", List.of(picture, picture), media),
                        nextKey()))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(answersTo(message)).contains("").doesNotContain("two");
    }

    @Test
    void more_than_one_page_of_private_messages_is_read_up_to_the_known_one() {
        customerWritesPrivately("known already");
        Cursor before = readAll("direct");
        List<String> ids = IntStream.range(0, 105)
                .mapToObj(n -> customerWritesPrivately("private " + n))
                .toList();

        var batch = pollAll("direct", before);

        assertThat(batch.items()).extracting(message -> message.id().value()).containsExactlyElementsOf(ids);
        assertThat(pollAll("direct", batch.next()).items()).isEmpty();
        assertThat(pollAll("direct", batch.next()).next()).isEqualTo(batch.next());
    }

    @Test
    void a_dropped_answer_to_a_private_reply_is_found() {
        Cursor before = readAll("direct");
        customerWritesPrivately("are you sure?");
        Message message = pollAll("direct", before).items().get(0);
        Reply reply = reply(message, "Quite sure & certain.");
        var key = nextKey();
        fault("/sandbox/x/2/dm_conversations/with", "DROP_ANSWER", Map.of("method", "POST"));

        assertThatThrownBy(() -> channel.send(reply, key)).isInstanceOf(Failure.Uncertain.class);
        assertThat(channel.find(reply, key)).isPresent();
    }

    @Test
    void our_own_private_message_has_the_customers_conversation_and_is_ours() {
        Cursor before = readAll("direct");
        customerWritesPrivately("hello?");
        Message message = pollAll("direct", before).items().get(0);
        Sent sent = channel.send(reply(message, "Hello."), nextKey());

        assertThat(pollAll("direct", before).items()).last().satisfies(echo -> {
            assertThat(echo.id().value()).isEqualTo(sent.id());
            assertThat(echo.ours()).isTrue();
            assertThat(echo.conversation()).isEqualTo(message.conversation());
        });
    }

    @Test
    void tokens_are_refreshed_in_one_commit_before_they_are_used_and_the_old_one_is_gone() {
        channel.check();
        clock.advance(Duration.ofHours(3));
        channel.check();

        assertThat(tokens.commits())
                .filteredOn(commit -> commit.containsKey("access-token"))
                .hasSize(2)
                .allSatisfy(commit -> assertThat(commit).containsKeys("access-token", "refresh-token"));
    }

    @Test
    void a_token_that_X_refuses_is_refreshed_once() {
        channel.check();
        fault("/sandbox/x/2/users/me", "STATUS", Map.of("status", 401));

        channel.check();

        assertThat(tokens.commits())
                .filteredOn(commit -> commit.containsKey("access-token"))
                .hasSize(2);
    }

    @Test
    void a_refresh_token_that_was_used_elsewhere_is_Unauthorized_and_says_what_to_do() {
        channel.check();
        var other = open(new AccountContext(NAME, http(), new MemoryTokens(), clock));

        var failure = catchThrowableOfType(Failure.Unauthorized.class, other::check);

        assertThat(failure).hasMessageContaining("authorize the app again").hasMessageNotContaining(refresh);
    }

    @Test
    void the_slower_one_of_two_processes_that_refresh_at_one_moment_takes_what_the_other_got() {
        channel.check();
        Map<String, String> before = tokens.commits().get(0);
        clock.advance(Duration.ofHours(3));
        channel.check();
        var slow = new Tokens() {
            private boolean behind = true;

            @Override
            public Optional<String> get(String name) {
                Optional<String> value = behind ? Optional.ofNullable(before.get(name)) : tokens.get(name);
                behind = behind && !name.equals("refresh-token"); // it goes to X with that one
                return value;
            }

            @Override
            public void put(Map<String, String> values) {
                throw new AssertionError("the slower one has nothing to keep");
            }

            @Override
            public String getOrPut(String name, String value) {
                throw new AssertionError("X makes nothing of its own");
            }
        };

        open(new AccountContext(NAME, http(), slow, clock)).check();
    }

    @Test
    void a_token_of_another_account_is_Unauthorized() {
        var settings = new XFixture.Settings();
        settings.baseUrl = URI.create(sandbox().address() + "/sandbox/x");
        settings.access = Secret.of("brand-other");
        var other = new XChannel(
                settings.make(), new AccountContext(NAME, http(), tokens, clock), XFixture.FETCH, Duration.ZERO);

        assertThatThrownBy(other::check)
                .isInstanceOf(Failure.Unauthorized.class)
                .hasMessageContaining("@other and not to @acme");
    }

    @Test
    void a_bearer_alone_reads_and_promises_no_answers() {
        var settings = new XFixture.Settings();
        settings.baseUrl = URI.create(sandbox().address() + "/sandbox/x");
        settings.access = null;
        settings.bearer = Secret.of("app-acme");
        var reader = new XChannel(
                settings.make(), new AccountContext(NAME, http(), tokens, clock), XFixture.FETCH, Duration.ZERO);

        reader.check();
        assertThat(reader.contract().publicText()).isEmpty();
        assertThat(reader.sources()).extracting(Source::name).containsExactly("mentions", "deletions");
        reader.sources().get(0).poll(Cursor.START);
    }

    @Test
    void a_spent_cap_waits_for_the_new_month_and_not_for_the_window() {
        clock.set(Instant.parse("2026-03-14T10:00:00Z"));
        fault(
                readPath(),
                "STATUS",
                Map.of(
                        "status",
                        429,
                        "headers",
                        Map.of("x-rate-limit-reset", "1773482500"),
                        "body",
                        "{\"title\":\"UsageCapExceeded\",\"detail\":\"Usage cap exceeded: Monthly product cap\","
                                + "\"period\":\"Monthly\",\"scope\":\"Product\","
                                + "\"type\":\"https://api.twitter.com/2/problems/usage-capped\"}"));

        var failure = catchThrowableOfType(
                Failure.RateLimited.class, () -> source("mentions").poll(Cursor.START));

        assertThat(failure.until()).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
        assertThat(failure).hasMessageContaining("cap").hasMessageContaining("spent");
        assertThat(failure.reach()).isEqualTo(Failure.RateLimited.Reach.CALL); // replies are no reads
    }

    @Test
    void a_source_that_the_account_may_not_read_is_Rejected_and_the_others_go_on() {
        for (var path : Map.of(
                        "direct", "/sandbox/x/2/dm_events",
                        "search", "/sandbox/x/2/tweets/search/recent")
                .entrySet()) {
            fault(path.getValue(), "STATUS", Map.of("status", 403));
            assertThatThrownBy(() -> source(path.getKey()).poll(Cursor.START))
                    .describedAs(path.getKey())
                    .isInstanceOf(Failure.Rejected.class)
                    .hasMessageContaining("permission");
        }
        String gone = customerWrites("taken back");
        Cursor seen = source("deletions").poll(Cursor.START).next();
        sandbox().call("DELETE", "/sandbox/x/2/tweets/" + gone, ANNA, null);
        fault("/sandbox/x/2/tweets", "STATUS", Map.of("status", 403));
        assertThatThrownBy(() -> source("deletions").poll(seen)).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void an_account_that_may_not_read_its_mentions_or_itself_is_Unauthorized() {
        fault(readPath(), "STATUS", Map.of("status", 403));
        assertThatThrownBy(() -> source("mentions").poll(Cursor.START)).isInstanceOf(Failure.Unauthorized.class);
        fault("/sandbox/x/2/users/me", "STATUS", Map.of("status", 403));
        assertThatThrownBy(() -> channel.check()).isInstanceOf(Failure.Unauthorized.class);
    }

    /** Rejected would leave a reply that perhaps stands there to a person. */
    @Test
    void a_look_up_that_the_account_may_not_make_is_Unauthorized() {
        Message message = written("may you look?");
        fault("/sandbox/x/2/users/" + idOf("acme") + "/tweets", "STATUS", Map.of("status", 403));
        assertThatThrownBy(() -> channel.find(reply(message, "No."), nextKey()))
                .isInstanceOf(Failure.Unauthorized.class);
    }

    @Test
    void a_text_that_is_too_long_is_refused_by_X_with_its_words() {
        Message message = written("tell me everything");
        assertThatThrownBy(() -> channel.send(reply(message, "a".repeat(281)), nextKey()))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("too long");
    }

    @Test
    void the_first_poll_reads_no_further_back_than_the_history() {
        customerWrites("yesterday's news");
        clock.advance(Duration.ofDays(2));

        var batch = source("mentions").poll(Cursor.START);

        assertThat(batch.items()).isEmpty();
        assertThat(batch.next()).isNotEqualTo(Cursor.START);
    }

    @Test
    void a_post_that_appears_late_with_a_lower_id_is_not_lost() {
        String early = customerWrites("first in time");
        String late = customerWrites("second in time");
        // as a poll left it that did not see the early one yet
        Cursor cursor = new Cursor(late + ";" + late);

        assertThat(pollAll("mentions", cursor).items())
                .extracting(message -> message.id().value())
                .contains(early)
                .doesNotContain(late);
    }

    @Test
    void what_is_pushed_and_polled_is_the_same_message() throws Exception {
        var settings = new XFixture.Settings();
        settings.baseUrl = URI.create(sandbox().address() + "/sandbox/x");
        settings.consumer = Secret.of("sandbox-x-consumer-secret");
        var pushed = new XChannel(
                settings.make(), new AccountContext(NAME, http(), tokens, clock), XFixture.FETCH, Duration.ZERO);
        var received = new CopyOnWriteArrayList<Message>();
        Cursor before = readAll("mentions");
        Cursor lettersBefore = readAll("direct");
        try (var hook = new WebhookDoor(pushed, received)) {
            sandbox().call("POST", "/sandbox/x/2/webhooks", "Bearer app-acme", Map.of("url", hook.url()));
            String first = customerWrites("pushed & polled https://example.org/?a=1&b=2");
            Message mention = only(pollAll("mentions", before).items(), first);
            Sent ours = channel.send(reply(mention, "We answer."), nextKey());
            String second = customerReplies(ours.id(), "pushed again");
            String letter = customerWritesPrivately("pushed in private");

            await().untilAsserted(() -> assertThat(received)
                    .extracting(message -> message.id().value())
                    .contains(first, ours.id(), second, letter));
            List<Message> polled = new ArrayList<>(pollAll("mentions", before).items());
            polled.addAll(pollAll("direct", lettersBefore).items());
            for (String id : List.of(first, second, letter)) {
                // the time of a direct message is told to the millisecond by one and to the second by the other
                assertThat(only(received, id))
                        .usingRecursiveComparison()
                        .ignoringFields("sentAt", "revision.at")
                        .isEqualTo(only(polled, id));
            }
            assertThat(only(received, ours.id()).ours()).isTrue();
            assertThat(only(received, ours.id()).conversation()).isEqualTo(mention.conversation());
        }
    }
}
