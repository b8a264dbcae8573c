package io.deskbridge.http;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Downloads what strangers point at: over http and https only, never from a private address (checked where the name is
 * resolved, for each redirect anew), never more bytes than wanted, and named after what the bytes are.
 */
@Component
public class GuardedFetch implements AutoCloseable {
    private static final int MAX_REDIRECTS = 3;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final CloseableHttpClient client;
    private final Duration longest;
    /** Breaks off what takes too long: a remote may send its headers byte by byte, for ever. */
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "fetch-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param allowed hosts that may be asked although their address is private: the sandbox, and what a company runs
     *     inside its own network
     */
    @Autowired
    public GuardedFetch(HttpLimits limits, @Value("${deskbridge.http.allow-private-hosts:}") Set<String> allowed) {
        this(limits, allowed, LONGEST);
    }

    /**
     * @param longest from the first request to the last byte
     */
    GuardedFetch(HttpLimits limits, Set<String> allowed, Duration longest) {
        this.longest = longest;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new PublicOnly(allowed))
                .setMaxConnPerRoute(4)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.answer()))
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.answer()))
                        .setResponseTimeout(Timeout.of(limits.answer()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setUserAgent("Deskbridge")
                .build();
    }

    /**
     * Downloads what a stranger's attachment points at.
     *
     * @param attachment whose reference is an address
     * @throws Failure as below; {@link Failure.Rejected} also where the reference is no address
     */
    public Media fetch(Attachment attachment, long maxBytes) {
        return fetch(address(attachment), attachment.name().orElse(""), maxBytes, Map.of());
    }

    /** Where an attachment lies whose reference is an address. */
    static URI address(Attachment attachment) {
        try {
            return URI.create(attachment.reference());
        } catch (IllegalArgumentException e) {
            throw new Failure.Rejected(
                    new Words("the address of an attachment is none", "Die Adresse eines Anhangs ist keine"));
        }
    }

    /**
     * Downloads one file.
     *
     * @param headers what the owner of the address must be sent, for example a token; empty for strangers' links
     * @throws Failure.Rejected when it is too large, gone, or at an address that must not be asked
     * @throws Failure.Unavailable when it cannot be had now
     */
    public Media fetch(URI uri, String name, long maxBytes, Map<String, String> headers) {
        long end = System.nanoTime() + longest.toNanos();
        URI at = uri;
        Map<String, String> sent = headers;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Got got = get(at, sent, maxBytes, end);
            if (got.redirect().isEmpty()) {
                return new Media(safeName(name, uri), FileTypes.of(got.bytes(), name), got.bytes());
            }
            URI next = got.redirect().get();
            // desks redirect to a storage elsewhere; the owner's token is for the owner alone
            sent = sameOwner(at, next) ? sent : Map.of();
            at = next;
        }
        throw notFetched(uri, "it redirects too often", "Er leitet zu oft weiter");
    }

    private Got get(URI uri, Map<String, String> headers, long maxBytes, long end) {
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new Failure.Rejected(new Words(
                    "attachment " + uri.getScheme() + ":… is not fetched: only http and https are",
                    "Der Anhang " + uri.getScheme() + ":… wird nicht geholt: nur solche mit http und https"));
        }
        if (uri.getHost() == null) {
            throw new Failure.Rejected(new Words(
                    "attachment is not fetched: its address names no host",
                    "Der Anhang wird nicht geholt: Seine Adresse nennt keinen Server"));
        }
        var request = new HttpGet(uri);
        headers.forEach(request::setHeader);
        Future<?> deadline = deadlines.schedule(request::abort, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            try {
                return read(uri, response, maxBytes);
            } finally {
                // closing alone would first read the rest of a body, and a stranger's may be endless
                request.cancel();
                Closer.closeQuietly(response);
            }
        } catch (PublicOnly.PrivateAddress e) {
            throw notFetched(uri, "its address is a private one", "Die Adresse gehört zu einem privaten Netz");
        } catch (IOException | IllegalStateException e) {
            // the client says of a request that was broken off between two of its steps that its state is wrong
            throw new Failure.Unavailable(
                    "attachment from " + uri.getHost()
                            + (System.nanoTime() - end > 0 ? " trickles; given up" : ": " + e.getMessage()),
                    e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static Got read(URI uri, ClassicHttpResponse response, long maxBytes) throws IOException {
        int status = response.getCode();
        if (status >= 500 || status == 429 || status == 408) {
            throw new Failure.Unavailable("attachment from " + uri.getHost() + " answered " + status);
        }
        Header location = response.getFirstHeader("Location");
        if (REDIRECTS.contains(status) && location != null) {
            return new Got(Optional.of(target(uri, location.getValue())), new byte[0]);
        }
        if (status >= 300) {
            throw notHad(uri, status);
        }
        if (response.getEntity() == null) {
            return new Got(Optional.empty(), new byte[0]);
        }
        return new Got(Optional.empty(), limited(uri, response.getEntity().getContent(), maxBytes));
    }

    private static byte[] limited(URI uri, InputStream body, long maxBytes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] part = new byte[16 * 1024];
        for (int length = body.read(part); length >= 0; length = body.read(part)) {
            bytes.write(part, 0, length);
            if (bytes.size() > maxBytes) {
                throw tooLarge(uri, maxBytes);
            }
        }
        return bytes.toByteArray();
    }

    private static URI target(URI from, String location) {
        try {
            return from.resolve(location.strip());
        } catch (IllegalArgumentException notAUri) {
            throw nowhere(from);
        }
    }

    private static Failure.Rejected notFetched(URI uri, String english, String german) {
        return new Failure.Rejected(new Words(
                "attachment from " + uri.getHost() + " is not fetched: " + english,
                "Der Anhang von " + uri.getHost() + " wird nicht geholt: " + german));
    }

    static Failure.Rejected notHad(URI uri, int status) {
        return new Failure.Rejected(new Words(
                "attachment from " + uri.getHost() + " cannot be had: it answered " + status,
                "Der Anhang von " + uri.getHost() + " ist nicht zu bekommen: Antwort " + status));
    }

    static Failure.Rejected tooLarge(URI uri, long maxBytes) {
        return new Failure.Rejected(new Words(
                "attachment from " + uri.getHost() + " is larger than " + maxBytes + " bytes",
                "Der Anhang von " + uri.getHost() + " ist größer als " + maxBytes + " Bytes"));
    }

    static Failure.Rejected nowhere(URI uri) {
        return new Failure.Rejected(new Words(
                "attachment from " + uri.getHost() + " redirects to something unreadable",
                "Der Anhang von " + uri.getHost() + " leitet zu etwas Unlesbarem weiter"));
    }

    private static boolean sameOwner(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getAuthority(), other.getAuthority());
    }

    /** What one request brought: the bytes, or where they are to be asked for instead. */
    private record Got(Optional<URI> redirect, byte[] bytes) {}

    /** A file name without path, control characters or surprise; the last part of the address when none was given. */
    public static String safeName(String name, URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String raw = name.isBlank() ? path.substring(path.lastIndexOf('/') + 1) : name;
        String safe = raw.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]+", "_").replaceAll("^\\.+", "_");
        return safe.isBlank() ? "attachment" : safe.length() > 120 ? safe.substring(safe.length() - 120) : safe;
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
