package io.deskbridge.store;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on something, which every write made under it carries: when another process has taken it over
 * meanwhile, the write is refused. Without this, a process that was stopped for a while and goes on would write over what
 * its successor did.
 *
 * @param lease the name of what is worked on
 * @param epoch counts its holders
 */
public record Fence(String lease, long epoch) {
    private static final ThreadLocal<@Nullable Fence> CURRENT = new ThreadLocal<>();

    /** Runs the work; all that this thread writes to the ledger meanwhile carries the fence. */
    public <T> T during(Supplier<T> work) {
        Fence before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    static Optional<Fence> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}
