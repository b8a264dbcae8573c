package io.deskbridge.sandbox;

import java.util.List;
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
    private static final String MESSENGER =
            "messages,message_edits,message_echoes,message_deliveries,message_reads,message_reactions,"
                    + "messaging_postbacks,messaging_referrals,standby";

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
                "Facebook",
                client.post()
                        .uri("/sandbox/facebook/v25.0/deskbridge/subscriptions")
                        .headers(headers -> headers.setBearerAuth("deskbridge|sandbox-meta-app-secret")),
                Map.of(
                        "object", "page",
                        "callback_url", hub + "/webhooks/apps/meta",
                        "verify_token", "sandbox-meta-verify-token",
                        "fields", "feed,mention,ratings"));
        post(
                "Facebook",
                client.post()
                        .uri("/sandbox/facebook/v25.0/101/subscribed_apps")
                        .headers(headers -> headers.setBearerAuth("page-101-sandbox")),
                Map.of("subscribed_fields", "feed,mention,ratings"));
        post(
                "Messenger",
                client.post()
                        .uri("/sandbox/messenger/v25.0/deskbridge/subscriptions")
                        .headers(headers -> headers.setBearerAuth("deskbridge|sandbox-meta-app-secret")),
                Map.of(
                        "object",
                        "page",
                        "callback_url",
                        hub + "/webhooks/apps/meta",
                        "verify_token",
                        "sandbox-meta-verify-token",
                        "fields",
                        MESSENGER));
        post(
                "Messenger",
                client.post()
                        .uri("/sandbox/messenger/v25.0/101/subscribed_apps")
                        .headers(headers -> headers.setBearerAuth("page-101-sandbox")),
                Map.of("subscribed_fields", MESSENGER));
        post(
                "Instagram",
                client.post()
                        .uri("/sandbox/instagram/v25.0/deskbridge/subscriptions")
                        .headers(headers -> headers.setBearerAuth("deskbridge|sandbox-meta-app-secret")),
                Map.of(
                        "object", "instagram",
                        "callback_url", hub + "/webhooks/apps/meta",
                        "verify_token", "sandbox-meta-verify-token",
                        "fields", "comments,mentions,messages,message_edit,message_reactions,messaging_seen"));
        post(
                "Instagram",
                client.post()
                        .uri("/sandbox/instagram/v25.0/me/subscribed_apps")
                        .headers(headers -> headers.setBearerAuth("account-17841400000000101-sandbox")),
                Map.of("subscribed_fields", "comments,mentions,messages,messaging_seen"));
        post(
                "WhatsApp",
                client.post()
                        .uri("/sandbox/whatsapp/v25.0/sandbox-app/subscriptions")
                        .headers(headers -> headers.setBearerAuth("sandbox-app|sandbox-whatsapp-app-secret")),
                Map.of(
                        "object", "whatsapp_business_account",
                        "callback_url", hub + "/webhooks/apps/whatsapp",
                        "verify_token", "sandbox-whatsapp-verify-token",
                        "fields", "messages"));
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
        post(
                "Jira",
                client.post()
                        .uri("/sandbox/jira/rest/webhooks/1.0/webhook")
                        .headers(headers -> headers.setBasicAuth("hub@sandbox.example", "sandbox-jira-token")),
                Map.of(
                        "name",
                        "Deskbridge",
                        "url",
                        hub + "/webhooks/desks/jira",
                        "events",
                        List.of("comment_created", "comment_updated"),
                        "secret",
                        "sandbox-jira-webhook-secret"));
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
