package io.deskbridge.route;

import static io.deskbridge.route.HubApp.SOON;
import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskbridge.core.Failure;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.hub.CaughtUp;
import io.deskbridge.hub.Webhooks;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.Committer;
import io.deskbridge.store.FullDisk;
import io.deskbridge.store.LedgerDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** What is pushed after a start, while what came during the standstill is still being read. */
class CatchUpOrderTest {
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder);
    }

    @AfterEach
    void stop() {
        app.network.letGo("poll");
        app.desk.letGo("poll");
        app.close();
    }

    private void start(Duration patience) {
        app.first(CaughtUp.waitedFor(patience)).start();
    }

    private static WebhookCall call(String body) {
        return new WebhookCall("POST", Map.of(), Map.of("X-Signature", "good"), body.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<WebhookAnswer> push(String body) {
        return app.bean(Webhooks.class).channel("shop", call(body)).map(CompletableFuture::join);
    }

    /** Makes the call and returns when it waits; or when it came to its end, which is for the test to find out. */
    private FutureTask<Optional<WebhookAnswer>> waiting(Callable<Optional<WebhookAnswer>> pushing) {
        var task = new FutureTask<>(pushing);
        var thread = new Thread(task);
        thread.start();
        await().atMost(SOON)
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING
                        || thread.getState() == Thread.State.TERMINATED);
        return task;
    }

    @Test
    void a_message_pushed_meanwhile_is_taken_after_those_that_were_missed() throws Exception {
        app.post("1", "t", "missed");
        app.post("2", "t", "missed, too");
        app.network.hold("poll");
        start(SOON.multipliedBy(3));
        var pushed = waiting(() -> push("3|t|pushed"));
        assertThat(app.messages("t")).isEmpty();

        app.network.letGo("poll");

        await().atMost(SOON).until(pushed::isDone);
        assertThat(pushed.get())
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(app.messages("t"))
                .extracting(row -> row.message().id().value())
                .containsExactly("1", "2", "3");
        soon(() -> assertThat(app.entries("t")).containsExactly("1", "2", "3"));
    }

    @Test
    void an_agents_comment_pushed_meanwhile_is_taken_after_those_that_were_missed() throws Exception {
        app.start();
        app.post("1", "t", "words");
        var ticket = app.ticket("t");
        app.stop();
        app.desk.comment(ticket, "missed");
        app.desk.hold("poll");
        start(SOON.multipliedBy(3));
        var pushed = waiting(() -> app.bean(Webhooks.class)
                .desk("help", call("p1|" + ticket.id() + "|pushed"))
                .map(CompletableFuture::join));
        assertThat(app.comments("t")).isEmpty();

        app.desk.letGo("poll");

        await().atMost(SOON).until(pushed::isDone);
        assertThat(pushed.get())
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(app.comments("t"))
                .extracting(CommentRow::comment)
                .extracting("text")
                .containsExactly("missed", "pushed");
        soon(() -> assertThat(app.published("t")).containsExactly("missed", "pushed"));
    }

    @Test
    void a_call_that_waited_too_long_is_refused_and_taken_once_when_it_comes_again() {
        app.post("1", "t", "missed");
        app.network.hold("poll");
        start(Duration.ofMillis(20));
        assertThatThrownBy(() -> push("2|t|pushed"))
                .isInstanceOf(Failure.Unavailable.class)
                .hasMessageContaining("still being read");
        assertThat(app.messages("t")).isEmpty();

        app.network.letGo("poll");
        soon(() -> assertThat(app.messages("t")).hasSize(1));

        await().atMost(SOON).ignoreException(Failure.Unavailable.class).until(() -> push("2|t|pushed")
                .isPresent());
        push("2|t|pushed");
        soon(() -> assertThat(app.entries("t")).containsExactly("1", "2"));
        assertThat(app.messages("t")).hasSize(2);
    }

    @Test
    void an_account_whose_own_polls_are_done_waits_for_no_other() {
        app.desk.hold("poll");
        start(SOON.multipliedBy(3));

        soon(() -> assertThat(app.network.calls("poll")).isPositive());
        assertThat(push("1|t|pushed")).isPresent();

        assertThat(app.messages("t")).hasSize(1);
    }

    @Test
    void a_network_that_cannot_be_polled_does_not_keep_its_pushed_calls_out() {
        app.network.failNext("poll", new Failure.Unavailable("connection refused"));
        app.with("deskbridge.hub.first-pause", "1h").with("deskbridge.hub.longest-pause", "1h");
        start(SOON.multipliedBy(3));

        assertThat(push("1|t|pushed")).isPresent();

        assertThat(app.messages("t")).hasSize(1);
    }

    @Test
    void a_call_that_was_not_taken_is_read_before_the_next_one_is_taken() {
        app.with("deskbridge.channels.shop.pace", "1h");
        start(SOON.multipliedBy(3));
        soon(() -> assertThat(app.network.calls("poll")).isPositive());
        app.post("1", "t", "refused");
        app.network.failNext("receive", new Failure.Unavailable("a look-up was not answered"));
        assertThatThrownBy(() -> push("1|t|refused")).isInstanceOf(Failure.Unavailable.class);

        assertThat(push("2|t|pushed")).isPresent();

        assertThat(app.messages("t"))
                .extracting(row -> row.message().id().value())
                .containsExactly("1", "2");
    }

    @Test
    void a_call_that_could_not_be_stored_is_read_before_the_next_one_is_taken() {
        app.with("deskbridge.channels.shop.pace", "1h");
        start(SOON);
        soon(() -> assertThat(app.network.calls("poll")).isPositive());
        var disk = new FullDisk(app.bean(LedgerDatabase.class), app.bean(Committer.class));
        disk.fill();
        String large = "refused ".repeat(2_000); // small ones may find a gap
        app.post("1", "t", large);
        assertThatThrownBy(() -> push("1|t|" + large)).hasCauseInstanceOf(DataAccessException.class);
        soon(() -> assertThat(app.network.calls("poll")).isGreaterThan(1)); // in vain, nothing can be stored yet
        disk.makeRoom();

        assertThat(push("2|t|pushed")).isPresent();

        assertThat(app.messages("t"))
                .extracting(row -> row.message().id().value())
                .containsExactly("1", "2");
    }
}
