package io.deskbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PooledHttpTest {
    private static final HttpLimits SHORT = new HttpLimits(Duration.ofMillis(500), Duration.ofMillis(300), 2, 4);

    private LocalServer remote;
    private PooledHttp http;

    @BeforeEach
    void start() throws Exception {
        remote = new LocalServer();
        http = new PooledHttp(SHORT);
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        remote.close();
    }

    private URI at(String path) {
        return URI.create(remote.address() + path);
    }

    private HttpCall write(String path) {
        return HttpCall.write("POST", at(path), "application/json", "{}".getBytes());
    }

    @Test
    void an_answer_of_any_status_is_an_answer() {
        remote.on("/gone", LocalServer.answer(410, "gone for ever", "X-Why", "moved"));

        var answer = http.exchange(HttpCall.get(at("/gone")));

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.text()).isEqualTo("gone for ever");
        assertThat(answer.header("x-why")).contains("moved");
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() {
        var asked = new AtomicInteger();
        remote.on("/elsewhere", exchange -> asked.incrementAndGet());
        remote.on("/here", LocalServer.answer(302, "", "Location", "/elsewhere"));

        assertThat(http.exchange(HttpCall.get(at("/here"))).status()).isEqualTo(302);
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_refused_connection_is_unavailable_even_for_a_write() throws Exception {
        int closedPort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + closedPort + "/tickets?token=geheim");

        assertThatThrownBy(() -> http.exchange(HttpCall.write("POST", nobody, "application/json", new byte[0])))
                .isInstanceOf(Failure.Unavailable.class)
                .hasMessageContaining("POST 127.0.0.1:" + closedPort + "/tickets")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void an_unknown_host_is_unavailable() {
        assertThatThrownBy(() -> http.exchange(
                        HttpCall.write("POST", URI.create("http://nobody.invalid/"), "application/json", new byte[0])))
                .isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_write_that_broke_off_in_the_handshake_was_not_sent_and_is_unavailable() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var hangsUp = new Thread(() -> {
                try (var socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                } catch (java.io.IOException closed) {
                    // the client is gone already
                }
            });
            hangsUp.start();
            URI secure = URI.create("https://127.0.0.1:" + server.getLocalPort() + "/");

            assertThatThrownBy(() -> http.exchange(HttpCall.write("POST", secure, "application/json", new byte[0])))
                    .isInstanceOf(Failure.Unavailable.class)
                    .hasMessageContaining("cannot connect");
        }
    }

    @Test
    void a_late_answer_is_unavailable_after_a_read_and_uncertain_after_a_write() {
        var never = new CountDownLatch(1);
        remote.on("/slow", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> http.exchange(HttpCall.get(at("/slow")))).isInstanceOf(Failure.Unavailable.class);
        assertThatThrownBy(() -> http.exchange(write("/slow"))).isInstanceOf(Failure.Uncertain.class);
        assertThatThrownBy(() -> http.exchange(write("/slow").having(HttpCall.Effect.REPEATABLE_WRITE)))
                .isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_write_whose_answer_breaks_off_is_uncertain_and_is_not_repeated() {
        var taken = new AtomicInteger();
        remote.on("/dropped", exchange -> {
            taken.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertThatThrownBy(() -> http.exchange(write("/dropped"))).isInstanceOf(Failure.Uncertain.class);
        assertThat(taken).hasValue(1);
    }

    @Test
    void an_answer_that_trickles_for_ever_is_given_up() {
        var stopped = new CountDownLatch(1);
        remote.on("/trickle", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                // each byte comes within the limit for one, so only the whole call's limit can end it
                while (!stopped.await(100, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThatThrownBy(() -> http.exchange(HttpCall.get(at("/trickle"))))
                        .isInstanceOf(Failure.Unavailable.class));
        stopped.countDown();
    }

    @Test
    void a_call_broken_off_between_any_two_steps_is_a_failure_as_any_other() throws Exception {
        remote.on("/ticket", LocalServer.answer(200, "{}"));
        var strange = new ConcurrentLinkedQueue<Throwable>();
        var failures = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int caller = 0; caller < 4; caller++) {
            callers.execute(() -> {
                while (failures.get() < 500 && strange.isEmpty()) {
                    try {
                        http.exchange(HttpCall.get(at("/ticket")));
                    } catch (Failure.Unavailable brokenOff) {
                        failures.incrementAndGet();
                    } catch (RuntimeException e) {
                        strange.add(e);
                    }
                }
            });
        }
        callers.shutdown();

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    http.breakOff();
                    return callers.isTerminated();
                });

        assertThat(strange).isEmpty();
    }

    @Test
    void a_call_after_the_end_is_a_failure_as_any_other() throws Exception {
        http.close();

        assertThatThrownBy(() -> http.exchange(HttpCall.get(at("/ticket")))).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_header_cannot_be_smuggled_in() {
        var smuggled = new AtomicInteger();
        remote.on("/headers", exchange -> {
            if (exchange.getRequestHeaders().containsKey("X-Evil")) {
                smuggled.incrementAndGet();
            }
            LocalServer.answer(200, "{}").handle(exchange);
        });

        http.exchange(HttpCall.get(at("/headers")).with("X-Name", "Anna\r\nX-Evil: yes"));

        assertThat(smuggled).hasValue(0);
    }
}
