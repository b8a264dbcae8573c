package io.deskbridge.core;

/** A desk that tells of the agents' public comments. */
public interface PushedDesk extends Desk {
    /**
     * Reads a webhook call: first the signature over the raw bytes, in constant time, and only then the content. A call
     * with a wrong or missing signature brings nothing and is answered {@link WebhookAnswer#FORBIDDEN}.
     */
    Receipt<Comment> receive(WebhookCall call);
}
