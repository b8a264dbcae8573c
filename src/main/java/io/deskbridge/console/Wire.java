package io.deskbridge.console;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the API says what the ledger says otherwise. */
final class Wire {
    private Wire() {}

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Absent for what may be tried at once. */
    static @Nullable Instant due(Instant dueAt) {
        return dueAt.toEpochMilli() == 0 ? null : dueAt;
    }
}
