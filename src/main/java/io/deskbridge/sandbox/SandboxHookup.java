package io.deskbridge.sandbox;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Registers the hub's webhooks at the sandbox's vendors, as an integrator does at the real ones. Only for the shipped
 * configuration: whoever configures channels registers webhooks, too. Without them polling carries on, a little slower.
 */
@Component
@SandboxPart
@ConditionalOnProperty("deskbridge.sandbox.shipped")
class SandboxHookup {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxHookup.class);
    private static final int TIMEOUT_MILLIS = 5000;

    private final Environment environment;

    SandboxHookup(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void register() {
        String hub = "http://127.0.0.1:" + environment.getProperty("local.server.port");
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(TIMEOUT_MILLIS);
        requests.setReadTimeout(TIMEOUT_MILLIS);
        var client = RestClient.builder().requestFactory(requests).baseUrl(hub).build();
        post(
                "X",
                client.post().uri("/sandbox/x/2/webhooks").headers(headers -> headers.setBearerAuth("app-acme")),
                Map.of("url", hub + "/webhooks/channels/acme-x"));
        post(
                "Zendesk",
                client.post()
                        .uri("/sandbox/zendesk/api/v2/webhooks")
                        .headers(headers -> headers.setBasicAuth("hub@sandbox.example/token", "sandbox-zendesk-token")),
                Map.of(
                        "webhook",
                        Map.of(
                                "name", "Deskbridge",
                                "endpoint", hub + "/webhooks/desks/zendesk",
                                "http_method", "POST",
                                "request_format", "json",
                                "status", "active")));
    }

    private static void post(String vendor, RestClient.RequestBodySpec request, Map<String, ?> body) {
        try {
            request.contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientException e) {
            LOG.warn("The sandbox's {} took no webhook; polling carries on: {}", vendor, e.getMessage());
        }
    }
}
