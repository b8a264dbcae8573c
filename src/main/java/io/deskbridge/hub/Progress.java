package io.deskbridge.hub;

import io.deskbridge.store.Deliveries;
import io.deskbridge.store.Link;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NewAcknowledgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How far one run over a conversation's messages has come. While the ledger still records that one message was written, the
 * next one is on its way: it is reserved in the same commit or a later one, so the ledger never knows of it first. Used by
 * one thread at a time, which alone works on the conversation.
 */
final class Progress implements AutoCloseable {
    /** Reserved together with the one before; after a crash each of them is looked up once for nothing. */
    private static final int AHEAD = 15;

    private final Map<String, Deliveries.Standing> standings = new HashMap<>();
    private final List<Deliveries.Recording> recordings = new ArrayList<>();
    private final Map<Long, Reserved> reserved = new HashMap<>();
    private final Set<Long> begun = new HashSet<>();
    private final Map<Long, NewAcknowledgement> wishes = new HashMap<>();
    private final List<MessageRow> rows;
    private final boolean first;
    private final Consumer<List<MessageRow>> release;
    private final Ticker ticker;
    private int lastNumber;

    private record Reserved(String desk, long nanos, MessageRow row) {}

    /**
     * @param rows what the run goes over, in order; empty when it writes several together
     * @param first whether the conversation stands nowhere yet, and no write was begun
     * @param release takes reservations back
     */
    Progress(List<MessageRow> rows, boolean first, Consumer<List<MessageRow>> release, Ticker ticker) {
        this.rows = rows;
        this.first = first;
        this.release = release;
        this.ticker = ticker;
    }

    /**
     * What is to be reserved before those rows are written: nothing when that was done together with rows before them; else
     * they and some that come after them, because one commit for several costs as much as one for each.
     */
    List<MessageRow> toReserve(List<MessageRow> next, Instant now, String desk) {
        if (next.stream().allMatch(row -> isFresh(row, desk))) {
            return List.of();
        }
        long last = next.get(next.size() - 1).seq();
        var all = new ArrayList<>(next);
        withNumbers(rows).stream()
                .filter(row -> row.seq() > last && row.triedAt().isEmpty() && row.isDue(now))
                .limit(AHEAD)
                .forEach(all::add);
        return all;
    }

    private boolean isFresh(MessageRow row, String desk) {
        Reserved known = reserved.get(row.seq());
        return known != null && known.desk().equals(desk) && ticker.nanos() - known.nanos() < Slots.FRESH.toNanos();
    }

    /** Those rows are reserved, with their numbers. */
    void reserved(List<MessageRow> all, String desk) {
        for (MessageRow row : all) {
            numbered(row.number().orElse(0));
            if (begun.contains(row.seq())) {
                continue; // again, before it is handed over
            }
            reserved.put(row.seq(), new Reserved(desk, ticker.nanos(), row));
        }
    }

    /** The rows with the numbers that this run gave them. */
    List<MessageRow> withNumbers(List<MessageRow> some) {
        return some.stream()
                .map(row -> reserved.containsKey(row.seq())
                        ? reserved.get(row.seq()).row()
                        : row)
                .toList();
    }

    /** The highest number given so far. */
    int lastNumber() {
        return lastNumber;
    }

    /** What becomes of those rows is known, or will be looked up: their reservations are not this run's to take back. */
    void begun(List<MessageRow> written) {
        written.forEach(row -> {
            reserved.remove(row.seq());
            begun.add(row.seq());
        });
    }

    /**
     * Where the conversation stands in a desk, with what this run wrote.
     *
     * @param read asks the ledger, the first time
     */
    Deliveries.Standing standing(String desk, Supplier<Deliveries.Standing> read) {
        Deliveries.Standing standing =
                standings.computeIfAbsent(desk, unused -> first ? Deliveries.Standing.NONE : read.get());
        lastNumber = Math.max(lastNumber, standing.lastNumber());
        return new Deliveries.Standing(standing.link(), lastNumber);
    }

    /** Where the conversation stands in each desk that this run asked about. */
    Map<String, Deliveries.Standing> standings() {
        var all = new HashMap<String, Deliveries.Standing>();
        standings.forEach((desk, standing) -> all.put(desk, new Deliveries.Standing(standing.link(), lastNumber)));
        return all;
    }

    /**
     * Whether the conversation stands in any desk.
     *
     * @param read asks the ledger, when this run does not know
     */
    boolean standsSomewhere(BooleanSupplier read) {
        return standings.values().stream().anyMatch(standing -> standing.link().isPresent())
                || !first && read.getAsBoolean();
    }

    /** That number is given; it stays so whatever becomes of the write. */
    void numbered(int number) {
        lastNumber = Math.max(lastNumber, number);
    }

    /** The message's route wishes that the customer hears that it arrived; the last wish counts. */
    void wish(MessageRow row, NewAcknowledgement wish) {
        wishes.put(row.seq(), wish);
    }

    /** The wishes of the messages' routes, by the messages' numbers in the ledger. */
    Map<Long, NewAcknowledgement> wishes() {
        return Map.copyOf(wishes);
    }

    /** The message goes into no ticket, so nobody is to be told that it arrived. */
    void forgetWish(MessageRow row) {
        wishes.remove(row.seq());
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

    /** Ends when all that was written is recorded, or when it is known that something will not be. */
    CompletionStage<?> stored() {
        return CompletableFuture.allOf(recordings.stream()
                .map(recording -> recording.stored().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** Whether something is reserved that was not begun, and is to be taken back. */
    boolean holdsUnused() {
        return !reserved.isEmpty();
    }

    /** Takes back what was reserved and not begun, and waits for what was written. */
    @Override
    public void close() {
        List<MessageRow> unused = reserved.values().stream().map(Reserved::row).toList();
        if (!unused.isEmpty()) {
            release.accept(unused);
        }
        await();
    }
}
