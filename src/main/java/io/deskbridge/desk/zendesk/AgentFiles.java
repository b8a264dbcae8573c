package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Media;
import io.deskbridge.http.FileTypes;
import io.deskbridge.http.GuardedFetch;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Fetches what agents hung on their comments. The credentials go to the account's own address only: Zendesk hands files
 * out from there by a redirect to another host, and comments may point anywhere.
 */
final class AgentFiles implements Media.Source {
    private final URI base;
    private final String authorization;
    private final Http http;
    private final GuardedFetch downloads;

    AgentFiles(URI base, String authorization, Http http, GuardedFetch downloads) {
        this.base = base;
        this.authorization = authorization;
        this.http = http;
        this.downloads = downloads;
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        URI uri;
        try {
            uri = URI.create(attachment.reference());
        } catch (IllegalArgumentException e) {
            throw new Failure.Rejected("attachment has no address that could be read");
        }
        String name = attachment.name().orElse("");
        return isOurs(uri) ? own(uri, name, maxBytes) : downloads.fetch(uri, name, maxBytes, Map.of());
    }

    private Media own(URI uri, String name, long maxBytes) {
        HttpAnswer answer = http.exchange(HttpCall.get(uri).with("Authorization", authorization));
        int status = answer.status();
        if (status == 301 || status == 302 || status == 303 || status == 307) {
            String location = answer.header("Location").orElse("");
            return downloads.fetch(uri.resolve(location), name, maxBytes, Map.of());
        }
        if (status == 429 || status >= 500) {
            throw new Failure.Unavailable("attachment from " + uri.getHost() + " answered " + status);
        }
        if (!answer.ok()) {
            throw new Failure.Rejected("attachment from " + uri.getHost() + " cannot be had: it answered " + status);
        }
        if (answer.body().length > maxBytes) {
            throw new Failure.Rejected("attachment is larger than " + maxBytes + " bytes");
        }
        String safe = GuardedFetch.safeName(name, uri);
        return new Media(safe, FileTypes.of(answer.body(), safe), answer.body());
    }

    private boolean isOurs(URI uri) {
        return Objects.equals(uri.getScheme(), base.getScheme())
                && Objects.equals(uri.getAuthority(), base.getAuthority());
    }
}
