package io.deskbridge.core;

/** A channel that is told of news. */
public interface PushedChannel extends Channel {
    /**
     * Reads a webhook call: first the signature over the raw bytes, in constant time, and only then the content. A call
     * with a wrong or missing signature brings nothing and is answered {@link WebhookAnswer#FORBIDDEN}.
     */
    Receipt<Message> receive(WebhookCall call);
}
