package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Tokens;
import io.deskbridge.http.JsonApi;
import java.util.Map;
import java.util.Optional;

/** Finds out who we are on X: once, because reading a user costs money. */
final class XAccount {
    /** The handle is a part of the name: another account gets another id. */
    private final String key;

    private final XSettings settings;
    private final String channel;
    private final Tokens tokens;
    private final XApi api;

    XAccount(XSettings settings, AccountContext context, XApi api) {
        this.settings = settings;
        this.channel = context.name();
        this.tokens = context.tokens();
        this.api = api;
        this.key = "user-id-of-" + settings.account();
    }

    XSelf self() {
        String id =
                Optional.ofNullable(settings.userId()).or(() -> tokens.get(key)).orElseGet(this::lookUp);
        return new XSelf(channel, id, settings.account(), settings.carriedMentionsSummon());
    }

    /**
     * One cheap call with the account's own token.
     *
     * @throws Failure.Unauthorized also when the token belongs to another account
     */
    void check() {
        if (!settings.actsAsUser()) {
            lookUp();
            return;
        }
        String handle = api.readAsUser("/2/users/me", Map.of())
                .path("data")
                .path("username")
                .asText("");
        if (!handle.equalsIgnoreCase(settings.account())) {
            throw new Failure.Unauthorized("X: the token belongs to @" + handle + " and not to @" + settings.account()
                    + "; configure that account, or authorize the app as the right one");
        }
    }

    private String lookUp() {
        JsonNode user = api.read("/2/users/by/username/" + JsonApi.encode(settings.account()), Map.of());
        String id = user.path("data").path("id").asText("");
        if (!XIds.isId(id)) {
            throw new Failure.Unauthorized("X knows no account @" + settings.account() + "; correct account");
        }
        tokens.put(Map.of(key, id));
        return id;
    }
}
