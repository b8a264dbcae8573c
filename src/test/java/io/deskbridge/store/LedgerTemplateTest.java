package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTemplateTest {
    private static final String INSERT = "insert into token (account, name, value, changed_at) values (?, ?, ?, ?)";
    private Ledger ledger;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new Ledger(data);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void nul_becomes_the_replacement_character_when_one_row_is_written() {
        ledger.committer.commit(tx -> tx.update(INSERT, "a", "n", "\0x\0\0y\0", 1));
        assertThat(values()).containsExactly("\uFFFDx\uFFFD\uFFFDy\uFFFD");
    }

    @Test
    void nul_becomes_the_replacement_character_when_many_rows_are_written() {
        var rows = new ArrayList<Object[]>();
        rows.add(new Object[] {"a", "1", "x\0", 1});
        rows.add(new Object[] {"a", "2", "Grüße 🙂", 1});
        assertThat(ledger.committer.<int[]>commit(tx -> tx.each(INSERT, rows))).containsExactly(1, 1);
        assertThat(values()).containsExactly("x\uFFFD", "Grüße 🙂");
        assertThat(rows.get(0)[2]).as("the caller's own values").isEqualTo("x\0");
    }

    @Test
    void who_asks_with_nul_finds_what_was_written_with_it() {
        ledger.committer.commit(tx -> tx.update(INSERT, "a\0b", "n", "found", 1));
        assertThat(ledger.database
                        .reader()
                        .queryForList("select value from token where account = ?", String.class, "a\0b"))
                .containsExactly("found");
    }

    @Test
    void no_rows_are_no_statement() {
        assertThat(ledger.committer.<int[]>commit(tx -> tx.each("this is not SQL", List.of())))
                .isEmpty();
    }

    private List<String> values() {
        return ledger.database.reader().queryForList("select value from token order by name", String.class);
    }
}
