package io.deskbridge.channel.facebook;

import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Secret;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import io.deskbridge.http.Signatures;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The page 101, Acme, at the sandbox, and who writes there. */
final class FacebookFixture {
    static final String TOKEN = "page-101-geheim";
    static final String SECRET = "sandbox-meta-app-secret";
    static final String PAGE = "Bearer " + TOKEN;
    static final String ANNA = "Bearer person-anna";
    static final String API = "/sandbox/facebook/v25.0";
    static final GuardedFetch FETCH = new GuardedFetch(SandboxServer.LIMITS, Set.of("127.0.0.1"));

    private FacebookFixture() {}

    static FacebookSettings settings(URI address, Map<String, String> more) {
        var values = new HashMap<String, String>(Map.of(
                "facebook.base-url",
                address + "/sandbox/facebook",
                "facebook.page-id",
                "101",
                "facebook.access-token",
                TOKEN,
                "facebook.app-secret",
                SECRET,
                "facebook.verify-token",
                "prove-it",
                "facebook.ads",
                "true"));
        more.forEach((key, value) -> values.put("facebook." + key, value));
        return bind(values);
    }

    static FacebookSettings bind(Map<String, String> values) {
        var binder = new Binder(
                List.of(new MapConfigurationPropertySource(values)),
                null,
                new org.springframework.boot.convert.ApplicationConversionService());
        return binder.bindOrCreate("facebook", FacebookSettings.class);
    }

    static FacebookChannel open(SandboxServer sandbox, AccountContext context) {
        return new FacebookChannel(settings(sandbox.address(), Map.of()), context, FETCH, Duration.ofSeconds(1));
    }

    /** Does something at the sandbox and returns the id of what was made. */
    static String write(SandboxServer sandbox, String path, String as, Map<String, ?> body) {
        return sandbox.call("POST", API + path, as, new LinkedHashMap<>(body))
                .path("id")
                .asText();
    }

    static Map<String, String> sign(Secret secret, byte[] body) {
        return Map.of("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(Signatures.hmacSha256(secret, body)));
    }

    /** A webhook's body of one change of the page. */
    static byte[] change(String field, String value) {
        String body = "{\"object\":\"page\",\"entry\":[{\"id\":\"101\",\"time\":1767225700,\"changes\":[{\"field\":\""
                + field + "\",\"value\":" + value.replace('\'', '"') + "}]}]}";
        if (Json.tryRead(body.getBytes(StandardCharsets.UTF_8)).isEmpty()) {
            throw new IllegalArgumentException("no JSON: " + body);
        }
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
