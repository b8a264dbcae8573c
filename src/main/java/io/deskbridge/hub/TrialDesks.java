package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.MessageRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Desks that remember who wrote what into them, and are none. A conversation stands where it stood before the trial, and
 * where the trial put it. Thread-safe, because a route may go on beside itself.
 */
final class TrialDesks implements DeskWrites {
    private final TrialSample sample;
    private final Map<Conversation, Set<String>> stands = new HashMap<>();
    private final Set<MessageId> seen = new HashSet<>();
    private final Set<MessageId> written = new HashSet<>();
    private boolean opened;
    private int tickets;

    TrialDesks(TrialSample sample) {
        this.sample = sample;
        sample.stoodIn().forEach((conversation, desks) -> stands.put(conversation, new HashSet<>(desks)));
    }

    @Override
    public synchronized Ticket write(
            List<MessageRow> rows, MessageRun.Destination destination, String route, Progress progress) {
        MessageRow row = rows.get(0);
        opened = stands.computeIfAbsent(row.conversation(), unused -> new HashSet<>())
                .add(destination.desk());
        written.add(row.message().id());
        tickets += opened ? 1 : 0;
        return new Ticket(destination.desk(), "trial-" + tickets, Optional.empty());
    }

    /** Whether the last write opened a ticket. */
    synchronized boolean opened() {
        return opened;
    }

    @Override
    public synchronized boolean hasTicket(Conversation conversation, Progress progress) {
        return stands.containsKey(conversation);
    }

    /** Of a wording that came before the trial nobody knows; it stood where its conversation did. */
    @Override
    public synchronized boolean isEntry(MessageRow row, Progress progress) {
        MessageId id = row.message().id();
        return written.contains(id) || !seen.contains(id) && sample.stoodIn().containsKey(row.conversation());
    }

    /** The message went its way. */
    synchronized void seen(MessageRow row) {
        seen.add(row.message().id());
    }
}
