package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final CatchUp impatient = new CatchUp(Duration.ofMillis(1));
    private final CatchUp patient = new CatchUp(SOON.multipliedBy(3));

    @Test
    void an_account_is_caught_up_when_each_of_its_sources_was_read() {
        impatient.begins("channel:shop/mentions");
        impatient.begins("channel:shop/direct");
        assertThat(impatient.await("channel:shop")).isFalse();
        impatient.read("channel:shop/mentions", impatient.moment());
        assertThat(impatient.await("channel:shop")).isFalse();
        impatient.read("channel:shop/direct", impatient.moment());
        assertThat(impatient.await("channel:shop")).isTrue();
    }

    @Test
    void an_account_waits_for_nobody_elses_sources() {
        impatient.begins("channel:shop/mentions");
        assertThat(impatient.await("channel:sho")).isTrue();
        assertThat(impatient.await("channel:shop-2")).isTrue();
        assertThat(impatient.await("desk:shop")).isTrue();
    }

    @Test
    void who_waits_goes_on_at_once_when_the_last_source_was_read() throws Exception {
        patient.begins("channel:shop/mentions");
        patient.begins("channel:shop/direct");
        var waiting = new FutureTask<>(() -> patient.await("channel:shop"));
        var thread = new Thread(waiting);
        thread.start();
        await().atMost(SOON).until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        patient.read("channel:shop/mentions", patient.moment());
        await().atMost(SOON).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(waiting.isDone()).isFalse();
        patient.read("channel:shop/direct", patient.moment());

        await().atMost(SOON).until(waiting::isDone);
        assertThat(waiting.get()).isTrue();
    }

    @Test
    void who_is_interrupted_while_it_waits_is_refused() throws Exception {
        patient.begins("channel:shop/mentions");
        var waiting = new FutureTask<>(() -> patient.await("channel:shop"));
        var thread = new Thread(waiting);
        thread.start();
        await().atMost(SOON).until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        thread.interrupt();

        await().atMost(SOON).until(waiting::isDone);
        assertThat(waiting.get()).isFalse();
    }

    @Test
    void what_was_refused_while_a_source_was_read_must_be_read_once_more() {
        impatient.begins("channel:shop/mentions");
        long begun = impatient.moment();
        impatient.refused("channel:shop");
        impatient.read("channel:shop/mentions", begun);
        assertThat(impatient.await("channel:shop")).isFalse();

        impatient.read("channel:shop/mentions", impatient.moment());

        assertThat(impatient.await("channel:shop")).isTrue();
    }

    @Test
    void an_account_that_refused_a_call_has_its_sources_read_and_each_once() {
        var read = new ArrayList<String>();
        impatient.reader(read::add);
        for (String source : List.of("channel:shop/mentions", "channel:shop/direct", "desk:help/comments")) {
            impatient.begins(source);
            impatient.read(source, impatient.moment());
        }
        impatient.refused("channel:shop");
        impatient.refused("channel:shop");
        assertThat(read).containsExactlyInAnyOrder("channel:shop/mentions", "channel:shop/direct");
        assertThat(impatient.await("channel:shop")).isFalse();
        assertThat(impatient.await("desk:help")).isTrue();
    }

    @Test
    void calls_are_taken_again_also_where_one_is_refused_during_each_read() {
        impatient.begins("channel:shop/mentions");
        for (int reads = 1; reads <= 3; reads++) {
            assertThat(impatient.isBehind("channel:shop/mentions")).isTrue();
            long begun = impatient.moment();
            impatient.refused("channel:shop");
            impatient.read("channel:shop/mentions", begun);
        }
        assertThat(impatient.isBehind("channel:shop/mentions")).isFalse();
    }
}
