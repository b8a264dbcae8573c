package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.SilentServer;
import io.deskbridge.store.MessageState;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop while conversations are at work. */
class StopTest {
    private static final int TALKS = 20;

    @TempDir
    Path folder;

    @Test
    void what_is_at_work_is_brought_to_its_end_and_the_rest_is_done_after_the_next_start_and_nothing_twice()
            throws Exception {
        try (HubApp app = HubApp.usual(folder).start()) {
            app.desk.hold("open");
            IntStream.range(0, TALKS).forEach(i -> app.post("m" + i, "t" + i, "words"));
            soon(() -> assertThat(app.desk.calls("open")).isEqualTo(8));

            var stopping = CompletableFuture.runAsync(app::stop);
            app.desk.letGo("open");
            stopping.get(HubApp.SOON.toSeconds(), TimeUnit.SECONDS);

            int before = app.desk.cases().size();
            assertThat(before).isGreaterThanOrEqualTo(8);
            app.start();
            soon(() -> assertThat(IntStream.range(0, TALKS).mapToObj(i -> app.messages("t" + i)))
                    .allMatch(rows -> rows.size() == 1 && rows.get(0).state() == MessageState.TICKETED));
            assertThat(app.desk.cases()).hasSize(TALKS);
            assertThat(app.desk.calls("open")).isEqualTo(TALKS);
            assertThat(app.desk.calls("find")).isZero(); // nothing was left in doubt
        }
    }

    @Test
    void a_desk_that_never_answers_does_not_keep_the_hub_from_stopping_and_its_message_is_in_doubt() throws Exception {
        try (var silent = new SilentServer();
                HubApp app = HubApp.usual(folder)
                        .with("deskbridge.hub.drain", "300ms")
                        .with("deskbridge.http.answer", "60s") // longer than this test waits
                        .with("deskbridge.desks.dead.type", "zendesk")
                        .with("deskbridge.desks.dead.base-url", silent.uri().toString())
                        .with("deskbridge.desks.dead.email", "hub@example.com")
                        .with("deskbridge.desks.dead.api-token", "secret")
                        .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:dead'}"))
                        .start()) {
            app.post("1", "t", "words");
            soon(() -> assertThat(app.messages("t")).singleElement().satisfies(row -> assertThat(row.triedAt())
                    .isPresent()));

            CompletableFuture.runAsync(app::stop).get(HubApp.SOON.toSeconds(), TimeUnit.SECONDS);

            app.start();
            assertThat(app.messages("t")).singleElement().satisfies(row -> {
                assertThat(row.state()).isEqualTo(MessageState.WAITING);
                assertThat(row.triedAt()).isPresent();
            });
        }
    }
}
