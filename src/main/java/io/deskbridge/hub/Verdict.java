package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import io.deskbridge.store.Tally;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;

/**
 * What happens to an item after a failure; the failure's type alone decides.
 *
 * @param again when it is tried again; empty when it never is
 * @param tally what this counts for
 */
record Verdict(String reason, Optional<Instant> again, Tally tally) {

    /** The disk is full or the database gone: the item is not to blame. What is wrong with its own data is another matter. */
    private static boolean isOfTheLedger(Throwable thrown) {
        return thrown instanceof NonTransientDataAccessResourceException
                || thrown instanceof TransientDataAccessException
                || thrown instanceof UncategorizedDataAccessException;
    }

    /** Judges failures. */
    static final class Judge {
        private final Retry retry;
        private final HubSettings settings;
        private final Clock clock;

        Judge(HubSettings settings, Clock clock) {
            this.retry = new Retry(settings);
            this.settings = settings;
            this.clock = clock;
        }

        /**
         * @param attempts that failed before
         * @param strikes those of them that failed for an unknown reason: an outage, however long, gives nothing up
         */
        Verdict of(Throwable thrown, int attempts, int strikes) {
            Instant now = clock.instant();
            String reason = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
            if (thrown instanceof Held held) {
                return new Verdict(reason, Optional.of(held.until()), Tally.NOTHING);
            }
            if (thrown instanceof Failure.RateLimited limited) {
                return new Verdict(reason, Optional.of(limited.until()), Tally.NOTHING);
            }
            if (thrown instanceof Failure.Unauthorized) {
                return new Verdict(reason, Optional.of(now.plus(settings.check())), Tally.NOTHING);
            }
            if (thrown instanceof Failure.Unavailable || thrown instanceof Failure.Uncertain || isOfTheLedger(thrown)) {
                return new Verdict(reason, Optional.of(retry.after(attempts, now)), Tally.ATTEMPT);
            }
            if (thrown instanceof Failure.Rejected rejected) {
                return new Verdict(rejected.in(settings.language()), Optional.empty(), Tally.ATTEMPT);
            }
            return strikes + 1 < settings.attempts()
                    ? new Verdict(reason, Optional.of(retry.after(strikes, now)), Tally.STRIKE)
                    : new Verdict(
                            "given up after " + (strikes + 1) + " attempts: " + reason, Optional.empty(), Tally.STRIKE);
        }
    }
}
