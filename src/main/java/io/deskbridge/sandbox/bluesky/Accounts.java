package io.deskbridge.sandbox.bluesky;

import io.deskbridge.sandbox.SandboxPart;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Who exists. An account exists as soon as somebody logs in as it; its DID follows from its name, so scripts can know it. */
@Component
@SandboxPart
class Accounts {
    static final String DOMAIN = ".sandbox.example";

    private final Map<String, Account> byDid = new ConcurrentHashMap<>();
    private final Map<String, Account> byHandle = new ConcurrentHashMap<>();

    Accounts() {
        open("acme");
    }

    /** The account of that name, handle or DID; a name that nobody has yet gets one. */
    Account open(String identifier) {
        Optional<Account> known = find(identifier);
        if (known.isPresent()) {
            return known.get();
        }
        if (identifier.startsWith("did:") || identifier.isBlank()) {
            throw XrpcError.unauthorized("AuthenticationRequired", "Invalid identifier or password");
        }
        String handle = handle(identifier);
        String name = handle.substring(0, handle.indexOf('.'));
        var account = new Account(
                "did:plc:" + Cids.base32("account " + handle).substring(0, 24),
                handle,
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        byDid.put(account.did(), account);
        byHandle.put(handle, account);
        return account;
    }

    Optional<Account> find(String identifier) {
        return Optional.ofNullable(
                identifier.startsWith("did:") ? byDid.get(identifier) : byHandle.get(handle(identifier)));
    }

    Account get(String did) {
        return find(did).orElseThrow(() -> XrpcError.invalid("Could not find user: " + did));
    }

    private static String handle(String identifier) {
        String lower = identifier.toLowerCase(Locale.ROOT);
        return lower.contains(".") ? lower : lower + DOMAIN;
    }
}
