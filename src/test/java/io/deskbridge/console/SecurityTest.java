package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.hub.ConfigurationMistakes;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {
    private static final Map<String, String> ADMIN =
            Map.of("deskbridge.admin.user", "admin", "deskbridge.admin.password", "geheim-ü");

    private static ConsoleApp local;
    private static ConsoleApp guarded;

    @BeforeAll
    static void start(@TempDir Path one, @TempDir Path other) {
        local = new ConsoleApp(one, Map.of()).opened();
        guarded = new ConsoleApp(other, ADMIN).opened();
    }

    @AfterAll
    static void stop() {
        local.close();
        guarded.close();
    }

    @Test
    void without_an_admin_programs_on_this_machine_are_answered() throws Exception {
        assertThat(local.get("/api/messages").statusCode()).isEqualTo(200);
        assertThat(local.get("/console/").statusCode()).isEqualTo(200);
        assertThat(local.get("/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(local.get("/actuator/health").body()).contains("\"channels\"");
        assertThat(local.call("POST", "/api/dead-letters/message/1/replay", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void without_an_admin_nobody_else_is() throws Exception {
        for (String path : new String[] {"/api/messages", "/actuator/prometheus", "/console/", "/", "/sandbox/x"}) {
            assertThat(raw(local, "GET", path, "Host: evil.example")).as(path).startsWith("HTTP/1.1 403");
            assertThat(local.get(path, "X-Forwarded-For", "203.0.113.7").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(local.get("/api/messages", "X-Forwarded-For", "203.0.113.7").body())
                .contains("deskbridge.admin.user");
        String health = raw(local, "GET", "/actuator/health", "Host: evil.example");
        assertThat(health).contains("\"status\"").doesNotContain("channels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"})
    void this_machine_has_several_names(String host) throws Exception {
        assertThat(raw(local, "GET", "/api/info", "Host: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1"
    })
    void a_page_of_another_site_changes_nothing(String header, String value) throws Exception {
        String path = "/api/dead-letters/message/1/replay";
        assertThat(guarded.call("POST", path, "", header, value, "Authorization", basic("admin", "geheim-ü"))
                        .statusCode())
                .isEqualTo(403);
    }

    /** Whatever the interface changes or takes in. */
    @ParameterizedTest
    @CsvSource({
        "POST, /api/comments/help",
        "POST, /api/inbox/reviews",
        "POST, /api/replies/1/decide",
        "POST, /api/replies/1/replay",
        "POST, /api/dead-letters/message/1/replay",
        "POST, /api/routes/try",
        "POST, /api/routes/deployments/1/rollback",
        "PUT, /api/routes/choices"
    })
    void nothing_is_changed_without_the_password_nor_for_a_page_of_another_site(String method, String path)
            throws Exception {
        String json = "application/json";
        assertThat(guarded.call(method, path, "{}", "Content-Type", json).statusCode())
                .isEqualTo(401);
        assertThat(guarded.call(
                                method,
                                path,
                                "{}",
                                "Content-Type",
                                json,
                                "Authorization",
                                basic("admin", "geheim-ü"),
                                "Sec-Fetch-Site",
                                "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_own_page_may_change_things() throws Exception {
        assertThat(local.call(
                                "POST",
                                "/api/dead-letters/message/1/replay",
                                "",
                                "Origin",
                                "http://127.0.0.1:" + local.port(),
                                "Sec-Fetch-Site",
                                "same-origin")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void with_an_admin_the_password_is_asked_for_even_on_this_machine() throws Exception {
        assertThat(guarded.get("/api/messages").statusCode()).isEqualTo(401);
        assertThat(guarded.get("/console/").statusCode()).isEqualTo(401);
        assertThat(guarded.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(guarded.get("/api/messages", "Authorization", basic("admin", "wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(guarded.get("/api/messages", "Authorization", basic("admin", "geheim-ü"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(raw(
                        guarded,
                        "GET",
                        "/api/messages",
                        "Host: hub.example\r\nAuthorization: " + basic("admin", "geheim-ü")))
                .startsWith("HTTP/1.1 200");
        assertThat(guarded.get("/actuator/health").body())
                .contains("\"status\"")
                .doesNotContain("channels");
        assertThat(guarded.get("/actuator/health", "Authorization", basic("admin", "geheim-ü"))
                        .body())
                .contains("channels");
    }

    @Test
    void people_of_the_sandbox_are_not_asked_to_log_in_to_the_hub() throws Exception {
        assertThat(guarded.get("/sandbox/x/2/users/me", "Authorization", basic("agent-mia@sandbox.example/token", "x"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(guarded.get("/sandbox/x/2/users/me", "Authorization", "Bearer customer-anna")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void answers_carry_protecting_headers_and_no_cookie() throws Exception {
        var headers = local.get("/console/").headers();
        assertThat(headers.firstValue("content-security-policy").orElse("")).startsWith("default-src 'self';");
        assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(headers.firstValue("x-frame-options")).hasValue("DENY");
        assertThat(headers.firstValue("set-cookie")).isEmpty();
        assertThat(headers.firstValue("server")).isEmpty();
        assertThat(local.get("/no/such/page").body()).doesNotContain("Exception", "Tomcat");
    }

    @Test
    void a_password_is_never_stored_as_it_is() {
        var users = guarded.bean(org.springframework.security.core.userdetails.UserDetailsService.class);
        assertThat(users.loadUserByUsername("admin").getPassword()).startsWith("$2");
        assertThat(guarded.bean(AdminSettings.class).toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "admin, '', deskbridge.admin.password is empty",
        "'', secret, deskbridge.admin.user is missing",
        "a:b, secret, contains a colon",
        "admin, 1234567890123456789012345678901234567890123456789012345678901234567890123, may have 72 bytes",
        "admin, '${NOT_SET}', the environment variable NOT_SET is not set"
    })
    void half_a_login_stops_the_start(String user, String password, String sentence, @TempDir Path data) {
        var settings = Map.of("deskbridge.admin.user", user, "deskbridge.admin.password", password);
        assertThatThrownBy(() -> new ConsoleApp(data, settings))
                .hasRootCauseInstanceOf(ConfigurationMistakes.class)
                .rootCause()
                .hasMessageContaining(sentence);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A call with a Host header of its own, which Java's client does not send. */
    private static String raw(ConsoleApp app, String method, String path, String headers) throws Exception {
        try (var socket = new Socket("127.0.0.1", app.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var text = new StringBuilder();
            reader.lines().forEach(line -> text.append(line).append('\n'));
            return text.toString();
        }
    }
}
