package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.core.Tokens;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketKeysTest {
    private final MemoryTokens tokens = new MemoryTokens();

    @Test
    void names_are_the_same_after_a_restart() {
        String ticket = new TicketKeys(tokens).ticket("shop:t1");
        assertThat(new TicketKeys(tokens).ticket("shop:t1")).isEqualTo(ticket);
        assertThat(new TicketKeys(new MemoryTokens()).ticket("shop:t1")).isNotEqualTo(ticket);
    }

    @Test
    void a_ticket_is_not_named_as_an_entry_is() {
        var keys = new TicketKeys(tokens);
        assertThat(keys.item("shop:t1")).doesNotStartWith(keys.ticket("shop:t1"));
    }

    @Test
    void two_processes_that_begin_at_one_moment_find_what_the_other_wrote() {
        var here = new TicketKeys(seenBeforeAnyKeyWasThere());
        var there = new TicketKeys(seenBeforeAnyKeyWasThere());

        assertThat(here.item("shop:1")).isEqualTo(there.item("shop:1"));
    }

    /** As a process sees them that looked before the other one made its key. */
    private Tokens seenBeforeAnyKeyWasThere() {
        return new Tokens() {
            private boolean looked;

            @Override
            public Optional<String> get(String name) {
                Optional<String> value = looked ? tokens.get(name) : Optional.empty();
                looked = true;
                return value;
            }

            @Override
            public void put(Map<String, String> values) {
                tokens.put(values);
            }

            @Override
            public String getOrPut(String name, String value) {
                return tokens.getOrPut(name, value);
            }
        };
    }
}
