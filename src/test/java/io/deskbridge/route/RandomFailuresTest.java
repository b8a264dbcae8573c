package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.LedgerQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts in equal counts out, whatever fails in between. */
class RandomFailuresTest {
    private static final int TALKS = 20;
    private static final int MESSAGES = 200;
    private static final int COMMENTS = 60;

    private final Map<String, List<String>> written = new LinkedHashMap<>();
    private final Map<String, List<String>> said = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_122})
    void every_message_and_every_comment_arrives_once_and_in_order(long seed, @TempDir Path folder) {
        var random = new Random(seed);
        try (HubApp app = HubApp.usual(folder)
                .with("deskbridge.channels.shop.settle", "30ms")
                .with("deskbridge.desks.help.settle", "30ms")
                .with("deskbridge.hub.attempts", "50")
                .with("deskbridge.hub.longest-pause", "40ms")
                .start()) {
            prepareFailures(app, random);
            for (int i = 0; i < MESSAGES; i++) {
                String thread = "t" + (i < TALKS ? i : random.nextInt(TALKS));
                app.post("m" + i, thread, "words " + i);
                written.computeIfAbsent(thread, unused -> new ArrayList<>()).add("m" + i);
                if (i == MESSAGES / 2) {
                    app.restart();
                }
            }
            List<Ticket> tickets =
                    IntStream.range(0, TALKS).mapToObj(i -> app.ticket("t" + i)).toList();
            for (int i = 0; i < COMMENTS; i++) {
                int talk = random.nextInt(TALKS);
                Comment comment = app.desk.comment(tickets.get(talk), "answer " + i);
                said.computeIfAbsent("t" + talk, unused -> new ArrayList<>()).add(comment.text());
            }

            await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofMillis(50))
                    .untilAsserted(() -> {
                        assertThat(count(app, LedgerQueries.Table.COMMENT))
                                .isEqualTo(Map.of("replied", (long) COMMENTS));
                        assertThat(count(app, LedgerQueries.Table.REPLY))
                                .isEqualTo(Map.of("published", (long) COMMENTS));
                        assertThat(count(app, LedgerQueries.Table.NOTE)).isEqualTo(Map.of("written", (long) COMMENTS));
                        assertThat(count(app, LedgerQueries.Table.MESSAGE))
                                .isEqualTo(Map.of("ticketed", (long) TALKS, "appended", (long) (MESSAGES - TALKS)));
                    });

            assertThat(app.desk.cases()).hasSize(TALKS);
            written.forEach(
                    (thread, ids) -> assertThat(app.entries(thread)).as(thread).containsExactlyElementsOf(ids));
            said.forEach((thread, texts) ->
                    assertThat(app.published(thread)).as(thread).containsExactlyElementsOf(texts));
            assertThat(app.network.published()).hasSize(COMMENTS);
            said.forEach(
                    (thread, texts) -> assertThat(app.notes(thread)).as(thread).hasSize(texts.size()));
        }
    }

    private static Map<String, Long> count(HubApp app, LedgerQueries.Table table) {
        return app.bean(LedgerQueries.class).counts(table);
    }

    /** About every third call fails in one of the ways in which remotes do; some of them after the work was done. */
    private static void prepareFailures(HubApp app, Random random) {
        for (int i = 0; i < 60; i++) {
            app.desk.failNext("open", failure(app, random));
            app.desk.failNext("append", failure(app, random));
            app.desk.failNext("note", failure(app, random));
            app.network.failNext("send", failure(app, random));
            for (String verb : List.of("append", "open", "note")) {
                app.desk.failAfterNext(verb, new Failure.Uncertain(verb + ": the answer did not come"));
            }
            app.network.failAfterNext("send", new Failure.Uncertain("send: the answer did not come"));
            if (random.nextInt(3) == 0) {
                app.desk.failNext("find", new Failure.Unavailable("find: connection refused"));
                app.network.failNext("find", new Failure.Unavailable("find: connection refused"));
                app.desk.failNext("publicNow", new Failure.Unavailable("publicNow: connection refused"));
                app.network.failNext("poll", new Failure.Unavailable("poll: connection refused"));
                app.network.failAfterNext("poll", new Failure.Unavailable("poll: the answer was cut off"));
            }
        }
    }

    private static Failure failure(HubApp app, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Failure.Unavailable("connection refused");
            case 1 -> new Failure.RateLimited("slow down", app.clock.instant().plusMillis(200));
            case 2 -> new Failure.Uncertain("the connection broke off");
            case 3 -> new Failure.Unauthorized("log in again");
            default -> new Failure.Unavailable("503");
        };
    }
}
