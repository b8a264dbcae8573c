package io.deskbridge.sandbox.bluesky;

import io.deskbridge.sandbox.SandboxPart;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Access tokens and refresh tokens. A refresh token works once; an access token until somebody calls it expired. */
@Component
@SandboxPart
class Sessions {
    /**
     * A session.
     *
     * @param chat whether its password was made with the right to direct messages
     */
    record Session(Account account, boolean chat, String access, String refresh) {}

    private final Map<String, Session> byAccess = new ConcurrentHashMap<>();
    private final Map<String, Session> byRefresh = new ConcurrentHashMap<>();
    private final Map<String, Session> expired = new ConcurrentHashMap<>();

    Session begin(Account account, boolean chat) {
        var session = new Session(account, chat, "access-" + UUID.randomUUID(), "refresh-" + UUID.randomUUID());
        byAccess.put(session.access(), session);
        byRefresh.put(session.refresh(), session);
        return session;
    }

    Session refresh(String authorization) {
        Session old = byRefresh.remove(token(authorization));
        if (old == null) {
            boolean access = byAccess.containsKey(token(authorization));
            throw access
                    ? XrpcError.of(400, "InvalidToken", "Token could not be verified")
                    : XrpcError.of(400, "ExpiredToken", "Token has been revoked");
        }
        return begin(old.account(), old.chat());
    }

    void end(String authorization) {
        Optional.ofNullable(byRefresh.remove(token(authorization)))
                .ifPresent(session -> byAccess.remove(session.access()));
    }

    Session require(String authorization) {
        String token = token(authorization);
        if (expired.containsKey(token)) {
            throw XrpcError.of(400, "ExpiredToken", "Token has expired");
        }
        return Optional.ofNullable(byAccess.get(token))
                .orElseThrow(() -> XrpcError.of(400, "InvalidToken", "Token could not be verified"));
    }

    /** Whose calls these are; for what may be read without logging in. */
    Optional<Account> viewer(String authorization) {
        return authorization.isEmpty()
                ? Optional.empty()
                : Optional.of(require(authorization).account());
    }

    /** From now on the account's access tokens are too old. */
    int expire(Account account) {
        var old = byAccess.values().stream()
                .filter(session -> session.account().equals(account))
                .toList();
        old.forEach(session -> {
            expired.put(session.access(), session);
            byAccess.remove(session.access());
        });
        return old.size();
    }

    /** From now on the account's refresh tokens are used up, too. */
    void revoke(Account account) {
        expire(account);
        byRefresh.values().removeIf(session -> session.account().equals(account));
    }

    private static String token(String authorization) {
        if (!authorization.startsWith("Bearer ")) {
            throw XrpcError.unauthorized("AuthMissing", "Authentication Required");
        }
        return authorization.substring("Bearer ".length());
    }
}
