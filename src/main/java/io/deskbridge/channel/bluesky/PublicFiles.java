package io.deskbridge.channel.bluesky;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.http.GuardedFetch;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Fetches what hangs on posts. All of it is public, so nothing of ours is sent along. A view's address leads to the
 * AppView's cache of images; where that cannot be asked, our own server is asked for the file itself, whose owner and hash
 * the address ends with.
 */
final class PublicFiles {
    private static final Pattern CACHED =
            Pattern.compile("/(did:[a-z]+:[a-zA-Z0-9._:%-]+)/(baf[a-z0-9]+)(?:@[a-z]+)?$");

    private final GuardedFetch fetch;
    private final Xrpc xrpc;

    PublicFiles(GuardedFetch fetch, Xrpc xrpc) {
        this.fetch = fetch;
        this.xrpc = xrpc;
    }

    Media fetch(Attachment attachment, long maxBytes) {
        try {
            URI address = new URI(attachment.reference());
            String name = attachment.name().orElse("");
            try {
                return fetch.fetch(address, name, maxBytes, Map.of());
            } catch (Failure.Unavailable | Failure.Rejected e) {
                URI original = original(attachment.reference()).orElseThrow(() -> e);
                return fetch.fetch(original, name, maxBytes, Map.of());
            }
        } catch (URISyntaxException e) {
            throw new Failure.Rejected("an attachment's address is none");
        }
    }

    private Optional<URI> original(String cached) {
        var matcher = CACHED.matcher(cached);
        return matcher.find()
                ? Optional.of(URI.create(Embeds.blob(
                        matcher.group(1), matcher.group(2), xrpc.session().endpoint())))
                : Optional.empty();
    }
}
