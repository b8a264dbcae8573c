package io.deskbridge.core;

import java.util.List;

/**
 * What a webhook call brought, and what its sender is to be answered once the items are stored.
 *
 * @param items oldest first; empty for a handshake and for a call that was refused
 */
public record Receipt<T>(List<T> items, WebhookAnswer answer) {
    public Receipt {
        items = List.copyOf(items);
    }

    public static <T> Receipt<T> of(List<T> items) {
        return new Receipt<>(items, WebhookAnswer.OK);
    }

    public static <T> Receipt<T> answer(WebhookAnswer answer) {
        return new Receipt<>(List.of(), answer);
    }
}
