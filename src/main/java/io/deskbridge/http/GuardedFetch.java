package io.deskbridge.http;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;
import org.apache.tika.Tika;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Downloads what strangers point at: over http and https only, never from a private address (checked where the name is
 * resolved, for each redirect anew), never more bytes than wanted, and named after what the bytes are.
 */
@Component
public class GuardedFetch implements AutoCloseable {
    private static final Tika TIKA = new Tika();
    private static final int MAX_REDIRECTS = 3;

    private final CloseableHttpClient client;

    /**
     * @param allowed hosts that may be asked although their address is private: the sandbox, and what a company runs
     *     inside its own network
     */
    public GuardedFetch(HttpLimits limits, @Value("${deskbridge.http.allow-private-hosts:}") Set<String> allowed) {
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
                        .setMaxRedirects(MAX_REDIRECTS)
                        .build())
                .disableAutomaticRetries()
                .disableCookieManagement()
                .setUserAgent("Deskbridge")
                .build();
    }

    /**
     * Downloads one file.
     *
     * @param headers what the owner of the address must be sent, for example a token; empty for strangers' links
     * @throws Failure.Rejected when it is too large, gone, or at an address that must not be asked
     * @throws Failure.Unavailable when it cannot be had now
     */
    public Media fetch(URI uri, String name, long maxBytes, Map<String, String> headers) {
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw new Failure.Rejected("attachment " + uri.getScheme() + ":… is not fetched: only http and https are");
        }
        var request = ClassicRequestBuilder.get(uri);
        headers.forEach(request::setHeader);
        try {
            byte[] bytes = client.execute(request.build(), response -> read(uri, response, maxBytes));
            return new Media(safeName(name, uri), TIKA.detect(bytes, name), bytes);
        } catch (PrivateAddress e) {
            throw new Failure.Rejected("attachment from " + uri.getHost() + " is not fetched: " + e.getMessage());
        } catch (IOException e) {
            throw new Failure.Unavailable("attachment from " + uri.getHost() + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(URI uri, ClassicHttpResponse response, long maxBytes) throws IOException {
        int status = response.getCode();
        if (status >= 500 || status == 429) {
            throw new Failure.Unavailable("attachment from " + uri.getHost() + " answered " + status);
        }
        if (status >= 300) {
            throw new Failure.Rejected("attachment from " + uri.getHost() + " cannot be had: it answered " + status);
        }
        if (response.getEntity() == null) {
            return new byte[0];
        }
        try (InputStream body = response.getEntity().getContent()) {
            byte[] bytes = body.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > maxBytes) {
                throw new Failure.Rejected(
                        "attachment from " + uri.getHost() + " is larger than " + maxBytes + " bytes");
            }
            return bytes;
        }
    }

    /** A file name without path, control characters or surprise; the last part of the address when none was given. */
    public static String safeName(String name, URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String raw = name.isBlank() ? path.substring(path.lastIndexOf('/') + 1) : name;
        String safe = raw.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]+", "_").replaceAll("^\\.+", "_");
        return safe.isBlank() ? "attachment" : safe.length() > 120 ? safe.substring(safe.length() - 120) : safe;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static final class PrivateAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        PrivateAddress(String message) {
            super(message);
        }
    }

    /** Resolves names to public addresses only; the connection is then made to exactly the address that was checked. */
    private static final class PublicOnly extends SystemDefaultDnsResolver {
        private final Set<String> allowed;

        PublicOnly(Set<String> allowed) {
            this.allowed = allowed;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = super.resolve(host);
            if (!allowed.contains(host) && Arrays.stream(addresses).anyMatch(PublicOnly::isPrivate)) {
                throw new PrivateAddress("its address is a private one");
            }
            return addresses;
        }

        private static boolean isPrivate(InetAddress address) {
            byte[] raw = address.getAddress();
            boolean uniqueLocal = raw.length == 16 && (raw[0] & 0xfe) == 0xfc;
            boolean carrierGrade = raw.length == 4 && (raw[0] & 0xff) == 100 && (raw[1] & 0xc0) == 64;
            boolean thisNetwork = raw.length == 4 && raw[0] == 0;
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress()
                    || uniqueLocal
                    || carrierGrade
                    || thisNetwork;
        }
    }
}
