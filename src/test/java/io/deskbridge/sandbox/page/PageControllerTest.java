package io.deskbridge.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageControllerTest {
    static SandboxServer sandbox;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private static HttpAnswer get(String path) {
        return sandbox.patient().exchange(HttpCall.get(URI.create(sandbox.address() + path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sandbox"})
    void the_way_leads_to_the_page(String path) {
        assertThat(get(path).status()).isEqualTo(302);
        assertThat(get(path).header("Location")).contains("/sandbox/");
    }

    @Test
    void the_page_says_that_it_is_a_sandbox_and_has_nothing_inline() {
        var page = get("/sandbox/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("<span class=\"badge\">Sandbox</span>")
                .doesNotContain("<style", "onclick=", " style=");
        assertThat(page.header("Content-Security-Policy")).get().asString().contains("default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "playground.js",
                "networks.js",
                "desks.js",
                "targets.js",
                "words.js",
                "playground.css",
                "icon.svg"
            })
    void its_parts_are_served_and_none_writes_html_or_asks_the_world(String part) {
        var answer = get("/sandbox/page/" + part);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "eval(",
                        "http://",
                        "https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/sandbox/page/nothing.js", "/sandbox/page/..%2fdeskbridge.yaml", "/sandbox/page/index.html"})
    void nothing_else_is_served(String path) {
        assertThat(get(path).status()).isBetween(400, 404);
    }
}
