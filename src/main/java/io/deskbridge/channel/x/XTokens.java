package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Tokens;
import io.deskbridge.http.JsonApi;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The account's OAuth 2.0 tokens. X's access tokens live two hours and a refresh token works once: the pair that a
 * refresh brings is on disk before either is used.
 */
final class XTokens {
    private static final String ACCESS = "access-token";
    private static final String REFRESH = "refresh-token";
    private static final String EXPIRES = "access-token-expires";
    /** Tells which configured token the stored ones descend from: an admin's new one must win over them. */
    private static final String ORIGIN = "refresh-token-origin";

    private static final Duration EARLY = Duration.ofMinutes(1);

    private final XSettings settings;
    private final Tokens stored;
    private final JsonApi api;
    private final Clock clock;

    XTokens(XSettings settings, AccountContext context, JsonApi api) {
        this.settings = settings;
        this.stored = context.tokens();
        this.api = api;
        this.clock = context.clock();
    }

    /** A token for reading what is public. */
    String forReading() {
        return settings.bearer() != null ? settings.bearer().reveal() : ofUser();
    }

    /** A token for acting as the account; refreshed before it expires. */
    synchronized String ofUser() {
        if (settings.refreshToken() == null) {
            return configuredAccess();
        }
        Optional<String> access = isOfThisOrigin() ? stored.get(ACCESS) : configuredAccessIfAny();
        boolean expired = isOfThisOrigin()
                && stored.get(EXPIRES)
                        .map(at -> Instant.ofEpochSecond(Long.parseLong(at))
                                .isBefore(clock.instant().plus(EARLY)))
                        .orElse(false);
        return access.isEmpty() || expired ? refresh() : access.get();
    }

    /** A token instead of one that X refused; empty when there is no way to get another. */
    synchronized Optional<String> insteadOf(String refused) {
        if (settings.refreshToken() == null
                || settings.bearer() != null && settings.bearer().reveal().equals(refused)) {
            return Optional.empty();
        }
        // another thread, or another process, may have refreshed meanwhile
        Optional<String> newer =
                isOfThisOrigin() ? stored.get(ACCESS).filter(token -> !token.equals(refused)) : Optional.empty();
        return Optional.of(newer.orElseGet(this::refresh));
    }

    private String refresh() {
        Secret configured = settings.refreshToken();
        if (configured == null) {
            return configuredAccess();
        }
        String refreshToken = isOfThisOrigin() ? stored.get(REFRESH).orElse(configured.reveal()) : configured.reveal();
        JsonNode answer;
        try {
            answer = ask(refreshToken);
        } catch (Failure.Unauthorized e) {
            return refreshedElsewhere(refreshToken).orElseThrow(() -> e);
        }
        String access = answer.path("access_token").asText("");
        if (access.isEmpty()) {
            throw new Failure.Unreadable("X answered a refresh without an access token");
        }
        var values = new LinkedHashMap<String, String>();
        values.put(ACCESS, access);
        values.put(REFRESH, answer.path("refresh_token").asText(refreshToken));
        values.put(
                EXPIRES,
                String.valueOf(clock.instant()
                        .plusSeconds(answer.path("expires_in").asLong(7200))
                        .getEpochSecond()));
        values.put(ORIGIN, fingerprint(configured));
        stored.put(values);
        return access;
    }

    /** What a process that refreshed at the same moment got: it used the token up. */
    private Optional<String> refreshedElsewhere(String usedUp) {
        boolean changed = isOfThisOrigin()
                && stored.get(REFRESH).filter(token -> !token.equals(usedUp)).isPresent();
        return changed ? stored.get(ACCESS) : Optional.empty();
    }

    private JsonNode ask(String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        String clientId = String.valueOf(settings.clientId());
        form.put("client_id", clientId);
        byte[] body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + JsonApi.encode(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
        HttpCall call = HttpCall.write(
                        "POST", api.uri("/2/oauth2/token", Map.of()), "application/x-www-form-urlencoded", body)
                .having(HttpCall.Effect.REPEATABLE_WRITE);
        Secret clientSecret = settings.clientSecret();
        if (clientSecret != null) {
            call = call.with("Authorization", basic(clientId, clientSecret));
        }
        try {
            return api.exchange(call);
        } catch (Failure.Rejected refused) {
            throw new Failure.Unauthorized(
                    refused.getMessage()
                            + " (X does not take the refresh token any more; authorize the app again and configure the new one)");
        }
    }

    private static String basic(String user, Secret password) {
        byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private boolean isOfThisOrigin() {
        Secret configured = settings.refreshToken();
        return configured != null
                && stored.get(ORIGIN).filter(fingerprint(configured)::equals).isPresent();
    }

    private static String fingerprint(Secret secret) {
        return Signatures.hmacSha256Base64(secret, "origin".getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> configuredAccessIfAny() {
        return Optional.ofNullable(settings.accessToken()).map(Secret::reveal);
    }

    private String configuredAccess() {
        @Nullable Secret access = settings.accessToken();
        if (access == null) {
            throw new Failure.Unauthorized("X: neither access-token nor refresh-token is configured, only bearer,"
                    + " which cannot act as the account");
        }
        return access.reveal();
    }
}
