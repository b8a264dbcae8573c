package io.deskbridge.channel.whatsapp;

import io.deskbridge.core.Secret;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a WhatsApp number is configured with.
 *
 * @param phoneNumberId Meta's id of the number, not the number itself
 * @param businessAccountId of the WhatsApp business account that the number belongs to; lets an agent ask which templates
 *     are approved
 * @param accessToken of a system user
 * @param app names the Meta app; its channels share one webhook address
 * @param appSecret signs the app's webhook calls
 * @param verifyToken is asked for when the webhook is set up
 * @param baseUrl the Graph API without the version
 * @param version of the Graph API; each one lives for about two years
 * @param statusWait how long to wait for a status of a reply whose sending was interrupted, before a person is asked
 */
record WhatsAppSettings(
        @NotBlank(
                        message =
                                "phone-number-id is missing: it is the long number that Meta's app dashboard shows below the phone number")
                @Pattern(regexp = "[0-9]*", message = "phone-number-id must be Meta's id of the number: digits alone")
                String phoneNumberId,
        @Nullable @Pattern(regexp = "[0-9]+", message = "business-account-id must be digits alone")
                String businessAccountId,
        @NotNull(message = "access-token is missing: it is the token of a system user") Secret accessToken,
        @DefaultValue("meta")
                @Pattern(
                        regexp = "[A-Za-z0-9_-]+",
                        message = "app must be a word: it is a part of the webhook's address")
                String app,
        @NotNull(
                        message =
                                "app-secret is missing: without it no webhook call can be trusted, and WhatsApp tells of"
                                        + " messages by nothing else")
                Secret appSecret,
        @NotNull(
                        message =
                                "verify-token is missing: think of one, and give the same to Meta with the webhook's address")
                Secret verifyToken,
        @DefaultValue("https://graph.facebook.com") URI baseUrl,
        @DefaultValue("v25.0") @Pattern(regexp = "v[0-9]+\\.[0-9]+", message = "version must be as in v25.0")
                String version,
        @DefaultValue("10m") Duration statusWait) {

    Optional<String> businessAccount() {
        return Optional.ofNullable(businessAccountId);
    }

    @AssertTrue(
            message =
                    "a secret is empty (access-token, app-secret or verify-token): set the variable that it refers to")
    boolean isWithoutEmptySecrets() {
        return Stream.of(accessToken, appSecret, verifyToken).noneMatch(secret -> secret != null && secret.isEmpty());
    }
}
