package io.deskbridge.core;

import java.util.List;

/**
 * What a webhook call brought, and what its sender is to be answered once the items are stored.
 *
 * @param items oldest first; empty for a handshake and for a call that was refused
 * @param statuses of replies that were sent before; a desk has none
 * @param news of tickets, from a {@link WatchedDesk}; all others have none
 */
public record Receipt<T>(List<T> items, List<DeliveryStatus> statuses, List<TicketNews> news, WebhookAnswer answer) {
    public Receipt {
        items = List.copyOf(items);
        statuses = List.copyOf(statuses);
        news = List.copyOf(news);
    }

    public Receipt(List<T> items, List<DeliveryStatus> statuses, WebhookAnswer answer) {
        this(items, statuses, List.of(), answer);
    }

    public Receipt(List<T> items, WebhookAnswer answer) {
        this(items, List.of(), answer);
    }

    public static <T> Receipt<T> of(List<T> items) {
        return new Receipt<>(items, WebhookAnswer.OK);
    }

    public static <T> Receipt<T> of(List<T> items, List<TicketNews> news) {
        return new Receipt<>(items, List.of(), news, WebhookAnswer.OK);
    }

    public static <T> Receipt<T> answer(WebhookAnswer answer) {
        return new Receipt<>(List.of(), answer);
    }
}
