package io.deskbridge.route;

import static io.deskbridge.contract.FakeNetwork.NOT_THIS_ONE;
import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeNetwork.Published;
import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Sent;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.ConfigurationMistakes;
import io.deskbridge.hub.Webhooks;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NewPart;
import io.deskbridge.store.PartLedger;
import io.deskbridge.store.PartRow;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply that is too long for one post, where the network takes threads and the setting allows them. */
class ReplyThreadsTest {
    private static final Failure LOST = new Failure.Uncertain("the answer did not come");
    private static final Duration SETTLE = Duration.ofHours(1);
    private static final String WORDS = "Your parcel is on its way. It comes tomorrow. Please be there.";
    private static final List<String> PARTS =
            List.of("Your parcel is on its way. (1/3)", "It comes tomorrow. (2/3)", "Please be there. (3/3)");
    private static final String DONE = "✓ Published on Fake as 3 posts: “" + WORDS.substring(0, 60) + "…”";

    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = threads(HubApp.usual(folder));
    }

    private static HubApp threads(HubApp app) {
        return app.with("deskbridge.replies.too-long", "thread")
                .with("deskbridge.channels.shop.threads", "true")
                .with("deskbridge.channels.shop.limit", "32")
                .with("deskbridge.channels.shop.settle", "1h");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private ReplyRow reply() {
        return app.replies("t").get(0);
    }

    private List<PartRow> parts() {
        return app.bean(PartLedger.class).of(reply());
    }

    private void finished() {
        soon(() -> assertThat(app.outcomes("t")).containsExactly(DONE));
        assertThat(app.published("t")).isEqualTo(PARTS);
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(app.comments("t").get(0).state()).isEqualTo(CommentState.REPLIED);
    }

    /** An answer of which that post, counted from 0, is met by the failure; those before it stand there. */
    private Comment answered(int part, boolean after, RuntimeException failure) {
        for (int i = 0; i < part; i++) {
            queue(after, NOT_THIS_ONE);
        }
        queue(after, failure);
        return app.answered("t", WORDS);
    }

    private void queue(boolean after, RuntimeException failure) {
        if (after) {
            app.network.failAfterNext("send", failure);
        } else {
            app.network.failNext("send", failure);
        }
    }

    private void waits() {
        soon(() -> assertThat(app.comments("t").get(0).reason())
                .isEqualTo("waits until Fake must have ended the first attempt"));
    }

    private String whatStands() {
        return app.outcomes("t").get(0).lines().skip(1).findFirst().orElseThrow();
    }

    @Test
    void it_is_refused_with_the_whole_text_where_the_setting_does_not_say_so() {
        app.with("deskbridge.replies.too-long", "refuse").start();
        app.answered("t", WORDS);
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .contains("shorten it by")
                .endsWith(WORDS));
        assertThat(app.published("t")).isEmpty();
    }

    @Test
    void it_is_refused_where_the_network_takes_no_threads() {
        app.with("deskbridge.channels.shop.threads", "false").start();
        app.answered("t", WORDS);
        soon(() -> assertThat(app.outcomes("t")).singleElement().asString().contains("shorten it by"));
        assertThat(app.published("t")).isEmpty();
    }

    @Test
    void it_is_refused_where_it_cannot_be_split() {
        app.start();
        app.answered("t", "See https://acme.example/an-address-without-an-end and tell us.");
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .contains("it has 63 characters and Fake takes 32, and it cannot be split into 10 posts or fewer;"
                        + " shorten it."));
        assertThat(app.published("t")).isEmpty();
    }

    @Test
    void a_wrong_setting_is_told_in_a_sentence() {
        app.with("deskbridge.replies.too-long", "threads");
        assertThatThrownBy(app::start)
                .rootCause()
                .isInstanceOf(ConfigurationMistakes.class)
                .hasMessage("deskbridge.replies.too-long is \"threads\"; write refuse or thread");
    }

    @Test
    void a_post_that_is_deleted_there_while_the_rest_is_still_being_sent_is_told_at_once() {
        app.start();
        answered(
                1,
                false,
                new Failure.RateLimited("slow down", app.clock.instant().plus(SETTLE), Failure.RateLimited.Reach.CALL));
        soon(() -> assertThat(parts().get(0).sent()).isPresent());
        app.network.post(FakeChannelType.message(
                        "shop", parts().get(0).sent().orElseThrow().id(), "t", app.clock.instant())
                .deletedAt(app.clock.instant())
                .ours(true)
                .build());

        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .startsWith("⚠ No longer stands as a whole on Fake"));
        assertThat(reply().state()).isEqualTo(ReplyState.WAITING);
        app.clock.forward(SETTLE);
        soon(() -> assertThat(app.outcomes("t")).hasSize(2).last().isEqualTo(DONE));
        assertThat(reply().goneAt()).isPresent();
    }

    @Test
    void in_public_each_post_stands_under_the_one_before_and_one_note_tells_of_all() {
        app.start();
        app.answered("t", WORDS);
        finished();
        List<Published> posts = app.network.published();
        assertThat(posts.get(0).key()).isEqualTo(reply().key());
        assertThat(posts).extracting(post -> post.key().toString()).doesNotHaveDuplicates();
        assertThat(posts.get(0).reply().inReplyTo().id().value()).isEqualTo("t-1");
        assertThat(posts.get(1).reply().inReplyTo().id().value())
                .isEqualTo(posts.get(0).sent().id());
        assertThat(posts.get(2).reply().inReplyTo().id().value())
                .isEqualTo(posts.get(1).sent().id());
        assertThat(reply().sentId()).hasValue(posts.get(0).sent().id());
        assertThat(app.notes("t")).hasSize(1);
    }

    @Test
    void in_private_all_messages_answer_the_customers() {
        app.start();
        app.network.post(
                new MessageBuilder("shop", "t-1", Kind.DIRECT, "t", Author.unknown("anna"), app.clock.instant())
                        .text("are you there?")
                        .build());
        soon(() -> assertThat(app.messages("t").get(0).state()).isEqualTo(MessageState.TICKETED));
        app.desk.comment(app.ticket("t"), WORDS);

        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .startsWith("✓ Sent in private on Fake as 3 messages: "));
        assertThat(app.network.published())
                .extracting(post -> post.reply().inReplyTo().id().value())
                .containsOnly("t-1");
    }

    @Test
    void the_words_after_a_line_that_names_the_message_are_split_and_a_line_that_asks_for_something_is_not() {
        app.with("deskbridge.channels.shop.commands", "true").start();
        app.post("t-1", "t", "first");
        var ticket = app.ticket("t");
        app.desk.comment(ticket, "/to 1\n" + WORDS);
        soon(() -> assertThat(app.published("t")).isEqualTo(PARTS));

        app.desk.comment(ticket, "/privat\n" + WORDS);
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));
        assertThat(app.outcomes("t").get(1)).startsWith("✗ Not published");
        assertThat(app.published("t")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "1, false", "2, true", "2, false"})
    void a_post_whose_answer_is_lost_is_looked_up_and_each_stands_once(int part, boolean after) {
        app.start();
        answered(part, after, LOST);
        waits();
        assertThat(app.published("t")).hasSize(part + (after ? 1 : 0));

        app.clock.forward(SETTLE);

        finished();
        assertThat(app.network.calls("find")).isEqualTo(1);
        assertThat(app.network.calls("send")).isEqualTo(after ? 3 : 4);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "2, false"})
    void where_a_repeat_is_harmless_the_same_post_is_sent_again_under_its_key(int part, boolean after) {
        app.with("deskbridge.channels.shop.repeat", "HARMLESS").start();
        answered(part, after, LOST);

        soon(() -> assertThat(app.outcomes("t")).containsExactly(DONE));
        List<Published> posts = app.network.published();
        assertThat(posts.stream().map(Published::key).distinct()).hasSize(3);
        assertThat(posts).hasSize(after ? 4 : 3);
        for (Published post : posts) {
            assertThat(post.reply().text()).isEqualTo(PARTS.get(post.key().part()));
        }
        assertThat(app.network.calls("find")).isZero();
    }

    @Test
    void a_limit_between_two_posts_is_waited_for() {
        app.start();
        answered(
                1,
                false,
                new Failure.RateLimited("slow down", app.clock.instant().plus(SETTLE)));
        soon(() -> assertThat(app.comments("t").get(0).reason()).isEqualTo("slow down"));
        assertThat(app.published("t")).containsExactly(PARTS.get(0));

        app.clock.forward(SETTLE);
        finished();
    }

    @Test
    void what_the_network_does_not_take_ends_the_thread_and_the_agent_learns_what_stands_there() {
        app.start();
        answered(1, false, new Failure.Rejected("the post was deleted"));

        soon(() -> assertThat(app.outcomes("t"))
                .containsExactly("✗ Published in part on Fake: “" + WORDS.substring(0, 60) + "…”\n"
                        + "Of 3 parts: part 1 stands there; parts 2 and 3 do not.\n"
                        + "Reason: the post was deleted\n"
                        + "Please write what is missing as a new public comment, or delete there what stands there."
                        + " Or write one with only /again " + reply().seq()
                        + ", and it is sent; that line is not published.\n\n"
                        + "This is missing:\n" + PARTS.get(1) + "\n" + PARTS.get(2)));
        assertThat(reply().state()).isEqualTo(ReplyState.FAILED);
        assertThat(app.published("t")).containsExactly(PARTS.get(0));
    }

    @Test
    void in_german_it_is_told_in_german() {
        app.with("deskbridge.hub.language", "de").start();
        answered(2, false, new Failure.Rejected("gelöscht"));
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .startsWith("✗ Nur zum Teil veröffentlicht auf Fake: ")
                .contains("Von 3 Teilen: Teile 1 und 2 stehen dort; Teil 3 nicht.\nGrund: gelöscht"));
    }

    @Test
    void a_first_post_that_is_not_taken_fails_like_any_reply() {
        app.start();
        answered(0, false, new Failure.Rejected("you are blocked"));
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .startsWith("✗ Not published, Fake did not take it"));
        assertThat(parts()).isEmpty();
    }

    @Test
    void where_nobody_can_be_asked_a_person_decides_and_nothing_is_sent_twice() {
        app.with("deskbridge.channels.shop.repeat", "NONE").start();
        answered(1, true, LOST);

        soon(() -> assertThat(app.outcomes("t")).singleElement().asString().startsWith("? Perhaps published in part"));
        assertThat(whatStands())
                .isEqualTo(
                        "Of 3 parts: part 1 stands there; part 2 perhaps, the connection broke off; part 3 does not.");
        assertThat(app.outcomes("t").get(0)).endsWith(PARTS.get(1) + "\n" + PARTS.get(2));
        assertThat(reply().state()).isEqualTo(ReplyState.UNCERTAIN);
        assertThat(app.network.calls("send")).isEqualTo(2);
    }

    @Test
    void when_a_person_says_that_it_does_not_stand_there_the_thread_goes_on_from_that_post() {
        app.with("deskbridge.channels.shop.repeat", "NONE").start();
        answered(1, false, LOST);
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));
        assertThat(reply().state()).isEqualTo(ReplyState.UNCERTAIN);

        app.desk.comment(app.ticket("t"), "/again " + reply().seq());

        soon(() -> assertThat(app.outcomes("t")).contains(DONE));
        assertThat(app.published("t")).isEqualTo(PARTS);
    }

    @Test
    void a_post_that_the_network_says_nothing_about_is_uncertain() {
        app.start();
        answered(1, true, LOST);
        app.network.failNext("find", new Failure.Rejected("Fake: searching is not allowed"));
        waits();
        app.clock.forward(SETTLE);
        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.UNCERTAIN));
        assertThat(app.network.calls("send")).isEqualTo(2);
    }

    @Test
    void before_the_first_post_stands_there_the_comment_can_be_taken_back() {
        app.start();
        Comment comment = answered(0, false, LOST);
        waits();
        app.desk.hide(comment.id());
        app.clock.forward(SETTLE);

        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.REFUSED));
        assertThat(app.published("t")).isEmpty();
        assertThat(app.network.calls("send")).isEqualTo(1);
    }

    @Test
    void what_was_taken_back_while_nobody_knew_whether_it_began_does_not_go_on() {
        app.start();
        Comment comment = answered(0, true, LOST);
        waits();
        app.desk.hide(comment.id());
        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .contains("the comment is not public any more"));
        assertThat(whatStands()).isEqualTo("Of 3 parts: part 1 stands there; parts 2 and 3 do not.");
        assertThat(app.published("t")).containsExactly(PARTS.get(0));
    }

    @Test
    void what_was_taken_back_between_two_posts_does_not_go_on() {
        app.start();
        Comment comment = answered(
                1,
                false,
                new Failure.RateLimited("slow down", app.clock.instant().plus(SETTLE)));
        soon(() -> assertThat(app.comments("t").get(0).reason()).isEqualTo("slow down"));
        app.desk.hide(comment.id());
        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .contains("the comment is not public any more"));
        assertThat(whatStands()).isEqualTo("Of 3 parts: part 1 stands there; parts 2 and 3 do not.");
        assertThat(app.published("t")).containsExactly(PARTS.get(0));
    }

    @Test
    void the_agents_learn_that_any_post_of_it_was_taken_away() {
        app.start();
        app.answered("t", WORDS);
        finished();
        app.network.post(FakeChannelType.message(
                        "shop", parts().get(1).sent().orElseThrow().id(), "t", app.clock.instant())
                .deletedAt(app.clock.instant())
                .ours(true)
                .build());

        soon(() -> assertThat(app.outcomes("t"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("⚠ No longer stands as a whole on Fake"));
        assertThat(reply().goneAt()).isPresent();
    }

    @Test
    void once_the_first_post_stands_there_it_is_finished_in_the_words_that_were_split() {
        app.start();
        Comment comment = answered(
                1,
                false,
                new Failure.RateLimited("slow down", app.clock.instant().plus(SETTLE)));
        soon(() -> assertThat(app.comments("t").get(0).reason()).isEqualTo("slow down"));
        app.desk.edit(comment.id(), "Something else altogether, and so long that it takes some posts as well.");
        app.clock.forward(SETTLE);
        finished();
    }

    @Test
    void a_comment_that_is_changed_before_the_first_post_arrived_is_split_anew() {
        app.start();
        Comment comment = answered(0, false, LOST);
        waits();
        app.desk.edit(comment.id(), "Short now.");
        app.clock.forward(SETTLE);
        soon(() -> assertThat(app.published("t")).containsExactly("Short now."));
        soon(() -> assertThat(app.outcomes("t")).containsExactly("✓ Published on Fake: “Short now.”"));
        assertThat(parts()).isEmpty();
    }

    @Test
    void each_post_that_comes_back_is_known_as_ours_before_and_after_its_sending_is_recorded() {
        app.start();
        app.post("t-1", "t", "words");
        var ticket = app.ticket("t");
        app.network.failNext("send", NOT_THIS_ONE);
        app.network.holdAnswer("send");
        app.desk.comment(ticket, WORDS);
        soon(() -> assertThat(app.network.published()).hasSize(1));
        seen(app.network.published().get(0).sent());
        soon(() -> assertThat(app.messages("t")).hasSize(2));
        app.network.letGo("send");
        finished();
        app.network.published().forEach(post -> seen(post.sent()));
        app.post("t-2", "t", "thanks");

        soon(() -> assertThat(app.entries("t")).containsExactly("t-1", "t-2"));
        soon(() -> assertThat(app.noteRows("t")).allMatch(note -> note.endedAt().isPresent()));
        assertThat(app.notes("t")).containsExactly(DONE);
        assertThat(app.messages("t").stream().filter(row -> row.message().ours()))
                .hasSize(3)
                .allMatch(row -> row.state() == MessageState.DISMISSED);
    }

    private void seen(Sent sent) {
        app.network.post(FakeChannelType.message("shop", sent.id(), "t", app.clock.instant())
                .text("an echo")
                .ours(true)
                .build());
    }

    /**
     * What a kill leaves behind: so many steps were done, of which each post has three: it was about to be sent, it stands on
     * the network, that is recorded.
     */
    private static void killed(HubApp app, int steps) {
        app.route("out", Yaml.route("out", "desk:other", "to: {uri: 'channel:origin'}"))
                .with("deskbridge.desks.other.type", "fake")
                .start();
        Comment comment = app.answered("t", WORDS);
        soon(() -> assertThat(app.comments("t")).hasSize(1));
        CommentRow row = app.comments("t").get(0);
        var content = new ReplyRow.Content(comment.agent(), WORDS, List.of());
        ReplyRow reply = app.bean(ReplyLedger.class).reserve(row.seq(), HubApp.talk("t"), "t-1", content);
        PartLedger ledger = app.bean(PartLedger.class);
        var sent = new ArrayList<Sent>();
        Message above = app.messages("t").get(0).message();
        for (int step = 0; step < steps; step++) {
            int part = step / 3;
            if (step == 0) {
                ledger.begin(
                        reply,
                        PARTS.stream().map(text -> new NewPart(text, List.of())).toList());
            } else if (step % 3 == 0) {
                ledger.trying(ledger.of(reply).get(part));
            } else if (step % 3 == 1) {
                var post = new Reply(above, comment.agent(), PARTS.get(part), List.of(), (attachment, max) -> {
                    throw new Failure.Rejected("none");
                });
                sent.add(app.bean(Accounts.class)
                        .channel("shop")
                        .orElseThrow()
                        .channel()
                        .send(post, reply.key().forPart(part)));
            } else {
                ledger.sent(ledger.of(reply).get(part), sent.get(part));
            }
        }
        app.stop();
        app.route("out", Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}"));
        app.clock.forward(SETTLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void a_kill_after_any_step_neither_loses_nor_doubles_a_post(int steps) {
        killed(app, steps);
        app.start();
        finished();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 8})
    void after_a_kill_harmless_repeats_go_under_the_same_keys(int steps) {
        app.with("deskbridge.channels.shop.repeat", "HARMLESS");
        killed(app, steps);
        app.start();
        soon(() -> assertThat(app.outcomes("t")).containsExactly(DONE));
        assertThat(app.network.published().stream().map(Published::key).distinct())
                .containsExactlyElementsOf(IntStream.range(0, 3)
                        .mapToObj(part -> reply().key().forPart(part))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void after_a_kill_nothing_is_sent_twice_where_nobody_can_be_asked(int steps) {
        app.with("deskbridge.channels.shop.repeat", "NONE");
        killed(app, steps);
        int before = app.network.published().size();
        app.start();
        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.UNCERTAIN));
        assertThat(app.network.published()).hasSize(before);
    }

    private void told(String id, String key, Stage stage, String reason) {
        String body = "!" + id + "|" + key + "|" + stage + "|" + reason;
        var call =
                new WebhookCall("POST", Map.of(), Map.of("X-Signature", "good"), body.getBytes(StandardCharsets.UTF_8));
        app.bean(Webhooks.class).channel("shop", call).orElseThrow().join();
    }

    @Test
    void a_lost_answer_is_settled_by_what_the_network_tells_of_that_post_and_the_thread_goes_on() {
        app.with("deskbridge.channels.shop.repeat", "TOLD_LATER").start();
        answered(1, true, LOST);
        soon(() -> assertThat(reply().reason()).isEqualTo("waits for Fake to tell whether it was sent"));
        told("net-1", reply().key().toString(), Stage.DELIVERED, "");
        assertThat(reply().state()).isEqualTo(ReplyState.WAITING);

        told("net-7", reply().key().forPart(1).toString(), Stage.SENT, "");

        finished();
        assertThat(parts().get(1).sent()).map(Sent::id).hasValue("net-7");
    }

    @Test
    void when_the_network_is_silent_a_person_decides_and_its_late_word_is_kept() {
        app.with("deskbridge.channels.shop.repeat", "TOLD_LATER").start();
        answered(2, true, LOST);
        soon(() -> assertThat(reply().reason()).isEqualTo("waits for Fake to tell whether it was sent"));
        app.clock.forward(SETTLE);
        soon(() -> assertThat(app.outcomes("t")).singleElement().asString().contains("Fake has not told since"));
        assertThat(whatStands())
                .isEqualTo("Of 3 parts: parts 1 and 2 stand there; part 3 perhaps, the connection broke off.");

        told("net-7", reply().key().forPart(2).toString(), Stage.DELIVERED, "");

        soon(() -> assertThat(app.outcomes("t")).hasSize(2).last().asString().startsWith("✓ Sent on Fake after all"));
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(app.network.calls("send")).isEqualTo(3);
    }

    @Test
    void a_post_of_a_published_thread_that_did_not_arrive_is_told() {
        app.with("deskbridge.channels.shop.repeat", "TOLD_LATER").start();
        app.answered("t", WORDS);
        finished();
        told(parts().get(1).sent().orElseThrow().id(), "", Stage.FAILED, "blocked");
        told(parts().get(1).sent().orElseThrow().id(), "", Stage.FAILED, "blocked");

        soon(() -> assertThat(app.outcomes("t"))
                .containsExactly(
                        DONE,
                        "✗ Part 2 of 3 was not delivered by Fake: “" + WORDS.substring(0, 60) + "…”\nIt said: blocked"
                                + HubApp.again(reply().seq())));
        assertThat(reply().state()).isEqualTo(ReplyState.FAILED);
    }

    @Test
    void what_did_not_arrive_of_a_thread_is_sent_again_under_another_key_and_nothing_else() {
        app.with("deskbridge.channels.shop.repeat", "TOLD_LATER").start();
        app.answered("t", WORDS);
        finished();
        String first = parts().get(0).sent().orElseThrow().id();
        String lost = parts().get(1).sent().orElseThrow().id();
        String lostKey = reply().key().forPart(1).toString();
        told(lost, lostKey, Stage.FAILED, "blocked");
        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.FAILED));

        app.desk.comment(app.ticket("t"), "/again " + reply().seq());

        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED));
        soon(() -> assertThat(app.outcomes("t")).hasSize(3).last().isEqualTo(DONE));
        assertThat(app.published("t")).containsExactly(PARTS.get(0), PARTS.get(1), PARTS.get(2), PARTS.get(1));
        told(lost, lostKey, Stage.FAILED, "blocked"); // the network says it once more
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
        told(first, reply().key().toString().replaceFirst("-.*", "-1"), Stage.DELIVERED, ""); // under an older key
        assertThat(parts().get(0).told()).contains(Stage.DELIVERED);
        assertThat(app.network.calls("send")).isEqualTo(4);
    }

    @Test
    void of_a_thread_of_which_nothing_arrived_the_words_are_read_again() {
        app.with("deskbridge.channels.shop.repeat", "TOLD_LATER").start();
        Comment comment = app.answered("t", WORDS);
        finished();
        parts().forEach(part -> told(part.sent().orElseThrow().id(), "", Stage.FAILED, "blocked"));
        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.FAILED));
        app.desk.edit(comment.id(), "Short now.");

        app.desk.comment(app.ticket("t"), "/again " + reply().seq());

        soon(() -> assertThat(app.outcomes("t")).last().isEqualTo("✓ Published on Fake: “Short now.”"));
        assertThat(parts()).isEmpty();
        assertThat(app.network.calls("send")).isEqualTo(4);
    }

    @Test
    void a_post_that_did_not_arrive_ends_a_thread_that_is_not_finished() {
        app.with("deskbridge.channels.shop.repeat", "TOLD_LATER").start();
        answered(
                2,
                false,
                new Failure.RateLimited("slow down", app.clock.instant().plus(SETTLE)));
        soon(() -> assertThat(app.comments("t").get(0).reason()).isEqualTo("slow down"));
        told(parts().get(1).sent().orElseThrow().id(), "", Stage.FAILED, "blocked");
        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.FAILED));
        soon(() -> assertThat(whatStands()).isEqualTo("Of 3 parts: part 1 stands there; parts 2 and 3 do not."));
    }

    @Test
    void on_postgresql_it_is_the_same(@TempDir Path folder) {
        app.on(TestPostgres.empty());
        killed(app, 5);
        app.start();
        finished();
        assertThat(Optional.of(parts().get(2)).map(PartRow::sent)).isPresent();

        app.network.failAfterNext("send", NOT_THIS_ONE);
        app.network.failAfterNext("send", LOST);
        app.desk.comment(app.ticket("t"), WORDS);
        soon(() -> assertThat(app.comments("t").get(1).reason()).startsWith("waits until"));
        app.clock.forward(SETTLE);
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));
        assertThat(app.published("t")).hasSize(6);
    }
}
