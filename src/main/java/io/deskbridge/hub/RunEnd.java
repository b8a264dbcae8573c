package io.deskbridge.hub;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What is left of a run over a lane when it needs no thread any more: what it wrote last is being recorded.
 *
 * @param stored ends when that is on disk, or will never be
 * @param end to be called after it, once, by any thread, under the run's fence: tells when to go on, empty when nothing is
 *     left; throws what went wrong. Until then the run works on its lane. It waits for nothing when all was stored, so
 *     whoever tells that may call it
 */
record RunEnd(CompletionStage<?> stored, Supplier<Optional<Instant>> end) {
    private static final CompletionStage<?> NOTHING = CompletableFuture.completedFuture(true);

    /** Nothing is left. */
    static RunEnd now(Optional<Instant> next) {
        return new RunEnd(NOTHING, () -> next);
    }
}
