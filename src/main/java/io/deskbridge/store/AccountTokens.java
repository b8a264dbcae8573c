package io.deskbridge.store;

import io.deskbridge.core.Tokens;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What accounts must remember, kept in the ledger. */
@Component
public class AccountTokens implements TokenStore {
    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public AccountTokens(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    @Override
    public Tokens of(String account) {
        return new Tokens() {
            @Override
            public Optional<String> get(String name) {
                return reader
                        .queryForList(
                                "select value from token where account = ? and name = ?", String.class, account, name)
                        .stream()
                        .findFirst();
            }

            @Override
            public void put(Map<String, String> values) {
                committer.commit(tx -> {
                    values.forEach((name, value) -> tx.update(
                            """
                            insert into token (account, name, value, changed_at) values (?, ?, ?, ?)
                            on conflict (account, name) do update
                            set value = excluded.value, changed_at = excluded.changed_at""",
                            account,
                            name,
                            value,
                            clock.millis()));
                    return values.size();
                });
            }

            @Override
            public String getOrPut(String name, String value) {
                committer.commit(tx -> tx.update(
                        """
                        insert into token (account, name, value, changed_at) values (?, ?, ?, ?)
                        on conflict (account, name) do nothing""",
                        account,
                        name,
                        value,
                        clock.millis()));
                return get(name).orElseThrow();
            }
        };
    }
}
