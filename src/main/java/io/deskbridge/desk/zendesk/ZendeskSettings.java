package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Secret;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a Zendesk is configured with.
 *
 * @param baseUrl the account's address, {@code https://acme.zendesk.com}
 * @param email of the user in whose name the API token acts; an admin, because the export of changed tickets is for
 *     admins only
 * @param apiToken beside {@code email}
 * @param oauthToken instead of {@code email} and {@code apiToken}
 * @param webhookSecret the signing secret of the webhook; without one, webhook calls are refused and polling alone reads
 * @param pace between two polls; the export takes ten calls a minute
 * @param updatesPerTicket how often the hub may write to one ticket within ten minutes; 30 is Zendesk's own limit
 * @param group name or id of the group for tickets whose route names none; empty leaves it to Zendesk
 * @param brand likewise
 * @param tags that every ticket of the hub carries; triggers can tell the hub's tickets by them
 */
record ZendeskSettings(
        @NotNull(message = "must be the account's address, such as https://acme.zendesk.com") @Nullable URI baseUrl,
        @DefaultValue("") String email,
        @DefaultValue("") Secret apiToken,
        @DefaultValue("") Secret oauthToken,
        @DefaultValue("") Secret webhookSecret,
        @DefaultValue("15s") Duration pace,
        @DefaultValue("30") @Min(value = 10, message = "must be at least 10") int updatesPerTicket,
        @DefaultValue("") String group,
        @DefaultValue("") String brand,
        @DefaultValue("deskbridge") List<String> tags) {

    @AssertTrue(message = "email and api-token must both be set, or oauth-token alone")
    boolean isSignedIn() {
        return oauthToken.isEmpty() ? !email.isBlank() && !apiToken.isEmpty() : email.isBlank() && apiToken.isEmpty();
    }

    @AssertTrue(message = "base-url must begin with https:// (or http://) and name a host")
    boolean isAddressed() {
        return baseUrl == null
                || baseUrl.getHost() != null
                        && ("https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme()));
    }

    @AssertTrue(message = "pace must be at least 1s; 15s is well within what Zendesk takes")
    boolean isPaced() {
        return pace.compareTo(Duration.ofSeconds(1)) >= 0;
    }
}
