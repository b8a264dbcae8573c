package io.deskbridge.channel.x;

import io.deskbridge.core.Secret;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an X account is configured with.
 *
 * @param baseUrl the API without {@code /2}
 * @param account our handle, without {@code @}
 * @param userId our numeric id; asked from X when it is not given
 * @param bearer the app's own token: reads what is public
 * @param clientId of the app, for the refresh token
 * @param clientSecret of the app, where it has one
 * @param accessToken of the account; without a refresh token it must be one that does not expire
 * @param refreshToken of the account, from OAuth 2.0 with the scope {@code offline.access}; used once, then the ledger
 *     keeps the one that rotates
 * @param consumerSecret of the app; switches the webhook on
 * @param search a query of X's recent search; switches the search on
 * @param mentionsPace 60 s when not given, 5 minutes beside a webhook
 * @param directPace between two looks at the direct messages
 * @param searchPace between two searches
 * @param deletionsPace between two looks for posts that were deleted
 * @param ownPostsWatched how many of our own posts of the last seven days are looked up at that pace as well, the newest, in
 *     calls of a hundred; 0 for none. X charges each of them once a day
 * @param directMessages whether direct messages are read
 * @param history how far back the first poll reads
 * @param longPosts the account may write posts of 25,000 characters
 * @param carriedMentionsSummon whether a name that X itself put in front of a reply counts as a mention that allows our
 *     answer
 */
record XSettings(
        @DefaultValue("https://api.x.com") URI baseUrl,
        @NotBlank(message = "account is missing: it must be the account's handle without @, for example acme")
                @Pattern(regexp = "[A-Za-z0-9_]*", message = "account must be the handle alone, without @ or address")
                String account,
        @Nullable String userId,
        @Nullable Secret bearer,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable Secret accessToken,
        @Nullable Secret refreshToken,
        @Nullable Secret consumerSecret,
        @Nullable @Size(max = 512, message = "search is longer than the 512 characters that X takes") String search,
        @Nullable Duration mentionsPace,
        @DefaultValue("60s") Duration directPace,
        @DefaultValue("5m") Duration searchPace,
        @DefaultValue("15m") Duration deletionsPace,
        @DefaultValue("100")
                @PositiveOrZero(message = "own-posts-watched must be 0 or more, for example 100")
                @Max(
                        value = 10_000,
                        message = "own-posts-watched must be 10000 or less: X charges each post once a day")
                int ownPostsWatched,
        @DefaultValue("true") boolean directMessages,
        @DefaultValue("1d") Duration history,
        @DefaultValue("false") boolean longPosts,
        @DefaultValue("true") boolean carriedMentionsSummon) {

    /** Whether we can act as the account; without it we only read what is public. */
    boolean actsAsUser() {
        return accessToken != null || refreshToken != null;
    }

    Duration paceOfMentions() {
        return Optional.ofNullable(mentionsPace)
                .orElse(consumerSecret == null ? Duration.ofSeconds(60) : Duration.ofMinutes(5));
    }

    @AssertTrue(
            message = "no credentials: refresh-token with client-id (or access-token) lets the hub answer,"
                    + " bearer alone lets it read")
    boolean isWithCredentials() {
        return actsAsUser() || bearer != null;
    }

    @AssertTrue(message = "refresh-token needs the client-id of the app that it was made for")
    boolean isRefreshable() {
        return refreshToken == null || clientId != null && !clientId.isBlank();
    }

    @AssertTrue(
            message = "a secret is empty (bearer, client-secret, access-token, refresh-token or consumer-secret):"
                    + " leave the key out, or set the variable that it refers to")
    boolean isWithoutEmptySecrets() {
        return Stream.of(bearer, clientSecret, accessToken, refreshToken, consumerSecret)
                .noneMatch(secret -> secret != null && secret.isEmpty());
    }
}
