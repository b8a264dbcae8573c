package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.DeskContract.Repeat;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Words;
import io.deskbridge.store.HistoryRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What is done about a write into a desk whose outcome is not recorded: it is looked up; or made again where the desk knows
 * its key; or a person is asked. It is never guessed.
 */
@Component
class EarlierWrites {
    private static final Words UNCERTAIN = new Words(
            "perhaps it stands in the desk: a write broke off, and the desk can neither be asked nor tell a repeat from a"
                    + " new one. Look there, and replay it only if it is missing",
            "steht vielleicht im Helpdesk: ein Schreibvorgang brach ab, und der Helpdesk kann weder gefragt werden noch eine"
                    + " Wiederholung erkennen. Bitte dort nachsehen und nur erneut senden, wenn es fehlt");

    private final Settling settling;
    private final Clock clock;

    EarlierWrites(Settling settling, Clock clock) {
        this.settling = settling;
        this.clock = clock;
    }

    /**
     * A write that was begun.
     *
     * @param triedAt when its last attempt began
     * @param cameAt before its first attempt
     * @param history of the item
     */
    record Begun(String key, Instant triedAt, Instant cameAt, Supplier<List<HistoryRow>> history) {
        /** Whether a person looked since, and says that it is missing. */
        boolean isReplayed() {
            return history.get().stream()
                    .anyMatch(row -> row.isReplay() && !row.at().isBefore(triedAt));
        }
    }

    /**
     * Where it stands.
     *
     * @param name of the desk
     * @return empty when it may be written now
     * @throws Held while the desk may still be working on it
     * @throws Failure.Rejected when nobody but a person can tell
     * @throws Failure when that cannot be told now
     */
    Optional<Ticket> find(Remote<Desk, DeskContract> desk, String name, Conversation who, Begun begun, Trace trace) {
        DeskContract contract = desk.contract();
        Repeat repeat = contract.repeat();
        if (repeat instanceof Repeat.Never
                || repeat instanceof Repeat.Keyed keyed && isForgotten(begun.cameAt(), keyed)) {
            if (begun.isReplayed()) {
                return Optional.empty();
            }
            throw new Failure.Rejected(UNCERTAIN);
        }
        settling.await(begun.key(), begun.triedAt(), contract.settle(), name);
        return repeat instanceof Repeat.Keyed ? Optional.empty() : desk.call(who, "find", open -> open.find(trace));
    }

    /**
     * Whether an earlier attempt may still turn out to stand there when the one that was just made certainly did not
     * happen: a repeat by key is made without a look-up.
     */
    boolean mayStand(DeskContract contract, Optional<Instant> triedAt, Instant cameAt) {
        return triedAt.isPresent() && contract.repeat() instanceof Repeat.Keyed keyed && !isForgotten(cameAt, keyed);
    }

    /** The ledger knows the last attempt, the desk counts from the first. */
    private boolean isForgotten(Instant cameAt, Repeat.Keyed keyed) {
        return !clock.instant().isBefore(cameAt.plus(keyed.lasts()));
    }
}
