package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskbridge.core.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> renewed = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void letAllGo() throws InterruptedException {
        never.countDown();
        for (Thread thread : threads) {
            thread.join(SOON.toMillis());
        }
    }

    /** Asks for a call in a thread of its own, which holds its slot until the latch opens. */
    private Thread call(Slots slots, String name, CountDownLatch letGo) {
        var thread = new Thread(
                () -> {
                    try {
                        slots.call(() -> renewed.add(name), () -> {
                            begun.add(name);
                            return waitFor(letGo);
                        });
                    } catch (Failure.Unavailable e) {
                        refused.add(name);
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void begins(String name) {
        await().atMost(SOON).until(() -> begun.contains(name));
    }

    private Thread waits(Thread thread) {
        await().atMost(SOON).until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    @Test
    void no_more_calls_than_that_are_made_at_once_and_the_others_follow_in_the_order_in_which_they_came() {
        var slots = new Slots(2, nanos::get);
        var first = new CountDownLatch(1);
        call(slots, "a", first);
        begins("a");
        call(slots, "b", never);
        begins("b");
        var third = new CountDownLatch(1);
        waits(call(slots, "c", third));
        waits(call(slots, "d", never));
        waits(call(slots, "e", never));
        assertThat(begun).containsExactly("a", "b");

        first.countDown();
        begins("c");
        assertThat(begun).containsExactly("a", "b", "c");
        third.countDown();
        begins("d");
        assertThat(begun).containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_reservation_that_grew_old_while_it_waited_for_a_slot_is_made_anew_before_the_call() {
        var slots = new Slots(1, nanos::get);
        var first = new CountDownLatch(1);
        call(slots, "at once", first);
        begins("at once");
        waits(call(slots, "late", never));

        nanos.addAndGet(Slots.FRESH.plusNanos(1).toNanos());
        first.countDown();

        begins("late");
        assertThat(renewed).containsExactly("late");
    }

    @Test
    void a_reservation_that_waited_for_a_moment_only_is_not_made_again() {
        var slots = new Slots(1, nanos::get);
        var first = new CountDownLatch(1);
        call(slots, "at once", first);
        begins("at once");
        waits(call(slots, "soon", never));

        nanos.addAndGet(Slots.FRESH.toNanos());
        first.countDown();

        begins("soon");
        assertThat(renewed).isEmpty();
    }

    @Test
    void a_slot_is_free_again_after_a_call_that_failed_and_after_a_reservation_that_could_not_be_renewed() {
        var seen = new AtomicInteger();
        var slots = new Slots(1, () -> seen.getAndIncrement() * Slots.FRESH.toNanos() * 2);
        fails(
                "the ledger is gone",
                () -> slots.call(
                        () -> {
                            throw new IllegalStateException("the ledger is gone");
                        },
                        () -> begun.add("not reserved")));
        assertThat(begun).isEmpty();

        fails(
                "connection refused",
                () -> slots.call(() -> {}, () -> {
                    throw new Failure.Unavailable("connection refused");
                }));
        call(slots, "a third", never);
        begins("a third");
    }

    /** In a thread of its own: where the slot before was not given back, it would wait for ever. */
    private void fails(String message, Runnable calling) {
        var task = new FutureTask<>(calling, message);
        var thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        await().atMost(SOON).until(task::isDone);
        assertThatThrownBy(task::get).rootCause().hasMessage(message);
    }

    @Test
    void who_is_interrupted_while_it_waits_makes_no_call_and_says_that_nothing_was_done() {
        var slots = new Slots(1, nanos::get);
        call(slots, "at once", never);
        begins("at once");

        waits(call(slots, "late", never)).interrupt();

        await().atMost(SOON).until(() -> refused.contains("late"));
        assertThat(begun).containsExactly("at once");
    }
}
