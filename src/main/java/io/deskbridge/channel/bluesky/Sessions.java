package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.HttpCall.Effect;
import io.deskbridge.http.AnswerRules;
import io.deskbridge.http.JsonApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs in as rarely as can be: the network takes 30 logins in 5 minutes and 300 a day. A session is kept over restarts and
 * refreshed when its access token is too old; only when that fails, too, is the password used again.
 */
final class Sessions {
    /** After a refused password: it will be refused again, and each try counts against the limit. */
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMinutes(1);

    private final BlueskySettings settings;
    private final AccountContext context;
    private final JsonApi api;
    private @Nullable Session current;
    private Instant refusedUntil = Instant.MIN;

    Sessions(BlueskySettings settings, AccountContext context) {
        this.settings = settings;
        this.context = context;
        this.api = new JsonApi(context.http(), settings.service(), this::failure);
    }

    synchronized Session current() {
        if (current == null) {
            current = Session.kept(context.tokens(), settings).orElseGet(this::login);
        }
        return current;
    }

    /** Another session in place of one whose access token was refused. */
    synchronized Session renew(Session refused) {
        if (current != null && !current.access().equals(refused.access())) {
            return current; // another thread was faster
        }
        current = keptInsteadOf(refused)
                .or(() -> refresh(refused))
                .or(() -> keptInsteadOf(refused)) // a process that refreshed at the same moment used the token up
                .orElseGet(this::login);
        return current;
    }

    /** What another process, or another thread, has put in the place of the refused one. */
    private Optional<Session> keptInsteadOf(Session refused) {
        return Session.kept(context.tokens(), settings)
                .filter(session -> !session.access().equals(refused.access()));
    }

    /** Empty when the refresh token, too, is worth nothing: it works once, and an answer that got lost used it up. */
    private Optional<Session> refresh(Session old) {
        var call = new HttpCall(
                "POST",
                api.uri("/xrpc/com.atproto.server.refreshSession", Map.of()),
                Effect.REPEATABLE_WRITE,
                Map.of("Authorization", "Bearer " + old.refresh()),
                "",
                new byte[0]);
        try {
            return Optional.of(keep(api.exchange(call)));
        } catch (Failure.Unauthorized usedUp) {
            return Optional.empty();
        }
    }

    private Session login() {
        if (context.clock().instant().isBefore(refusedUntil)) {
            throw refused("a minute ago");
        }
        var password = Map.of(
                "identifier",
                settings.account(),
                "password",
                settings.appPassword().reveal());
        var call = api.write("POST", "/xrpc/com.atproto.server.createSession", password)
                .having(Effect.REPEATABLE_WRITE);
        try {
            return keep(api.exchange(call));
        } catch (Failure.Unauthorized e) {
            refusedUntil = context.clock().instant().plus(PAUSE_AFTER_REFUSAL);
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Failure.Unauthorized refused(String why) {
        return new Failure.Unauthorized(settings.service().getAuthority() + " refused the login of "
                + settings.account()
                + " (" + why + "). Check identifier and app-password; a new app password is made in the Bluesky app"
                + " under Settings > Privacy and security > App passwords");
    }

    private Session keep(JsonNode answer) {
        Session session = Session.read(answer, settings);
        session.keep(context.tokens(), settings);
        return session;
    }

    private Failure failure(HttpCall call, HttpAnswer answer) {
        AnswerRules rules = new XrpcRules(context.clock());
        return rules.failure(call, answer);
    }
}
