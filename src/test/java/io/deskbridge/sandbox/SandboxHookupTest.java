package io.deskbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SandboxHookupTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer vendors;
    private int status = 201;

    @BeforeEach
    void start() throws Exception {
        vendors = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        vendors.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        vendors.start();
    }

    @AfterEach
    void stop() {
        vendors.stop(0);
    }

    private void register() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "server",
                        Map.of("local.server.port", vendors.getAddress().getPort())));
        new SandboxHookup(environment).register();
    }

    @Test
    void the_hubs_webhooks_are_registered_as_an_integrator_does_it() {
        register();

        String hub = "http://127.0.0.1:" + vendors.getAddress().getPort();
        assertThat(asked).hasSize(10);
        assertThat(asked.get(0))
                .startsWith("POST /sandbox/x/2/webhooks Bearer app-acme ")
                .contains(hub + "/webhooks/channels/acme-x");
        assertThat(asked.get(1))
                .startsWith("POST /sandbox/facebook/v25.0/deskbridge/subscriptions Bearer deskbridge|")
                .contains(hub + "/webhooks/apps/meta");
        assertThat(asked.get(2))
                .startsWith("POST /sandbox/facebook/v25.0/101/subscribed_apps Bearer page-101-sandbox ");
        assertThat(asked.get(3))
                .startsWith("POST /sandbox/messenger/v25.0/deskbridge/subscriptions Bearer deskbridge|")
                .contains(hub + "/webhooks/apps/meta");
        assertThat(asked.get(4))
                .startsWith("POST /sandbox/messenger/v25.0/101/subscribed_apps Bearer page-101-sandbox ")
                .contains("message_echoes");
        assertThat(asked.get(5))
                .startsWith("POST /sandbox/instagram/v25.0/deskbridge/subscriptions Bearer deskbridge|")
                .contains(hub + "/webhooks/apps/meta");
        assertThat(asked.get(6))
                .startsWith("POST /sandbox/instagram/v25.0/me/subscribed_apps Bearer account-17841400000000101-");
        assertThat(asked.get(7))
                .startsWith("POST /sandbox/whatsapp/v25.0/sandbox-app/subscriptions Bearer sandbox-app|")
                .contains(hub + "/webhooks/apps/whatsapp");
        assertThat(asked.get(8))
                .startsWith("POST /sandbox/zendesk/api/v2/webhooks Basic ")
                .contains(hub + "/webhooks/desks/zendesk");
        assertThat(asked.get(9))
                .startsWith("POST /sandbox/jira/rest/webhooks/1.0/webhook Basic ")
                .contains(hub + "/webhooks/desks/jira", "comment_created");
    }

    @Test
    void a_vendor_that_takes_none_does_not_stop_the_others_nor_the_hub() {
        status = 503;

        assertThatCode(this::register).doesNotThrowAnyException();
        assertThat(asked).hasSize(10);
    }
}
