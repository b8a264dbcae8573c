package io.deskbridge.http.meta;

import io.deskbridge.core.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How an account is reached.
 *
 * @param network as people call it, for what agents read: "Facebook"
 * @param baseUrl without the version
 * @param version such as {@code v25.0}; each one lives for about two years. Empty for what has no versions
 * @param token of the page, account or system user; asked for at each call
 * @param appSecret proves that a call with the token comes from the app; empty when the settings have none
 */
public record GraphAccess(
        String network, URI baseUrl, String version, Supplier<Secret> token, Optional<Secret> appSecret) {
    URI base() {
        return URI.create(baseUrl.toString().replaceAll("/+$", "") + "/" + version);
    }
}
