package io.deskbridge.core;

import java.util.List;

/**
 * What a company registered at a network so that programs may use its accounts; all of them share one webhook address.
 *
 * @param name as the company calls it; a part of the webhook address
 * @param secrets what its calls are signed with and its handshake asks for; all channels of an app are configured with
 *     the same
 */
public record App(String name, List<Secret> secrets) {
    public App {
        Check.filled("app", name);
        secrets = List.copyOf(secrets);
    }
}
