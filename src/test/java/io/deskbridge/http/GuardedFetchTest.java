package io.deskbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedFetchTest {
    private static final HttpLimits SHORT = new HttpLimits(Duration.ofSeconds(1), Duration.ofMillis(500), 2, 4);
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    private final AtomicInteger asked = new AtomicInteger();
    private LocalServer remote;

    @BeforeEach
    void start() throws Exception {
        remote = new LocalServer().on("/image", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, PNG.length);
            exchange.getResponseBody().write(PNG);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    private static GuardedFetch allowing(String... hosts) {
        return new GuardedFetch(SHORT, Set.of(hosts));
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + remote.port() + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "localhost",
                "LOCALHOST",
                "0.0.0.0",
                "2130706433",
                "127.1",
                "0x7f.1",
                "0177.0.0.1",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::7f00:1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "10.0.0.1",
                "172.16.5.4",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "[fe80::1]",
                "[fd00::1]"
            })
    void a_private_address_is_not_asked_however_it_is_written(String host) throws Exception {
        try (var fetch = allowing()) {
            assertThatThrownBy(() -> fetch.fetch(at(host, "/image"), "", 1000, Map.of()))
                    // a notation that this system's resolver does not read is no address at all
                    .isInstanceOfAny(
                            host.startsWith("0x") || host.startsWith("0177")
                                    ? new Class<?>[] {Failure.Rejected.class, Failure.Unavailable.class}
                                    : new Class<?>[] {Failure.Rejected.class});
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void an_allowed_host_is_asked_and_its_file_is_named_after_what_it_is() throws Exception {
        try (var fetch = allowing("127.0.0.1")) {
            var media = fetch.fetch(at("127.0.0.1", "/image"), "", 1000, Map.of());

            assertThat(media.bytes()).isEqualTo(PNG);
            assertThat(media.name()).isEqualTo("image");
            assertThat(media.mimeType()).isEqualTo("image/png");
        }
    }

    @Test
    void a_redirect_to_a_private_address_is_not_followed() throws Exception {
        remote.on(
                "/away",
                LocalServer.answer(
                        302, "", "Location", at("localhost", "/image").toString()));
        try (var fetch = allowing("127.0.0.1")) {
            assertThatThrownBy(() -> fetch.fetch(at("127.0.0.1", "/away"), "", 1000, Map.of()))
                    .isInstanceOf(Failure.Rejected.class)
                    .hasMessageContaining("private");
        }
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/x", "jar:file:/x.jar!/y", "gopher://127.0.0.1/"})
    void only_http_and_https_are_fetched_from_the_start(String address) throws Exception {
        try (var fetch = allowing("127.0.0.1")) {
            assertThatThrownBy(() -> fetch.fetch(URI.create(address), "", 1000, Map.of()))
                    .isInstanceOf(Failure.Rejected.class);
        }
    }

    @Test
    void a_redirect_to_a_file_is_not_followed() throws Exception {
        remote.on("/away", LocalServer.answer(301, "", "Location", "file:///etc/passwd"));
        try (var fetch = allowing("127.0.0.1")) {
            assertThatThrownBy(() -> fetch.fetch(at("127.0.0.1", "/away"), "", 1000, Map.of()))
                    .isInstanceOf(Failure.Rejected.class)
                    .hasMessageContaining("only http and https");
        }
    }

    @Test
    void an_address_without_a_host_is_rejected_for_good() throws Exception {
        try (var fetch = allowing()) {
            assertThatThrownBy(() -> fetch.fetch(URI.create("http:///image"), "", 1000, Map.of()))
                    .isInstanceOf(Failure.Rejected.class);
        }
    }

    @Test
    void a_redirect_elsewhere_is_followed_without_the_owners_token() throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>();
        remote.on("/private", exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            LocalServer.answer(302, "", "Location", at("localhost", "/storage").toString())
                    .handle(exchange);
        });
        remote.on("/storage", exchange -> {
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            LocalServer.answer(200, "hello").handle(exchange);
        });
        try (var fetch = allowing("127.0.0.1", "localhost")) {
            var media = fetch.fetch(at("127.0.0.1", "/private"), "a.txt", 1000, Map.of("Authorization", "Bearer t"));

            assertThat(new String(media.bytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
        }
        assertThat(tokens).containsExactly("Bearer t", "null");
    }

    @Test
    void redirects_in_a_circle_end() throws Exception {
        remote.on("/circle", LocalServer.answer(302, "", "Location", "/circle"));
        try (var fetch = allowing("127.0.0.1")) {
            assertThatThrownBy(() -> fetch.fetch(at("127.0.0.1", "/circle"), "", 1000, Map.of()))
                    .isInstanceOf(Failure.Rejected.class)
                    .hasMessageContaining("redirects too often");
        }
    }

    @Test
    void a_file_may_be_exactly_as_large_as_wanted_and_no_byte_larger() throws Exception {
        try (var fetch = allowing("127.0.0.1")) {
            assertThat(fetch.fetch(at("127.0.0.1", "/image"), "", PNG.length, Map.of())
                            .bytes())
                    .hasSize(PNG.length);
            assertThatThrownBy(() -> fetch.fetch(at("127.0.0.1", "/image"), "", PNG.length - 1, Map.of()))
                    .isInstanceOf(Failure.Rejected.class)
                    .hasMessageContaining("larger than");
        }
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void an_endless_file_is_given_up_at_the_limit() throws Exception {
        remote.on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[8192];
            while (true) {
                exchange.getResponseBody().write(part);
            }
        });
        try (var fetch = allowing("127.0.0.1")) {
            assertThatThrownBy(() -> fetch.fetch(at("127.0.0.1", "/endless"), "", 100_000, Map.of()))
                    .isInstanceOf(Failure.Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Drip: "})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_trickles_in_the_body_or_in_the_headers_is_given_up_in_time(String beginning) throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var fetch = new GuardedFetch(SHORT, Set.of("127.0.0.1"), Duration.ofSeconds(1))) {
            Thread dripping = new Thread(() -> drip(socket, beginning));
            dripping.start();

            assertThatThrownBy(() -> fetch.fetch(
                            URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/x"), "", 1_000_000, Map.of()))
                    .isInstanceOf(Failure.Unavailable.class)
                    .hasMessageContaining("trickles");
            dripping.join();
        }
    }

    /** A byte within each pause that the client allows, until it hangs up. */
    private static void drip(ServerSocket socket, String beginning) {
        try (var connection = socket.accept()) {
            OutputStream out = connection.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            connection.setSoTimeout(50);
            while (true) {
                out.write('x');
                out.flush();
                pause(connection);
            }
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotNull();
        }
    }

    /** Waits for bytes that do not come; fails when the other side hung up. */
    private static void pause(Socket connection) throws IOException {
        try {
            byte[] asked = new byte[1000];
            if (connection.getInputStream().read(asked) < 0) {
                throw new IOException("hung up");
            }
        } catch (SocketTimeoutException nothing) {
            assertThat(nothing).isNotNull();
        }
    }

    @Test
    void a_file_is_what_its_bytes_are_whatever_a_stranger_says() throws Exception {
        remote.on("/page", LocalServer.answer(200, "<html><script>1</script></html>", "Content-Type", "image/png"));
        try (var fetch = allowing("127.0.0.1")) {
            assertThat(fetch.fetch(at("127.0.0.1", "/page"), "photo.png", 1000, Map.of())
                            .mimeType())
                    .isEqualTo("text/html");
        }
    }

    @Test
    void what_is_gone_is_rejected_and_what_is_broken_may_come_back() throws Exception {
        remote.on("/gone", LocalServer.answer(404, "no"));
        remote.on("/broken", LocalServer.answer(503, "later"));
        try (var fetch = allowing("127.0.0.1")) {
            assertThatThrownBy(() -> fetch.fetch(at("127.0.0.1", "/gone"), "", 1000, Map.of()))
                    .isInstanceOf(Failure.Rejected.class);
            assertThatThrownBy(() -> fetch.fetch(at("127.0.0.1", "/broken"), "", 1000, Map.of()))
                    .isInstanceOf(Failure.Unavailable.class);
        }
    }

    @Test
    void a_file_name_has_no_path_and_no_surprise() {
        URI uri = URI.create("https://cdn.example/a/b/photo.png?x=1");

        assertThat(GuardedFetch.safeName("", uri)).isEqualTo("photo.png");
        assertThat(GuardedFetch.safeName("../../etc/passwd", uri))
                .doesNotContain("/")
                .doesNotStartWith(".");
        assertThat(GuardedFetch.safeName("a\r\nb\u202Egnp.exe", uri)).doesNotContain("\r", "\n", "\u202E");
        assertThat(GuardedFetch.safeName("x".repeat(500) + ".png", uri))
                .hasSize(120)
                .endsWith(".png");
    }
}
