package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.HttpCall.Effect;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CurrentWriteTest {
    private static final HttpCall WRITE =
            HttpCall.write("POST", URI.create("https://network.example/posts"), "text/plain", new byte[0]);
    private static final HttpCall UPLOAD = WRITE.having(Effect.REPEATABLE_WRITE);
    private static final HttpCall READ = HttpCall.get(URI.create("https://network.example/posts"));

    private final AtomicLong nanos = new AtomicLong();
    /** What reached the ledger and the remote, in order. */
    private final List<String> seen = new ArrayList<>();

    private final Http http = CurrentWrite.noticed(call -> {
        seen.add(call.method() + " " + call.effect());
        return new HttpAnswer(200, Map.of(), new byte[0]);
    });

    private void during(Runnable calls) {
        new CurrentWrite(() -> seen.add("reserved"), nanos::get).during(() -> {
            calls.run();
            return true;
        });
    }

    private void growOld() {
        nanos.addAndGet(Slots.FRESH.toNanos() + 1);
    }

    @Test
    void what_is_handed_over_at_once_is_not_reserved_again() {
        during(() -> {
            nanos.addAndGet(Slots.FRESH.toNanos());
            http.exchange(WRITE);
        });
        assertThat(seen).containsExactly("POST WRITE");
    }

    @Test
    void what_was_prepared_long_is_reserved_again_just_before_the_call_that_counts() {
        during(() -> {
            growOld();
            http.exchange(UPLOAD);
            http.exchange(READ);
            growOld();
            http.exchange(WRITE);
        });
        assertThat(seen).containsExactly("POST REPEATABLE_WRITE", "GET READ", "reserved", "POST WRITE");
    }

    @Test
    void what_may_be_seen_already_is_not() {
        during(() -> {
            http.exchange(WRITE);
            growOld();
            http.exchange(WRITE);
            CurrentWrite.handsOver();
        });
        assertThat(seen).containsExactly("POST WRITE", "POST WRITE");
    }

    @Test
    void another_remote_that_is_asked_meanwhile_has_nothing_to_do_with_it() {
        during(() -> {
            growOld();
            new CurrentWrite(() -> seen.add("of the other"), nanos::get).during(() -> http.exchange(READ));
            http.exchange(WRITE);
        });
        assertThat(seen).containsExactly("GET READ", "reserved", "POST WRITE");
    }

    @Test
    void what_cannot_be_reserved_any_more_is_not_handed_over() {
        var write = new CurrentWrite(
                () -> {
                    throw new IllegalStateException("another process has taken over");
                },
                nanos::get);
        growOld();
        for (int time = 0; time < 2; time++) { // also not by who tries once more
            assertThatThrownBy(() -> write.during(() -> http.exchange(WRITE)))
                    .hasMessage("another process has taken over");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void outside_a_write_nothing_is_reserved() {
        during(() -> {});
        growOld();
        http.exchange(WRITE);
        assertThat(seen).containsExactly("POST WRITE");
    }
}
