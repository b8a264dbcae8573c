package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeskContract.UpdateLimit;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps a ticket below the number of writes that its desk takes in a time. */
@Component
class WriteBudget {
    /** Kept back for notes: an agent must learn what became of a reply even while a customer writes without end. */
    private static final int FOR_NOTES = 5;

    private final Accounts accounts;
    private final Links links;
    private final MessageLedger ledger;
    private final Clock clock;

    WriteBudget(Accounts accounts, Links links, MessageLedger ledger, Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Whether half of a ticket's writes are spent, so that several messages should become one write. */
    boolean isScarce(Conversation conversation) {
        boolean limited = accounts.desks().stream()
                .anyMatch(open -> open.desk().contract().updates().isPresent());
        return limited
                && links.of(conversation).stream()
                        .anyMatch(link -> limit(link.ticket().desk())
                                .map(limit -> isScarce(spent(link, limit), limit))
                                .orElse(false));
    }

    /**
     * When the next message may be written to the ticket; empty when at once. While writes are scarce they keep a distance
     * in which messages gather, so that the other half lasts as long as the limit does.
     */
    Optional<Instant> nextMessage(Link link) {
        return limit(link.ticket().desk()).flatMap(limit -> {
            MessageLedger.TicketWrites spent = spent(link, limit);
            if (spent.count() >= limit.count() - FOR_NOTES) {
                return spent.oldest().map(oldest -> oldest.plus(limit.within()));
            }
            Duration distance = limit.within().dividedBy(Math.max(1, limit.count() / 2));
            return isScarce(spent, limit)
                    ? spent.newest().map(newest -> newest.plus(distance)).filter(clock.instant()::isBefore)
                    : Optional.empty();
        });
    }

    /** When the next note may be written to the ticket; empty when at once. */
    Optional<Instant> nextNote(Link link) {
        return limit(link.ticket().desk()).flatMap(limit -> {
            MessageLedger.TicketWrites spent = spent(link, limit);
            return spent.count() >= limit.count() - 1
                    ? spent.oldest().map(oldest -> oldest.plus(limit.within()))
                    : Optional.empty();
        });
    }

    /** When a tag may be changed that nobody waits for; empty when at once. A quarter of the writes is enough for that. */
    Optional<Instant> nextMark(Link link) {
        return limit(link.ticket().desk()).flatMap(limit -> {
            MessageLedger.TicketWrites spent = spent(link, limit);
            return spent.count() * 4 >= limit.count()
                    ? spent.oldest().map(oldest -> oldest.plus(limit.within()))
                    : Optional.empty();
        });
    }

    private static boolean isScarce(MessageLedger.TicketWrites spent, UpdateLimit limit) {
        return spent.count() * 2 >= limit.count();
    }

    private Optional<UpdateLimit> limit(String desk) {
        return accounts.desk(desk).flatMap(open -> open.desk().contract().updates());
    }

    /** What was written after now was written before somebody moved the clock back, and says nothing of the limit. */
    private MessageLedger.TicketWrites spent(Link link, UpdateLimit limit) {
        Instant now = clock.instant();
        MessageLedger.TicketWrites spent = ledger.writesSince(link, now.minus(limit.within()));
        return spent.newest().filter(now.plus(limit.within())::isBefore).isPresent()
                ? new MessageLedger.TicketWrites(0, Optional.empty(), Optional.empty())
                : spent;
    }
}
