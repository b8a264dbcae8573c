package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What happens to an item after a failure; the failure's type alone decides.
 *
 * @param again when it is tried again; empty when it never is
 * @param counts whether this was a failed attempt
 */
record Verdict(String reason, Optional<Instant> again, boolean counts) {

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
         */
        Verdict of(Throwable thrown, int attempts) {
            Instant now = clock.instant();
            String reason = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
            if (thrown instanceof Held held) {
                return new Verdict(reason, Optional.of(held.until()), false);
            }
            if (thrown instanceof Failure.RateLimited limited) {
                return new Verdict(reason, Optional.of(limited.until()), false);
            }
            if (thrown instanceof Failure.Unauthorized) {
                return new Verdict(reason, Optional.of(now.plus(settings.check())), false);
            }
            if (thrown instanceof Failure.Unavailable || thrown instanceof Failure.Uncertain) {
                return new Verdict(reason, Optional.of(retry.after(attempts, now)), true);
            }
            if (thrown instanceof Failure.Rejected) {
                return new Verdict(reason, Optional.empty(), true);
            }
            return attempts + 1 < settings.attempts()
                    ? new Verdict(reason, Optional.of(retry.after(attempts, now)), true)
                    : new Verdict("given up after " + (attempts + 1) + " attempts: " + reason, Optional.empty(), true);
        }
    }
}
