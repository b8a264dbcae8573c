package io.deskbridge.core;

/**
 * What the sender of a webhook call is answered.
 *
 * @param body UTF-8 text; never anything of the call itself unless the remote's handshake wants it
 */
public record WebhookAnswer(int status, String contentType, String body) {
    public static final WebhookAnswer OK = new WebhookAnswer(200, "text/plain", "");

    /** The signature is missing or wrong. The reason is for the log; the sender learns only that it was refused. */
    public static final WebhookAnswer FORBIDDEN = new WebhookAnswer(403, "text/plain", "signature refused");

    public static WebhookAnswer json(String body) {
        return new WebhookAnswer(200, "application/json", body);
    }

    public static WebhookAnswer text(String body) {
        return new WebhookAnswer(200, "text/plain", body);
    }
}
