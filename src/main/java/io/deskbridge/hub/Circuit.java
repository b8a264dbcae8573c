package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls from a remote that does not answer. After some failures in a row, of more than one conversation, it opens and
 * everything waits; then one conversation at a time tries it, after growing pauses, until one call is answered. What one
 * conversation alone meets never opens it, and the one that tried in vain lets others try before it tries again: so a
 * conversation that always fails does not hold up the rest.
 *
 * <p>Not resilience4j's: that lets several calls through when half open, gives no time to wait until, and measures its
 * pauses by a clock of its own.
 */
final class Circuit {
    static final int FAILURES = 5;
    static final int CONVERSATIONS = 2;
    private static final Duration LONG = Duration.ofMinutes(4);
    /** Who may try prepares itself first, by a question to the other side for instance. */
    private static final Duration COMES_WITHIN = Duration.ofSeconds(30);

    private final String account;
    private final Retry pauses;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Map<String, Limit> limits = new HashMap<>(); // by call; the empty one is the account's
    private final Set<Conversation> failing = new HashSet<>();
    private int failures; // in a row
    private int generation; // of calls: what began before it opened or closed tells nothing of now
    private @Nullable Open open;

    Circuit(String account, Retry pauses, Clock clock) {
        this.account = account.replace(':', ' ');
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * Asks for a call to the account. Each turn must end with {@link #answered}, {@link #failed} or {@link #leave}.
     *
     * @param call what it does, in a word: a limit may be of calls that do the same
     * @throws Held when it must wait
     */
    synchronized Turn enter(Conversation who, String call) {
        waitAtTheDoor(who, call);
        boolean probe = open != null;
        if (open != null) {
            open = open.triedBy(who);
        }
        return new Turn(who, call, generation, probe);
    }

    /**
     * As {@link #enter}, without taking the turn: for what must be known before something else is done. While the circuit is
     * open, who passes here is the one who may try, so that the others need not prepare what they will not be let do; if it
     * does not come in a while, the next one may.
     */
    synchronized void waitAtTheDoor(Conversation who, String call) {
        Instant now = clock.instant();
        for (String limited : new String[] {"", call}) {
            Limit limit = limits.get(limited);
            if (limit != null && limit.holds(now)) {
                throw new Held(
                        account + " takes no calls for now: " + limit.reason(),
                        limit.until().plus(chance(limit.length())));
            }
            limits.remove(limited);
        }
        if (open == null) {
            return;
        }
        Duration pause = open.pause();
        if (open.tried()) {
            throw held(now.plus(pause.dividedBy(2)).plus(chance(pause)));
        }
        Instant mayTry =
                open.probeAt().plus(open.triedLast().equals(Optional.of(who)) ? pause.dividedBy(4) : Duration.ZERO);
        // before its own beginning there is no now, unless somebody moved the clock back
        if (mayTry.isAfter(now) && !now.isBefore(open.since())) {
            throw held(mayTry.plus(chance(pause)));
        }
        if (open.isSomebodyElseNext(who, now)) {
            throw held(now.plus(pause.dividedBy(2)).plus(chance(pause)));
        }
        open = open.next(who, now);
    }

    private Held held(Instant until) {
        return new Held("waits for " + account + ", which does not answer", until);
    }

    /** Up to a quarter of the time, so that not all come back at one moment. */
    private Duration chance(Duration of) {
        return Duration.ofMillis(random.nextLong(of.toMillis() / 4 + 1));
    }

    synchronized void answered(Turn turn) {
        if (turn.generation() != generation) {
            return;
        }
        failures = 0;
        failing.clear();
        if (open != null) {
            open = null;
            generation++;
        }
    }

    synchronized void failed(Turn turn, Failure failure) {
        if (failure instanceof Failure.RateLimited limited) {
            if (limited.reach() != Failure.RateLimited.Reach.ITEM) {
                limited(turn.call(), limited);
            }
            answered(turn);
        } else if (failure instanceof Failure.Rejected || failure instanceof Failure.Unauthorized) {
            answered(turn);
        } else if (turn.generation() == generation) {
            if (turn.probe()) { // what is not understood is no answer either
                open(Optional.of(turn.who()), failure);
            } else if (!(failure instanceof Failure.Unreadable)) {
                failures++;
                failing.add(turn.who());
                if (failures >= FAILURES && failing.size() >= CONVERSATIONS) {
                    open(Optional.empty(), failure);
                }
            }
        }
    }

    /** The call was not made, or tells nothing of the remote. */
    synchronized void leave(Turn turn) {
        if (turn.probe() && turn.generation() == generation && open != null) {
            open = open.triedByNobody();
        }
    }

    private void open(Optional<Conversation> last, Failure failure) {
        Instant now = clock.instant();
        int openings = open == null ? 0 : open.openings() + 1;
        Instant probeAt = pauses.after(openings, now);
        open = new Open(now, probeAt, openings, String.valueOf(failure.getMessage()), last);
        failures = 0;
        failing.clear();
        generation++;
    }

    /**
     * What asks for no turn, a poll, met a limit: calls that do the same wait until its time, and all of them when it is the
     * account's.
     */
    synchronized void limited(String call, Failure.RateLimited limited) {
        String of = limited.reach() == Failure.RateLimited.Reach.ACCOUNT ? "" : call;
        limits.put(of, new Limit(clock.instant(), limited.until(), String.valueOf(limited.getMessage())));
    }

    /** Why the account is not called now, as a sentence for an admin; empty while it is. */
    synchronized Optional<State> state() {
        if (open != null) {
            return Optional.of(new State(
                    true,
                    "does not answer (" + open.reason() + "); what is for it waits, and one item tries it at "
                            + open.probeAt(),
                    open.since()));
        }
        Instant now = clock.instant();
        return limits.values().stream()
                .filter(limit -> limit.holds(now))
                .findFirst()
                .map(limit -> new State(false, "waits until " + limit.until() + ": " + limit.reason(), limit.since()));
    }

    /** Whether the whole account is left alone at this moment. */
    synchronized boolean isOpen() {
        Limit limit = limits.get("");
        return open != null || limit != null && limit.holds(clock.instant());
    }

    /** Until when such calls must wait because of a limit of theirs or of the account's; empty when they need not. */
    synchronized Optional<Instant> limitedUntil(String call) {
        Instant now = clock.instant();
        return Stream.of("", call)
                .flatMap(limited -> Optional.ofNullable(limits.get(limited)).stream())
                .filter(limit -> limit.holds(now))
                .map(Limit::until)
                .max(Comparator.naturalOrder());
    }

    /** A call that was let through. */
    record Turn(Conversation who, String call, int generation, boolean probe) {}

    /**
     * Why calls wait.
     *
     * @param broken whether the remote does not answer; else it wants us to wait
     */
    record State(boolean broken, String detail, Instant since) {}

    private record Limit(Instant since, Instant until, String reason) {
        boolean holds(Instant now) {
            return until.isAfter(now) && !now.isBefore(since);
        }

        /** Limits may last for days; what waited for one need not wait much longer. */
        Duration length() {
            Duration length = Duration.between(since, until);
            return length.compareTo(LONG) > 0 ? LONG : length;
        }
    }

    /**
     * While it is open.
     *
     * @param tried whether somebody tries it at this moment
     * @param next who may try it next
     * @param nextSince when that was decided
     */
    private record Open(
            Instant since,
            Instant probeAt,
            int openings,
            String reason,
            Optional<Conversation> triedLast,
            boolean tried,
            Optional<Conversation> next,
            Instant nextSince) {
        Open(Instant since, Instant probeAt, int openings, String reason, Optional<Conversation> triedLast) {
            this(since, probeAt, openings, reason, triedLast, false, Optional.empty(), since);
        }

        Duration pause() {
            return Duration.between(since, probeAt);
        }

        boolean isSomebodyElseNext(Conversation who, Instant now) {
            boolean stillExpected = now.isBefore(nextSince.plus(COMES_WITHIN)) && !now.isBefore(nextSince);
            return stillExpected && next.isPresent() && !next.get().equals(who);
        }

        Open next(Conversation who, Instant now) {
            return new Open(since, probeAt, openings, reason, triedLast, tried, Optional.of(who), now);
        }

        Open triedBy(Conversation who) {
            return new Open(since, probeAt, openings, reason, Optional.of(who), true, next, nextSince);
        }

        Open triedByNobody() {
            return new Open(since, probeAt, openings, reason, triedLast);
        }
    }
}
