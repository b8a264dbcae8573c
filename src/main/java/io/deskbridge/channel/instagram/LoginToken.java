package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Tokens;
import io.deskbridge.http.Signatures;
import io.deskbridge.http.meta.GraphApi;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token of Instagram Login. It lives sixty days and can be renewed when it is a day old
 * (developers.facebook.com/docs/instagram-platform/reference/refresh_access_token), so it is renewed each week: then weeks of
 * failures do no harm, and neither does a renewal whose answer is lost, because the old one lives on. A page's token is not
 * renewed: it need not end.
 */
final class LoginToken {
    private static final Logger LOG = LoggerFactory.getLogger(LoginToken.class);
    private static final String TOKEN = "login-token";
    private static final String RENEWED = "login-token-renewed";
    private static final String EXPIRES = "login-token-expires";
    /** Tells which configured token the stored one descends from: an admin's new one must win over it. */
    private static final String ORIGIN = "login-token-origin";

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration AGAIN = Duration.ofHours(1);

    private final String channel;
    private final Secret configured;
    private final boolean ends;
    private final Tokens stored;
    private final Clock clock;
    private Instant quietUntil = Instant.MIN;

    LoginToken(InstagramSettings settings, AccountContext context) {
        this.channel = context.name();
        this.configured = settings.accessToken();
        this.ends = settings.login() == InstagramSettings.Login.INSTAGRAM;
        this.stored = context.tokens();
        this.clock = context.clock();
    }

    /** What calls are made with now. */
    Secret current() {
        return ends && isOfThisOrigin() ? stored.get(TOKEN).map(Secret::of).orElse(configured) : configured;
    }

    /** Renews it when that is due. A failure is told in the log and tried again after an hour: the token still works. */
    synchronized void renew(GraphApi unversioned) {
        Instant now = clock.instant();
        if (!ends || now.isBefore(quietUntil)) {
            return;
        }
        if (!isOfThisOrigin()) {
            // how old it is cannot be asked; after a day it certainly is old enough
            put(configured, now.minus(WEEK).plus(DAY), Optional.empty());
        }
        if (now.isBefore(time(RENEWED).orElse(now).plus(WEEK))) {
            return;
        }
        try {
            JsonNode answer = unversioned.get(
                    "/refresh_access_token",
                    Map.of(
                            "grant_type",
                            "ig_refresh_token",
                            "access_token",
                            current().reveal()));
            String token = Wire.text(answer.path("access_token"));
            if (token.isEmpty()) {
                throw new Failure.Unreadable("Instagram renewed the token and did not tell the new one");
            }
            long seconds = answer.path("expires_in").asLong(0);
            put(Secret.of(token), now, seconds > 0 ? Optional.of(now.plusSeconds(seconds)) : Optional.empty());
        } catch (Failure e) {
            quietUntil = now.plus(AGAIN);
            LOG.warn(
                    "{}: the token could not be renewed, it ends {}; tried again in an hour: {}",
                    channel,
                    time(EXPIRES).map(Instant::toString).orElse("at most sixty days after it was made"),
                    e.getMessage());
        }
    }

    private Optional<Instant> time(String name) {
        return stored.get(name).map(Instant::parse);
    }

    private void put(Secret token, Instant renewed, Optional<Instant> expires) {
        var values = new LinkedHashMap<String, String>();
        values.put(TOKEN, token.reveal());
        values.put(RENEWED, renewed.toString());
        expires.ifPresent(at -> values.put(EXPIRES, at.toString()));
        values.put(ORIGIN, origin());
        stored.put(values);
    }

    private boolean isOfThisOrigin() {
        return stored.get(ORIGIN).filter(origin()::equals).isPresent();
    }

    private String origin() {
        return Signatures.hmacSha256Base64(configured, "origin".getBytes(StandardCharsets.UTF_8));
    }
}
