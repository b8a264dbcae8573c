package io.deskbridge.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Failures on demand for the fakes: each is thrown once, in the order in which they were asked for. */
final class Faulty {
    private final Map<String, Deque<RuntimeException>> before = new HashMap<>();
    private final Map<String, Deque<RuntimeException>> after = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, Integer> now = new HashMap<>();
    private final Map<String, Integer> most = new HashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private volatile @Nullable Supplier<RuntimeException> down;

    synchronized void failBefore(String verb, RuntimeException failure) {
        before.computeIfAbsent(verb, unused -> new ArrayDeque<>()).add(failure);
    }

    synchronized void failAfter(String verb, RuntimeException failure) {
        after.computeIfAbsent(verb, unused -> new ArrayDeque<>()).add(failure);
    }

    synchronized int calls(String verb) {
        return calls.getOrDefault(verb, 0);
    }

    synchronized int mostAtOnce(String verb) {
        return most.getOrDefault(verb, 0);
    }

    /** Every call of every verb fails before anything is done, until {@link #works}. */
    void fails(Supplier<RuntimeException> failure) {
        down = failure;
    }

    void works() {
        down = null;
    }

    /** Calls of the verb wait from now on until {@link #letGo}. */
    void hold(String verb) {
        held.put(verb, new CountDownLatch(1));
    }

    /** Calls of the verb do their work from now on and answer after {@link #letGo}. */
    void holdAnswer(String verb) {
        hold(answerOf(verb));
    }

    private static String answerOf(String verb) {
        return "answer of " + verb;
    }

    void letGo(String verb) {
        Optional.ofNullable(held.remove(answerOf(verb))).ifPresent(CountDownLatch::countDown);
        Optional.ofNullable(held.remove(verb)).ifPresent(CountDownLatch::countDown);
    }

    private void waitWhileHeld(String verb) {
        try {
            CountDownLatch latch = held.get(verb);
            if (latch != null && !latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(verb + " was held for too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(verb + " was interrupted", e);
        }
    }

    /** Runs what the verb does, between the failures that were asked for. */
    <T> T run(String verb, Supplier<T> action) {
        synchronized (this) {
            calls.merge(verb, 1, Integer::sum);
            most.merge(verb, now.merge(verb, 1, Integer::sum), Math::max);
        }
        try {
            return runNow(verb, action);
        } finally {
            synchronized (this) {
                now.merge(verb, -1, Integer::sum);
            }
        }
    }

    private <T> T runNow(String verb, Supplier<T> action) {
        waitWhileHeld(verb);
        Supplier<RuntimeException> outage = down;
        if (outage != null) {
            throw outage.get();
        }
        throwNext(before, verb);
        T result = action.get();
        waitWhileHeld(answerOf(verb));
        throwNext(after, verb);
        return result;
    }

    private synchronized void throwNext(Map<String, Deque<RuntimeException>> failures, String verb) {
        Deque<RuntimeException> waiting = failures.get(verb);
        if (waiting != null && !waiting.isEmpty()) {
            RuntimeException next = waiting.remove();
            if (next != FakeNetwork.NOT_THIS_ONE) {
                throw next;
            }
        }
    }
}
