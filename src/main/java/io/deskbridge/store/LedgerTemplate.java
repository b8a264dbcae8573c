package io.deskbridge.store;

import java.util.ArrayList;
import java.util.List;
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

    LedgerTemplate(DataSource source) {
        super(source);
    }

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
        afterwards.forEach(action -> action.accept(outcome));
        afterwards.clear();
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
