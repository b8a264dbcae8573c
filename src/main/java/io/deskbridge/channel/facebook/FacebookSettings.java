package io.deskbridge.channel.facebook;

import io.deskbridge.core.Secret;
import io.deskbridge.http.meta.GraphAccess;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a Facebook page is configured with.
 *
 * @param baseUrl the Graph API without the version
 * @param version of the Graph API; each one lives for about two years
 * @param app names the Meta app, in the webhook's address; all channels of one app say the same
 * @param pageId the page's number
 * @param accessToken of the page
 * @param appSecret of the app: signs calls to Meta and checks those from it; without it there is no webhook
 * @param verifyToken any text of your own that Meta repeats when the webhook is registered
 * @param pace 60 s when not given, 5 minutes beside a webhook
 * @param otherPace between two looks at comments on ads, mentions elsewhere and recommendations
 * @param posts so many of the newest posts are looked through for comments at each poll
 * @param ads whether comments on ads are read, which want a permission of their own
 * @param mentions whether posts elsewhere that name the page are read
 * @param ratings whether recommendations are read
 * @param history how far back the first poll reads
 */
record FacebookSettings(
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
        @Nullable Duration pace,
        @DefaultValue("25")
                @Min(value = 1, message = "must be 1 to 200")
                @Max(value = 200, message = "must be 1 to 200")
                int posts,
        @DefaultValue("false") boolean ads,
        @DefaultValue("true") boolean mentions,
        @DefaultValue("true") boolean ratings,
        @DefaultValue("15m") Duration otherPace,
        @DefaultValue("1d") Duration history) {

    GraphAccess access() {
        return new GraphAccess("Facebook", baseUrl, version, () -> accessToken, Optional.ofNullable(appSecret));
    }

    Duration feedPace() {
        return Optional.ofNullable(pace).orElse(appSecret == null ? Duration.ofSeconds(60) : Duration.ofMinutes(5));
    }

    @AssertTrue(message = "verify-token needs app-secret: without it no call of Meta's can be checked")
    boolean isVerifiable() {
        return verifyToken == null || appSecret != null;
    }
}
