package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configured account as work may use it. A call is made only when the account is not paused and its circuit lets it, and
 * what becomes of it is remembered: no call can forget that.
 *
 * @param <A> a channel or a desk
 * @param <C> its contract
 */
final class Remote<A, C> {
    private static final Logger LOG = LoggerFactory.getLogger(Remote.class);

    private final String account;
    private final A remote;
    private final C contract;
    private final Circuit circuit;
    private final AccountHealth health;
    private final Function<Conversation, Slots> slots;

    Remote(
            String account,
            A remote,
            C contract,
            Circuit circuit,
            AccountHealth health,
            Function<Conversation, Slots> slots) {
        this.account = account;
        this.remote = remote;
        this.contract = contract;
        this.circuit = circuit;
        this.health = health;
        this.slots = slots;
    }

    C contract() {
        return contract;
    }

    /** Whether the account can do more than all of its kind. */
    boolean can(Class<? extends A> ability) {
        return ability.isInstance(remote);
    }

    /**
     * Says whether a call would be made now, without making one.
     *
     * @throws Held when it would have to wait
     * @throws Failure.Unauthorized when the account is paused
     */
    void ready(Conversation who, String call) {
        refuseWhilePaused();
        circuit.waitAtTheDoor(who, call);
    }

    /**
     * Calls the account.
     *
     * @param who is served by it: others must not wait for what only this conversation meets
     * @param call what it does, in a word; a limit may be of calls that do the same
     * @throws Held when it must wait; then nothing was done
     * @throws Failure what the account said
     */
    <T> T call(Conversation who, String call, Function<A, T> doing) {
        return write(who, call, () -> {}, doing);
    }

    /**
     * As {@link #call}, for what must not happen twice.
     *
     * @param reserve says in the ledger that the write is about to be made; done before it, if it is made at all
     * @throws Held when it must wait; nothing was done then, but perhaps it was reserved
     */
    <T> T write(Conversation who, String call, Runnable reserve, Function<A, T> doing) {
        ready(who, call);
        reserve.run();
        return slots.apply(who).call(reserve, () -> inTurn(who, call, doing));
    }

    private <T> T inTurn(Conversation who, String call, Function<A, T> doing) {
        refuseWhilePaused();
        Circuit.Turn turn = circuit.enter(who, call);
        boolean judged = false;
        try {
            T result = doing.apply(remote);
            judged = true;
            boolean wasOpen = turn.probe();
            circuit.answered(turn);
            if (wasOpen) {
                LOG.info("{} answers again", account);
            }
            health.up(account);
            return result;
        } catch (Failure e) {
            judged = true;
            boolean wasOpen = circuit.isOpen();
            circuit.failed(turn, e);
            health.failed(account, e);
            if (!wasOpen) {
                circuit.state().ifPresent(state -> LOG.warn("{} {}", account, state.detail()));
            }
            throw e;
        } finally {
            if (!judged) { // the ledger or a bug, or another remote
                circuit.leave(turn);
            }
        }
    }

    private void refuseWhilePaused() {
        if (health.isPaused(account)) {
            throw new Failure.Unauthorized(account.replace(':', ' ') + " is paused until its credentials work");
        }
    }
}
