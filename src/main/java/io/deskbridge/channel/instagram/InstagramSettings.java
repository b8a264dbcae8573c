package io.deskbridge.channel.instagram;

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an Instagram account is configured with.
 *
 * @param login how the token was got; it decides the address and what the check asks
 * @param baseUrl the Graph API without the version; the login's when not given
 * @param version of the Graph API
 * @param app names the Meta app, in the webhook's address; all channels of one app say the same
 * @param accountId the professional account's number, as webhooks name it
 * @param username the account's name without {@code @}, by which its own comments are recognised
 * @param accessToken of the linked page, or of the account
 * @param appSecret of the app; without it there is no webhook
 * @param verifyToken any text of your own that Meta repeats when the webhook is registered
 * @param humanAgent whether Meta granted the feature Human Agent: private answers are taken for seven days and not for one
 * @param pace of the comments; 60 s when not given, 5 minutes beside a webhook
 * @param directPace of the conversations; 60 s when not given, 10 minutes beside a webhook
 * @param posts so many of the newest media are looked through at each poll
 * @param history how far back the first poll reads
 */
record InstagramSettings(
        @DefaultValue("facebook") Login login,
        @Nullable URI baseUrl,
        @DefaultValue("v25.0")
                @Pattern(regexp = "v\\d+\\.\\d+", message = "is no version of the Graph API, such as v25.0")
                String version,
        @DefaultValue("meta") @Pattern(regexp = "[A-Za-z0-9._-]+", message = "must be letters, digits, dots and dashes")
                String app,
        @DefaultValue("")
                @Pattern(
                        regexp = "\\d+",
                        message = "must be the account's number; see the README for how to ask for it")
                String accountId,
        @DefaultValue("")
                @Pattern(regexp = "[A-Za-z0-9._]+", message = "must be the account's name on Instagram, without @")
                String username,
        @NotNull(message = "access-token is missing: it must be the token of the linked page or of the account")
                Secret accessToken,
        @Nullable Secret appSecret,
        @Nullable Secret verifyToken,
        @DefaultValue("false") boolean humanAgent,
        @Nullable Duration pace,
        @Nullable Duration directPace,
        @DefaultValue("25")
                @Min(value = 1, message = "must be 1 to 200")
                @Max(value = 200, message = "must be 1 to 200")
                int posts,
        @DefaultValue("1d") Duration history) {

    /** The two ways in which Meta lets an app act for an account. */
    enum Login {
        /** By the Facebook page that is linked with the account. */
        FACEBOOK("https://graph.facebook.com"),
        /** By the account itself. */
        INSTAGRAM("https://graph.instagram.com");

        private final URI address;

        Login(String address) {
            this.address = URI.create(address);
        }
    }

    /** @param version of the Graph API; empty for what has none */
    GraphAccess access(Supplier<Secret> token, String version) {
        // only Facebook's own address is known to take the proof
        Optional<Secret> proof = login == Login.FACEBOOK ? Optional.ofNullable(appSecret) : Optional.empty();
        return new GraphAccess("Instagram", Optional.ofNullable(baseUrl).orElse(login.address), version, token, proof);
    }

    Duration commentPace() {
        return Optional.ofNullable(pace).orElse(appSecret == null ? Duration.ofSeconds(60) : Duration.ofMinutes(5));
    }

    Duration conversationPace() {
        return Optional.ofNullable(directPace)
                .orElse(appSecret == null ? Duration.ofSeconds(60) : Duration.ofMinutes(10));
    }

    @AssertTrue(message = "verify-token needs app-secret: without it no call of Meta's can be checked")
    boolean isVerifiable() {
        return verifyToken == null || appSecret != null;
    }
}
