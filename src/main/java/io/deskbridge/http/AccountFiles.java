package io.deskbridge.http;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Media;
import java.net.URI;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/**
 * Fetches files that an account's system holds for its users. The credentials go to the account's own address only: such
 * systems hand files out from there by a redirect to another host, and what users write may point anywhere.
 */
public final class AccountFiles implements Media.Source {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** The client cuts longer answers off, and nobody wants half a file. */
    private static final long MOST = 30_000_000;

    private final URI base;
    private final String authorization;
    private final Http http;
    private final GuardedFetch downloads;

    /**
     * @param base of the account; only its scheme, host and port count
     * @param authorization the header that is sent there
     */
    public AccountFiles(URI base, String authorization, Http http, GuardedFetch downloads) {
        this.base = base;
        this.authorization = authorization;
        this.http = http;
        this.downloads = downloads;
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        URI uri = GuardedFetch.address(attachment);
        String name = attachment.name().orElse("");
        return isOurs(uri) ? own(uri, name, maxBytes) : downloads.fetch(uri, name, maxBytes, Map.of());
    }

    private Media own(URI uri, String name, long maxBytes) {
        HttpAnswer answer = http.exchange(HttpCall.get(uri).with("Authorization", authorization));
        int status = answer.status();
        if (REDIRECTS.contains(status)) {
            return downloads.fetch(target(uri, answer), name, maxBytes, Map.of());
        }
        if (status == 429 || status >= 500) {
            throw new Failure.Unavailable("attachment from " + uri.getHost() + " answered " + status);
        }
        if (!answer.ok()) {
            throw GuardedFetch.notHad(uri, status);
        }
        long most = Math.min(maxBytes, MOST);
        if (answer.body().length > most) {
            throw GuardedFetch.tooLarge(uri, most);
        }
        String safe = GuardedFetch.safeName(name, uri);
        return new Media(safe, FileTypes.of(answer.body(), safe), answer.body());
    }

    private static URI target(URI from, HttpAnswer answer) {
        try {
            return from.resolve(answer.header("Location").orElseThrow().strip());
        } catch (IllegalArgumentException | NoSuchElementException nowhere) {
            throw GuardedFetch.nowhere(from);
        }
    }

    private boolean isOurs(URI uri) {
        return Objects.equals(uri.getScheme(), base.getScheme())
                && Objects.equals(uri.getAuthority(), base.getAuthority());
    }
}
