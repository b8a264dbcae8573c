package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTokensTest {
    @TempDir
    Path data;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = new Ledger(data);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void what_is_put_replaces_what_was_there() {
        var tokens = ledger.tokens.of("desk:mail");
        tokens.put(Map.of("a", "1", "b", "2"));
        tokens.put(Map.of("a", "3"));
        assertThat(tokens.get("a")).contains("3");
        assertThat(tokens.get("b")).contains("2");
        assertThat(tokens.get("c")).isEmpty();
    }

    @Test
    void of_what_is_made_once_the_first_is_kept() {
        var tokens = ledger.tokens.of("desk:mail");
        assertThat(tokens.getOrPut("key", "first")).isEqualTo("first");
        assertThat(ledger.tokens.of("desk:mail").getOrPut("key", "second")).isEqualTo("first");
        assertThat(tokens.get("key")).contains("first");
    }

    @Test
    void each_account_has_its_own() {
        ledger.tokens.of("desk:mail").getOrPut("key", "first");
        assertThat(ledger.tokens.of("desk:other").get("key")).isEmpty();
        assertThat(ledger.tokens.of("desk:other").getOrPut("key", "second")).isEqualTo("second");
    }
}
