package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.hub.RouteTrials;
import io.deskbridge.hub.RouteTrials.Candidate;
import io.deskbridge.hub.RouteTrials.Outcome;
import io.deskbridge.hub.TrialMessage;
import io.deskbridge.hub.TrialSample;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trial may take of the hub. */
class TrialLimitsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private HubApp app;

    private void start(String limit) {
        app = HubApp.usual(folder).with("deskbridge.routes.trial.limit", limit).start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private Outcome attempt(Supplier<TrialSample> messages, String... steps) {
        return app.bean(RouteTrials.class)
                .run(
                        new Candidate(
                                Map.of("in.camel.yaml", Optional.of(Yaml.route("in", "channel:shop", steps))), false),
                        messages);
    }

    private static TrialSample one() {
        var author = new TrialMessage.Person("a", null, null, null, null, null);
        return TrialSample.of(
                List.of(new TrialMessage(
                        null, "shop", "1", null, null, null, author, "x", null, null, null, null, null, null, null,
                        null, null, null)),
                NOON);
    }

    @Test
    void a_route_that_never_ends_is_given_up_and_the_next_trial_is_made() {
        start("4s");
        Outcome endless = attempt(
                TrialLimitsTest::one,
                "loop: {doWhile: 'true', expression: {constant: {expression: 'true'}}, steps: [{setBody: {expression: {constant: {expression: again}}}}]}");

        assertThat(endless)
                .isEqualTo(new Outcome.NotMade(
                        "The trial took longer than 4 seconds and was given up; try fewer messages."));
        HubApp.soon(() -> assertThat(attempt(TrialLimitsTest::one, "to: {uri: 'desk:help'}"))
                .isInstanceOf(Outcome.Made.class));
    }

    @Test
    void there_is_one_trial_at_a_time() throws Exception {
        start("30s");
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> attempt(
                () -> {
                    begun.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return one();
                },
                "to: {uri: 'desk:help'}"));
        begun.await();

        assertThat(attempt(TrialLimitsTest::one, "to: {uri: 'desk:help'}"))
                .isEqualTo(new Outcome.NotMade("Another trial is at work; try again when it is done."));

        goOn.countDown();
        assertThat(first.get()).isInstanceOf(Outcome.Made.class);
    }
}
