package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MOST = 3;

    private final ExecutorService pool = Threads.upTo(MOST, "test");
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Integer> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Semaphore leave = new Semaphore(0);

    @AfterEach
    void end() throws InterruptedException {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** A task that works until {@link #leave} lets it go. */
    private void submit(int number) {
        pool.execute(() -> {
            threads.add(Thread.currentThread());
            begun.add(number);
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            mayLeave();
            atWork.decrementAndGet();
        });
    }

    private void mayLeave() {
        try {
            if (!leave.tryAcquire(30, TimeUnit.SECONDS)) { // also when the caller had to do it itself
                throw new IllegalStateException("nobody lets it go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void haveBegun(int tasks) {
        await().atMost(SOON).until(() -> begun.size() == tasks);
    }

    private void areIdle() {
        await().atMost(SOON)
                .until(() -> atWork.get() == 0
                        && threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    }

    @Test
    void an_idle_thread_is_used_again_instead_of_a_new_one() {
        for (int task = 1; task <= 2 * MOST; task++) {
            submit(task);
            haveBegun(task);
            leave.release();
            areIdle();
        }
        assertThat(threads).hasSize(1);
    }

    @Test
    void tasks_get_threads_up_to_the_limit_and_the_rest_wait_in_order() {
        for (int task = 1; task <= MOST; task++) {
            submit(task);
            haveBegun(task);
        }
        for (int task = MOST + 1; task <= 3 * MOST; task++) {
            submit(task); // returns though nobody has time for it
        }
        assertThat(begun).containsExactly(1, 2, 3);

        for (int task = MOST + 1; task <= 3 * MOST; task++) {
            leave.release();
            haveBegun(task);
        }
        leave.release(MOST);
        areIdle();

        assertThat(begun).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(most).hasValue(MOST);
        assertThat(threads).hasSize(MOST);
    }

    @Test
    void a_task_that_breaks_its_thread_takes_no_place_from_the_others() {
        leave.release(100);
        for (int i = 0; i < 2 * MOST; i++) {
            pool.execute(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
                throw new IllegalStateException("a bug, on purpose");
            });
        }
        for (int task = 1; task <= 2 * MOST; task++) {
            submit(task);
        }
        haveBegun(2 * MOST);
    }

    @Test
    void a_closed_pool_does_what_waits_and_takes_nothing_more() throws Exception {
        for (int task = 1; task <= MOST; task++) {
            submit(task);
            haveBegun(task);
        }
        submit(MOST + 1);

        pool.shutdown();

        assertThatThrownBy(() -> submit(99))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the pool test is closed");
        leave.release(100);
        assertThat(pool.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(begun).containsExactly(1, 2, 3, 4);
    }

    @Test
    void threads_are_named_after_what_they_do_and_never_keep_the_process_alive() {
        submit(1);
        haveBegun(1);
        leave.release();
        assertThat(threads).singleElement().satisfies(thread -> {
            assertThat(thread.getName()).isEqualTo("hub-test-1");
            assertThat(thread.isDaemon()).isTrue();
        });
    }
}
