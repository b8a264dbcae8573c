package io.deskbridge.sandbox.meta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An app at Meta: whoever has its secret may register its webhook, and what Meta tells it is signed with that.
 *
 * @param secret what the hub is configured with, too
 */
public record MetaApp(String secret) {
    /** The app of the pages and accounts: one for all of a company's networks but WhatsApp. */
    public static final MetaApp OF_PAGES = new MetaApp("sandbox-meta-app-secret");

    /** Refuses whoever is not the app itself: its own token is its name and its secret. */
    public void admit(String app, String authorization) {
        if (!authorization.equals("Bearer " + app + "|" + secret)) {
            throw GraphProblem.token();
        }
    }

    /**
     * Refuses a wrong {@code appsecret_proof}.
     *
     * @param proof empty when the call has none, which an app may allow
     */
    public void prove(String token, String proof) {
        if (!proof.isEmpty() && !proof.equals(hmac(token.getBytes(StandardCharsets.UTF_8)))) {
            throw GraphProblem.of(100, "Invalid appsecret_proof provided in the API argument");
        }
    }

    /** The value of {@code X-Hub-Signature-256}. */
    String signature(byte[] body) {
        return "sha256=" + hmac(body);
    }

    private String hmac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
