package io.deskbridge.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.Shared;
import io.deskbridge.core.SendKey;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TidTest {
    @Test
    void a_key_gives_the_same_record_key_at_each_attempt() {
        var key = new SendKey(12_345, Instant.parse("2026-11-22T01:07:39.758Z"));

        assertThat(Tid.of(key)).isEqualTo(Tid.of(new SendKey(12_345, Instant.parse("2026-11-22T01:07:39.758Z"))));
        assertThat(Tid.isValid(Tid.of(key))).isTrue();
    }

    @Test
    void a_million_replies_of_one_millisecond_have_record_keys_of_their_own() {
        var keys = new HashSet<String>();
        Instant now = Instant.parse("2026-11-22T01:07:39.758Z");
        for (long number = 0; number < 1_000_000; number++) {
            keys.add(Tid.of(new SendKey(number, now)));
        }
        assertThat(keys).hasSize(1_000_000);
    }

    @Test
    void record_keys_sort_by_time() {
        String first = Tid.of(new SendKey(999_999, Instant.parse("2026-11-22T01:07:39.758Z")));
        String second = Tid.of(new SendKey(1, Instant.parse("2026-11-22T01:07:39.759Z")));

        assertThat(first).isLessThan(second);
    }

    @Test
    void the_time_stands_in_the_first_53_bits() {
        assertThat(Tid.encode(0, 0)).isEqualTo("2222222222222");
        assertThat(Tid.encode(0, 1)).isEqualTo("2222222222223");
        assertThat(Tid.encode(1, 0)).isEqualTo("2222222222322");
    }

    @Test
    void the_networks_own_vectors_are_told_apart() throws IOException {
        assertThat(Shared.lines("specs/bluesky/interop-syntax/tid_syntax_valid.txt"))
                .isNotEmpty()
                .allMatch(Tid::isValid);
        assertThat(Shared.lines("specs/bluesky/interop-syntax/tid_syntax_invalid.txt"))
                .isNotEmpty()
                .noneMatch(Tid::isValid);
        assertThat(Shared.lines("specs/bluesky/interop-syntax/handle_syntax_invalid.txt"))
                .isNotEmpty()
                .noneMatch(Handles::isValid);
        assertThat(Shared.lines("specs/bluesky/interop-syntax/handle_syntax_valid.txt"))
                .isNotEmpty()
                .allMatch(Handles::isValid);
    }
}
