package io.deskbridge.core;

import java.util.List;

/**
 * What one poll brought.
 *
 * @param items oldest first; empty when there is nothing new
 * @param next where the next poll begins once the items are stored; the cursor that was asked with when nothing is new
 * @param more whether there is more to read at once, without waiting for the source's pace
 * @param news of tickets, from a desk that tells any
 */
public record Batch<T>(List<T> items, Cursor next, boolean more, List<TicketNews> news) {
    public Batch {
        items = List.copyOf(items);
        news = List.copyOf(news);
    }

    public Batch(List<T> items, Cursor next, boolean more) {
        this(items, next, more, List.of());
    }

    public static <T> Batch<T> of(List<T> items, Cursor next) {
        return new Batch<>(items, next, false);
    }

    public static <T> Batch<T> nothing(Cursor same) {
        return new Batch<>(List.of(), same, false);
    }
}
