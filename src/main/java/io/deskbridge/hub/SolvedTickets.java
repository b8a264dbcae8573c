package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Failure;
import io.deskbridge.core.WatchedDesk;
import io.deskbridge.core.WatchedDesk.Reopened;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketEventRow;
import io.deskbridge.store.WaitingCustomers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A ticket that was solved while its last reply is not published: its agents believe that they answered. It is reopened
 * once; an agent who solves it again is taken at his word, and only the admin is alarmed.
 */
@Component
class SolvedTickets {
    private static final Logger LOG = LoggerFactory.getLogger(SolvedTickets.class);
    private static final String REOPEN = "reopen";

    private final Remotes remotes;
    private final Links links;
    private final TicketEventLedger events;
    private final CommentLedger comments;
    private final ReplyLedger replies;
    private final WaitingCustomers waiting;
    private final TicketNotes notes;
    private final MeterRegistry registry;
    private final boolean reopen;
    private final Duration patience;
    private final Clock clock;

    SolvedTickets(
            Remotes remotes,
            Links links,
            TicketEventLedger events,
            CommentLedger comments,
            ReplyLedger replies,
            WaitingCustomers waiting,
            TicketNotes notes,
            MeterRegistry registry,
            TicketSettings settings,
            HubSettings hub,
            Clock clock) {
        this.remotes = remotes;
        this.links = links;
        this.events = events;
        this.comments = comments;
        this.replies = replies;
        this.waiting = waiting;
        this.notes = notes;
        this.registry = registry;
        this.reopen = settings.reopenUnpublished();
        this.patience = hub.tellWaiting();
        this.clock = clock;
    }

    /** How a last reply is not published. */
    enum How {
        WAITING,
        NOT_PUBLISHED,
        UNCERTAIN
    }

    /** The last public comment, and why nobody has seen it. */
    record Unpublished(CommentRow comment, How how, String reason) {}

    /**
     * Brings the event to its end.
     *
     * @throws Held while it is open what becomes of the reply: most agents solve with the very answer
     * @throws Failure when the desk cannot be asked now
     */
    void judge(TicketEventRow event) {
        Optional<Unpublished> last =
                comments.newest(event.desk(), event.ticketId()).flatMap(this::unpublished);
        if (last.isEmpty()) {
            events.settle(event, "no public comment is unpublished");
            return;
        }
        long comment = last.get().comment().seq();
        boolean tried = event.triedAt().isPresent();
        if (!tried && !events.isSolved(event.desk(), event.ticketId())) {
            events.settle(event, "the ticket is open again");
            return;
        }
        if (isTakenBack(event, last.get())) {
            events.settle(event, "the agent took the comment back");
            return;
        }
        boolean known = events.isReopenedFor(comment);
        if (event.kind() == TicketEventRow.Kind.ANSWERED && (known || events.isAlarmedFor(comment))) {
            events.settle(event, "the admin was alarmed for this comment");
        } else if (known) {
            alarm(event, last.get(), "an agent solved it again after the note");
        } else if (!reopen) {
            alarm(event, last.get(), "it stays solved by setting");
        } else {
            reopen(event, last.get(), tried);
        }
    }

    /** What is not public any more is refused, too; its agent knows that nobody saw it. */
    private boolean isTakenBack(TicketEventRow event, Unpublished last) {
        if (last.how() != How.NOT_PUBLISHED) {
            return false;
        }
        Comment comment = last.comment().comment();
        try {
            return remotes.desk(event.desk())
                    .call(event.conversation(), "is public", desk -> desk.publicNow(comment))
                    .isEmpty();
        } catch (Failure.Rejected gone) {
            return true;
        }
    }

    private void reopen(TicketEventRow event, Unpublished last, boolean tried) {
        Reopened done;
        try {
            done = reopen(event);
        } catch (Failure.Rejected refused) {
            alarm(event, last, "the desk refused to reopen it: " + refused.getMessage());
            return;
        }
        // nothing to do after an attempt that broke off means that the attempt got through
        if (done == Reopened.DONE || done == Reopened.WAS_OPEN && tried) {
            events.reopened(event, last.comment().seq(), said(last), notes.reopened(event, last));
            raise(event, last, "reopened", "it was reopened");
        } else if (done == Reopened.WAS_OPEN) {
            events.settle(event, "the ticket is open again");
        } else {
            alarm(event, last, "the desk does not allow to reopen it");
        }
    }

    private Reopened reopen(TicketEventRow event) {
        Remote<Desk, DeskContract> desk = remotes.desk(event.desk());
        Link link = links.ofTicket(event.desk(), event.ticketId())
                .orElseThrow(() -> new Failure.Rejected("ticket " + event.ticketId() + " is not linked"));
        try {
            return desk.write(
                    event.conversation(),
                    REOPEN,
                    () -> events.trying(event),
                    open -> open instanceof WatchedDesk watched ? watched.reopen(link.ticket()) : Reopened.NOT_ALLOWED);
        } catch (Failure | Held e) {
            if (event.triedAt().isEmpty() && (e instanceof Held || e instanceof Failure f && Causes.notDone(f))) {
                events.notDone(event);
            }
            throw e;
        }
    }

    private void alarm(TicketEventRow event, Unpublished last, String why) {
        events.alarmed(event, last.comment().seq(), said(last) + "; " + why);
        raise(event, last, "alarmed", why);
    }

    private static String said(Unpublished last) {
        return switch (last.how()) {
                    case WAITING -> "the last reply waits: ";
                    case NOT_PUBLISHED -> "the last reply is not published: ";
                    case UNCERTAIN -> "the last reply is uncertain: ";
                }
                + last.reason();
    }

    private void raise(TicketEventRow event, Unpublished last, String outcome, String why) {
        registry.counter("deskbridge.tickets.solved.unpublished", "desk", event.desk(), "outcome", outcome)
                .increment();
        LOG.warn(
                "{} ticket {} was solved, but {} (comment {}); {}",
                event.desk(),
                event.ticketId(),
                said(last),
                last.comment().seq(),
                why);
    }

    private Optional<Unpublished> unpublished(CommentRow comment) {
        boolean answeredThere = comment.conversation()
                .filter(found ->
                        waiting.isAnsweredThere(found, comment.comment().writtenAt()))
                .isPresent();
        if (answeredThere) {
            return Optional.empty();
        }
        return switch (comment.state()) {
            case DISMISSED -> Optional.empty();
            case DEAD -> Optional.of(new Unpublished(comment, How.NOT_PUBLISHED, comment.reason()));
            case REPLIED -> replies.ofComment(comment.seq()).flatMap(reply -> unpublished(comment, reply));
            case WAITING -> {
                Instant until = comment.receivedAt().plus(patience);
                if (until.isAfter(clock.instant())) {
                    throw new Held("waits for the last reply to end", until);
                }
                yield Optional.of(new Unpublished(comment, How.WAITING, comment.reason()));
            }
        };
    }

    private static Optional<Unpublished> unpublished(CommentRow comment, ReplyRow reply) {
        return switch (reply.state()) {
            case PUBLISHED -> Optional.empty();
            case REFUSED, FAILED -> Optional.of(new Unpublished(comment, How.NOT_PUBLISHED, reply.reason()));
            case UNCERTAIN -> Optional.of(new Unpublished(comment, How.UNCERTAIN, reply.reason()));
            case WAITING -> Optional.of(new Unpublished(comment, How.WAITING, reply.reason()));
        };
    }
}
