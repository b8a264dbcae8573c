package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.ReplyState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes whose own steps fail, before and after what the hub does for them. */
class StepsTest {
    @TempDir
    static Path folder;

    static HubApp app;
    static Step before = new Step();
    static Step after = new Step();

    /** Throws what a test wants for a text, and remembers which texts it saw. */
    static final class Step implements Processor {
        final Map<String, Supplier<Exception>> failures = new ConcurrentHashMap<>();
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void process(Exchange exchange) throws Exception {
            Object body = exchange.getMessage().getBody();
            String text = body instanceof Comment comment ? comment.text() : ((Message) body).text();
            seen.add(text);
            Supplier<Exception> failure = failures.get(text);
            if (failure != null) {
                throw failure.get();
            }
        }

        long times(String text) {
            return seen.stream().filter(text::equals).count();
        }
    }

    @BeforeAll
    static void start() {
        app = new HubApp(folder)
                .bean("before", before)
                .bean("after", after)
                .route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "process: {ref: before}",
                                "filter: {expression: {simple: {expression: \"${body.text} != 'no desk'\"}}, steps: [{to: {uri: 'desk:help'}}]}",
                                "process: {ref: after}"))
                .route(
                        "out",
                        Yaml.route(
                                "out",
                                "desk:help",
                                "process: {ref: before}",
                                "doTry: {steps: [{to: {uri: 'channel:origin'}}], doCatch: [{exception: [java.lang.Exception], steps: [{log: {message: caught}}]}]}",
                                "process: {ref: after}"))
                .start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static MessageRow first(String thread) {
        return app.messages(thread).get(0);
    }

    @Test
    void a_conversation_that_fails_holds_up_no_other_and_keeps_its_own_order() {
        before.failures.put("blocked", () -> new Failure.Unavailable("the price list is down"));
        app.post("b-1", "blocked", "blocked");
        app.post("b-2", "blocked", "second");
        for (int i = 1; i <= 10; i++) {
            app.post("free-" + i, "free", "words");
        }
        soon(() -> assertThat(app.entries("free")).hasSize(10));
        soon(() -> assertThat(before.times("blocked")).isGreaterThan(5));
        assertThat(app.entries("blocked")).isEmpty();
        assertThat(first("blocked").state()).isEqualTo(MessageState.WAITING);
        assertThat(before.times("second")).isZero();

        before.failures.remove("blocked");

        soon(() -> assertThat(app.entries("blocked")).containsExactly("b-1", "b-2"));
    }

    @Test
    void a_poison_message_is_given_up_after_its_attempts_and_the_rest_of_its_conversation_goes_on() {
        before.failures.put("poison", () -> new IllegalStateException("cannot be understood"));
        app.post("p-1", "poisoned", "poison");
        app.post("p-2", "poisoned", "good");

        soon(() -> assertThat(app.entries("poisoned")).containsExactly("p-2"));

        soon(() -> assertThat(first("poisoned").state()).isEqualTo(MessageState.DEAD));
        assertThat(first("poisoned").reason()).isEqualTo("given up after 3 attempts: cannot be understood");
        assertThat(before.times("poison")).isEqualTo(3);
    }

    @Test
    void a_message_that_stands_in_the_desk_is_done_whatever_a_later_step_throws() {
        after.failures.put("afterwards", () -> new Failure.Rejected("the statistics do not want it"));
        app.post("a-1", "afterwards", "afterwards");
        app.post("a-2", "afterwards", "next");

        soon(() -> assertThat(app.entries("afterwards")).containsExactly("a-1", "a-2"));

        soon(() -> assertThat(first("afterwards").state()).isEqualTo(MessageState.TICKETED));
        assertThat(first("afterwards").ticketId()).isPresent();
    }

    @Test
    void a_reply_that_stands_on_the_network_stays_published_whatever_a_later_step_throws() {
        after.failures.put("thank you", () -> new Failure.Rejected("the statistics do not want it"));
        app.answered("thanks", "thank you");

        soon(() -> assertThat(after.times("thank you")).isEqualTo(1));
        soon(() -> assertThat(app.notes("thanks")).isNotEmpty());

        assertThat(app.replies("thanks").get(0).state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(app.notes("thanks")).singleElement().asString().startsWith("✓");
    }

    @Test
    void a_failure_that_a_route_swallows_is_tried_again_all_the_same() {
        app.network.failNext("send", new Failure.Unavailable("Fake: connection refused"));
        app.answered("swallowed", "are you there");

        soon(() -> assertThat(app.published("swallowed")).containsExactly("are you there"));
        soon(() -> assertThat(app.comments("swallowed").get(0).state()).isEqualTo(CommentState.REPLIED));
    }

    @Test
    void a_step_that_cannot_be_sure_it_was_heard_is_not_repeated_within_the_route() {
        before.failures.put("timeout", () -> {
            before.failures.remove("timeout");
            return new IOException("read timed out");
        });
        app.post("io-1", "io", "timeout");

        soon(() -> assertThat(first("io").endedAt()).isPresent());
        assertThat(first("io").attempts()).isEqualTo(1);
    }

    @Test
    void a_message_whose_route_ends_without_a_desk_is_dismissed_by_the_routes_name() {
        app.post("f-1", "filtered", "no desk");
        app.post("f-2", "filtered", "with desk");

        soon(() -> assertThat(app.entries("filtered")).containsExactly("f-2"));
        soon(() -> assertThat(first("filtered").state()).isEqualTo(MessageState.DISMISSED));
        assertThat(first("filtered").reason()).isEqualTo("route in ended without a desk");
    }

    @Test
    void a_comment_that_a_step_never_takes_is_a_dead_letter_and_nothing_is_sent() {
        before.failures.put("bad words", () -> new Failure.Rejected("no bad words"));
        app.answered("words", "bad words");

        soon(() -> assertThat(app.comments("words").get(0).state()).isEqualTo(CommentState.DEAD));
        soon(() -> assertThat(app.notes("words")).singleElement().satisfies(note -> assertThat(note)
                .startsWith("✗ Not published, and nobody has seen it: “")
                .contains("The hub could not deal with it: no bad words.\n", "dead letters")));
        assertThat(app.published("words")).isEmpty();
        assertThat(app.comments("words").get(0).reason()).isEqualTo("no bad words");
    }
}
