package io.deskbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultsTest {
    static SandboxServer sandbox;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private static HttpCall get() {
        return HttpCall.get(URI.create(sandbox.address() + "/sandbox/nothing"));
    }

    @Test
    void a_status_is_answered_as_often_as_asked_after_the_calls_to_skip() {
        sandbox.fault(Map.of(
                "path",
                "/sandbox/nothing",
                "kind",
                "STATUS",
                "status",
                429,
                "skip",
                1,
                "headers",
                Map.of("Retry-After", "7")));

        assertThat(sandbox.http().exchange(get()).status()).isEqualTo(404);
        var met = sandbox.http().exchange(get());
        assertThat(met.status()).isEqualTo(429);
        assertThat(met.header("retry-after")).contains("7");
        assertThat(sandbox.http().exchange(get()).status()).isEqualTo(404);
    }

    @Test
    void a_dropped_answer_is_uncertain_for_a_write_and_unavailable_for_a_read() {
        sandbox.fault(Map.of("path", "/sandbox/nothing", "kind", "DROP_ANSWER", "times", 2));

        assertThatThrownBy(() -> sandbox.http()
                        .exchange(HttpCall.write("POST", get().uri(), "application/json", new byte[] {'{', '}'})))
                .isInstanceOf(Failure.Uncertain.class);
        assertThatThrownBy(() -> sandbox.http().exchange(get())).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_dropped_answer_ends_the_connection_and_is_no_mere_silence() {
        sandbox.fault(Map.of("path", "/sandbox/nothing", "kind", "DROP_ANSWER"));

        assertThatThrownBy(() -> sandbox.http().exchange(get()))
                .isInstanceOf(Failure.Unavailable.class)
                .hasMessageNotContaining("timed out");
    }

    @Test
    void a_malformed_answer_is_no_json() {
        sandbox.fault(Map.of("path", "/sandbox/nothing", "kind", "MALFORMED"));

        assertThat(sandbox.http().exchange(get()).text()).isEqualTo("{\"data\": [");
    }

    @Test
    void a_fault_with_a_chance_meets_some_calls_and_stays() {
        sandbox.fault(Map.of("path", "/sandbox/some", "kind", "STATUS", "status", 500, "chance", 0.5, "times", 1000));
        HttpCall call = HttpCall.get(URI.create(sandbox.address() + "/sandbox/some"));

        var seen = IntStream.range(0, 64)
                .mapToObj(i -> sandbox.http().exchange(call).status())
                .collect(Collectors.toSet());

        assertThat(seen).containsExactlyInAnyOrder(404, 500);
    }

    @Test
    void a_call_that_asks_for_it_is_spared() {
        sandbox.fault(Map.of("path", "/sandbox/spared", "kind", "STATUS", "status", 500));
        HttpCall call = HttpCall.get(URI.create(sandbox.address() + "/sandbox/spared"));

        assertThat(sandbox.http().exchange(call.with("Sandbox-Faults", "none")).status())
                .isEqualTo(404);
        assertThat(sandbox.http().exchange(call).status()).isEqualTo(500);
    }
}
