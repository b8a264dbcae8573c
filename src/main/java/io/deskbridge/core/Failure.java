package io.deskbridge.core;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a remote. The type alone says what happens next, so nothing switches on codes. Messages name the
 * remote and the call, never a secret, and fit into a log line.
 */
public abstract sealed class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Failure(String message) {
        super(message);
    }

    private Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The remote cannot be reached, or failed before it took anything; the hub tries again with growing pauses. */
    public static final class Unavailable extends Failure {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A write was sent and its outcome is not known; the hub looks up whether it happened before anything else. */
    public static final class Uncertain extends Failure {
        private static final long serialVersionUID = 1L;

        public Uncertain(String message) {
            super(message);
        }

        public Uncertain(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The remote wants us to wait; nothing was done. Not counted as a failed attempt. */
    public static final class RateLimited extends Failure {
        private static final long serialVersionUID = 1L;
        private final Instant until;
        private final Reach reach;

        /** A limit on the whole account. */
        public RateLimited(String message, Instant until) {
            this(message, until, Reach.ACCOUNT);
        }

        public RateLimited(String message, Instant until, Reach reach) {
            super(message);
            this.until = until;
            this.reach = reach;
        }

        /** What else must wait with the call that was refused. */
        public enum Reach {
            /** All calls to the account: its budget is spent. */
            ACCOUNT,
            /** Calls that do the same: networks count each endpoint by itself. */
            CALL,
            /** Nothing else: the limit is of one ticket or one conversation. */
            ITEM
        }

        public Reach reach() {
            return reach;
        }

        /** When the remote may be asked again. */
        public Instant until() {
            return until;
        }
    }

    /** The token is gone or a permission is missing: the account pauses, and nothing is retried or lost meanwhile. */
    public static final class Unauthorized extends Failure {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String message) {
            super(message);
        }
    }

    /** The remote will never take this; the message is the reason, in words for an agent. */
    public static final class Rejected extends Failure {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Words words;

        public Rejected(String message) {
            super(message);
            this.words = null;
        }

        /** A reason in the languages that agents read. */
        public Rejected(Words reason) {
            super(reason.english());
            this.words = reason;
        }

        /** The reason in that language, where there is one. */
        public String in(Locale language) {
            return words == null ? String.valueOf(getMessage()) : words.in(language);
        }
    }

    /** The remote's answer to a read was not understood. */
    public static final class Unreadable extends Failure {
        private static final long serialVersionUID = 1L;

        public Unreadable(String message) {
            super(message);
        }

        public Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
