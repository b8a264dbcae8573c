package io.deskbridge.channel.messenger;

import io.deskbridge.core.Secret;
import io.deskbridge.http.meta.GraphAccess;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the inbox of a page is configured with.
 *
 * @param baseUrl the Graph API without the version
 * @param version of the Graph API
 * @param app names the Meta app, in the webhook's address; all channels of one app say the same
 * @param pageId the page's number
 * @param accessToken of the page, with {@code pages_messaging}
 * @param appSecret of the app; without it there is no webhook
 * @param verifyToken any text of your own that Meta repeats when the webhook is registered
 * @param humanAgent whether Meta granted the feature Human Agent: answers are taken for seven days and not for one
 * @param pace 60 s when not given, 10 minutes beside a webhook
 * @param history how far back the first poll reads
 */
record MessengerSettings(
        @DefaultValue("https://graph.facebook.com") URI baseUrl,
        @DefaultValue("v25.0")
                @Pattern(regexp = "v\\d+\\.\\d+", message = "is no version of the Graph API, such as v25.0")
                String version,
        @DefaultValue("meta") @Pattern(regexp = "[A-Za-z0-9._-]+", message = "must be letters, digits, dots and dashes")
                String app,
        @DefaultValue("") @Pattern(regexp = "\\d+", message = "must be the page's number; see About on the page")
                String pageId,
        @NotNull(message = "access-token is missing: it must be the page's access token") Secret accessToken,
        @Nullable Secret appSecret,
        @Nullable Secret verifyToken,
        @DefaultValue("false") boolean humanAgent,
        @Nullable Duration pace,
        @DefaultValue("1d") Duration history) {

    GraphAccess access() {
        return new GraphAccess("Messenger", baseUrl, version, () -> accessToken, Optional.ofNullable(appSecret));
    }

    Duration pollPace() {
        return Optional.ofNullable(pace).orElse(appSecret == null ? Duration.ofSeconds(60) : Duration.ofMinutes(10));
    }

    @AssertTrue(message = "verify-token needs app-secret: without it no call of Meta's can be checked")
    boolean isVerifiable() {
        return verifyToken == null || appSecret != null;
    }
}
