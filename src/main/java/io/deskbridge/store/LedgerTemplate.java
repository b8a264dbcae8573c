package io.deskbridge.store;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;

/**
 * Runs the ledger's statements. PostgreSQL has no place for the character NUL in a text, so it becomes U+FFFD wherever it
 * stands, in both databases, when writing and when asking.
 */
final class LedgerTemplate extends JdbcTemplate {
    private final List<Consumer<Outcome>> afterwards = new ArrayList<>();

    /** What became of a transaction that was not taken back. */
    enum Outcome {
        STORED,
        /** The database was lost while it was committing. */
        UNKNOWN
    }

    private final Optional<Engine> engine;

    /** One that only reads. */
    LedgerTemplate(DataSource source) {
        super(source);
        this.engine = Optional.empty();
    }

    /** One that writes, in transactions. */
    LedgerTemplate(DataSource source, Engine engine) {
        super(source);
        this.engine = Optional.of(engine);
    }

    /**
     * A change for many rows of values.
     *
     * @param one the statement for one of them
     * @param all the statement for all of them, each parameter an array of one column's values; it may not depend on the
     *     order in which the rows are taken
     */
    record ForAll(String one, String all) {}

    @Override
    protected PreparedStatementSetter newArgPreparedStatementSetter(@Nullable Object @Nullable [] values) {
        return super.newArgPreparedStatementSetter(values == null ? null : clean(values));
    }

    /**
     * Has something done after the transaction, by the thread that committed it and before it begins another one. Not done
     * when the transaction is taken back.
     */
    void afterwards(Consumer<Outcome> action) {
        afterwards.add(action);
    }

    /** The transaction has ended. */
    void ended(Outcome outcome) {
        List<Consumer<Outcome>> actions = List.copyOf(afterwards);
        afterwards.clear(); // also of one that fails: the next transaction is another one
        actions.forEach(action -> action.accept(outcome));
    }

    /** The transaction was taken back. */
    void takenBack() {
        afterwards.clear();
    }

    /** Runs a statement once for each row of values, in order; how many rows each run changed. */
    int[] each(String sql, List<Object[]> rows) {
        return rows.isEmpty()
                ? new int[0]
                : batchUpdate(sql, rows.stream().map(LedgerTemplate::clean).toList());
    }

    /** Runs the change for all rows of values, none of which is null; all at once where the database can. */
    void each(ForAll change, List<Object[]> rows) {
        if (!takesArrays()) {
            each(change.one(), rows);
        } else if (!rows.isEmpty()) {
            update(change.all(), columns(rows));
        }
    }

    /** The answer to a question that selects one truth. */
    boolean isSo(String question) {
        return Boolean.TRUE.equals(queryForObject(question, Boolean.class));
    }

    /** Whether {@link #columns} may be used. */
    boolean takesArrays() {
        return engine.map(Engine::takesArrays).orElse(false);
    }

    /**
     * Tickets of the desks are linked in this transaction: those are waited for, in any process, who found that some ticket
     * is not linked and store something because of that; whoever looks later waits for this transaction.
     */
    void links(Collection<String> desks) {
        engine.ifPresent(known -> known.links(this, desks));
    }

    /** In this transaction something is stored because a ticket of the desk is not linked: look again after this. */
    void missesLink(String desk) {
        engine.ifPresent(known -> known.missesLink(this, desk));
    }

    /** The rows' values as an array for each column. */
    static Object[] columns(List<Object[]> rows) {
        Object[] first = rows.get(0);
        var columns = new Object[first.length];
        for (int column = 0; column < first.length; column++) {
            var values = (Object[]) Array.newInstance(first[column].getClass(), rows.size());
            for (int row = 0; row < values.length; row++) {
                Object value = rows.get(row)[column];
                values[row] = value instanceof String text ? clean(text) : value;
            }
            columns[column] = values;
        }
        return columns;
    }

    private static Object[] clean(@Nullable Object[] values) {
        Object[] clean = values;
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String text && text.indexOf('\0') >= 0) {
                clean = clean == values ? values.clone() : clean;
                clean[i] = clean(text);
            }
        }
        return clean;
    }

    /** A text as it is stored. */
    static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
