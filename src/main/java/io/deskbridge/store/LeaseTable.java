package io.deskbridge.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Who works on what, where several processes share the ledger. Times are the database's. */
@Component
public class LeaseTable {
    private final Committer committer;
    private final Engine engine;

    public LeaseTable(Committer committer, LedgerDatabase database) {
        this.committer = committer;
        this.engine = database.engine();
    }

    /** Whether there can be other processes; without, nobody needs a lease. */
    public boolean isShared() {
        return engine.isShared();
    }

    /**
     * A lease as it stands.
     *
     * @param free nobody holds it, or its holder let its time pass
     */
    public record Lease(String name, String holder, long epoch, boolean free) {}

    /**
     * What a holder wants to change.
     *
     * @param claim taken if they are still free
     * @param giveBack free from now on
     */
    public record Plan(Collection<String> claim, Collection<String> giveBack) {}

    /**
     * Prolongs all that the holder has, shows it what there is, and does what it plans then; in one commit.
     *
     * @return the epochs of what it holds afterwards, by name
     */
    public Map<String, Long> keep(String holder, Duration length, Function<List<Lease>, Plan> planning) {
        return Optional.ofNullable(committer.commit(tx -> {
                    tx.update(
                            "update lease set held_until = " + engine.now()
                                    + " + ? where holder = ? and held_until > 0",
                            length.toMillis(),
                            holder);
                    shorten(tx, length);
                    Plan plan = planning.apply(all(tx));
                    plan.giveBack()
                            .forEach(name -> tx.update(
                                    "update lease set held_until = 0 where name = ? and holder = ?", name, holder));
                    plan.claim().forEach(name -> claim(tx, name, holder, length));
                    return held(tx, holder);
                }))
                .orElseThrow();
    }

    /**
     * Somebody set the database's clock back: what is held for longer than anybody asks for would be a dead holder's until
     * the old time comes again. It is not free at once, because a living holder still works under it, and prolongs it in time.
     */
    private void shorten(LedgerTemplate tx, Duration length) {
        tx.update(
                "update lease set held_until = %s + ? where held_until > %s + ?".formatted(engine.now(), engine.now()),
                length.toMillis(),
                2 * length.toMillis());
    }

    /** Gives everything back, so that others need not wait until its time has passed. */
    public void giveBackAll(String holder) {
        committer.commit(tx -> tx.update("update lease set held_until = 0 where holder = ?", holder));
    }

    /** Forgets leases that nobody holds and nobody will ask for, such as those of processes that ended. */
    public void forget(String prefix) {
        committer.commit(
                tx -> tx.update("delete from lease where name like ? and held_until < " + engine.now(), prefix + "%"));
    }

    private List<Lease> all(LedgerTemplate tx) {
        return tx.query(
                "select name, holder, epoch, case when held_until < " + engine.now()
                        + " then 1 else 0 end as free from lease order by name",
                (row, number) -> new Lease(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4) == 1));
    }

    private void claim(LedgerTemplate tx, String name, String holder, Duration length) {
        tx.update(
                """
                insert into lease (name, holder, epoch, held_until) values (?, ?, 1, %s + ?)
                on conflict (name) do update
                set holder = excluded.holder, epoch = lease.epoch + 1, held_until = excluded.held_until
                where lease.held_until < %s"""
                        .formatted(engine.now(), engine.now()),
                name,
                holder,
                length.toMillis());
    }

    private Map<String, Long> held(LedgerTemplate tx, String holder) {
        var held = new HashMap<String, Long>();
        var rows = new ArrayList<Map.Entry<String, Long>>(tx.query(
                "select name, epoch from lease where holder = ? and held_until > 0",
                (row, number) -> Map.entry(row.getString(1), row.getLong(2)),
                holder));
        rows.forEach(row -> held.put(row.getKey(), row.getValue()));
        return held;
    }
}
