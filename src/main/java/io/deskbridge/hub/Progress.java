package io.deskbridge.hub;

import io.deskbridge.store.Deliveries;
import io.deskbridge.store.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How far one run over a conversation's messages has come. While the ledger still records that one message was written, the
 * next one is on its way: it is reserved in the same commit or a later one, so the ledger never knows of it first. Used by
 * one thread, which alone works on the conversation.
 */
final class Progress implements AutoCloseable {
    private final Map<String, Deliveries.Standing> standings = new HashMap<>();
    private final List<Deliveries.Recording> recordings = new ArrayList<>();
    private int lastNumber;

    /**
     * Where the conversation stands in a desk, with what this run wrote.
     *
     * @param read asks the ledger, the first time
     */
    Deliveries.Standing standing(String desk, Supplier<Deliveries.Standing> read) {
        Deliveries.Standing standing = standings.computeIfAbsent(desk, unused -> read.get());
        lastNumber = Math.max(lastNumber, standing.lastNumber());
        return new Deliveries.Standing(standing.link(), lastNumber);
    }

    /** That number is given; it stays so whatever becomes of the write. */
    void numbered(int number) {
        lastNumber = Math.max(lastNumber, number);
    }

    /** Something was written and is being recorded. */
    void written(String desk, Link link, Deliveries.Recording recording) {
        standings.put(desk, new Deliveries.Standing(Optional.of(link), lastNumber));
        recordings.add(recording);
    }

    /**
     * Returns when all that was written is recorded.
     *
     * @throws RuntimeException when something could not be; it is looked up in the next run
     */
    void await() {
        var all = List.copyOf(recordings);
        recordings.clear();
        all.forEach(Deliveries.Recording::await);
    }

    @Override
    public void close() {
        await();
    }
}
