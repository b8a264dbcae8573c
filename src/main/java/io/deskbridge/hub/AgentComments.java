package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.RelayedDesk;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.store.CommentStanding;
import io.deskbridge.store.Intake;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes in what agents wrote in a desk of type custom. Nothing that a program forgot to say lets a comment leave: what is
 * not positively public is private, and what the hub wrote itself is not an agent's.
 */
@Component
public class AgentComments {
    private final Accounts accounts;
    private final Door door;
    private final Clock clock;

    public AgentComments(Accounts accounts, Door door, Clock clock) {
        this.accounts = accounts;
        this.door = door;
        this.clock = clock;
    }

    /** Where comments go in. */
    public interface Door {
        /**
         * Stores it; returns when it is on disk.
         *
         * @param note that it is
         * @return nothing taken and nothing repeated when something newer is known
         */
        Intake take(CommentStanding standing, Optional<TicketNews.InternalNote> note);

        /** Stores how a ticket of ours stands; returns when it is on disk. Others are left out. */
        void take(TicketNews.Standing standing);

        /** How the comment stood when it was told of last; empty when it never was. */
        Optional<CommentStanding> known(CommentId id);

        /** Which conversation the ticket belongs to; empty when it is not linked to any. */
        Optional<Conversation> conversationOf(Ticket ticket);

        /** Whether these are words of the hub's own in that ticket. */
        boolean isOurs(Ticket ticket, String text);
    }

    /** What a comment was taken for. */
    public enum Taken {
        /** It may be published, and is new. */
        NEW,
        /** It may be published; it was known, perhaps with other words. */
        KNOWN,
        /** It may not be published. */
        PRIVATE,
        /** It tells of the ticket. */
        TICKET,
        /** The hub wrote it itself. */
        OWN,
        /** It is older than what is known of it. */
        OLDER
    }

    /** The names of the desks that take comments so. */
    public List<String> desks() {
        return accounts.desks().stream()
                .filter(open -> open.desk() instanceof RelayedDesk)
                .map(OpenDesk::name)
                .sorted()
                .toList();
    }

    /**
     * Stores the comment, or how its ticket stands; returns when it is on disk.
     *
     * @throws IllegalArgumentException when something is missing or makes no sense, or there is no such desk; nothing is
     *     stored
     */
    public Taken take(String desk, ToldComment item) {
        if (!desks().contains(desk)) {
            throw new IllegalArgumentException("\"" + desk + "\" is no desk of type custom"
                    + (desks().isEmpty() ? "" : NearestWord.hint(desk, desks())));
        }
        Instant now = clock.instant();
        Optional<TicketNews.Standing> standing = item.standing(desk, now);
        if (standing.isPresent()) {
            door.take(standing.get());
            return Taken.TICKET;
        }
        return take(desk, item, now);
    }

    private Taken take(String desk, ToldComment item, Instant now) {
        CommentId id = item.named(desk);
        String ticket = item.ticketId();
        Optional<TicketNews.InternalNote> note = item.note(desk, now);
        Optional<Comment> published = item.published(desk, now);
        if (published.isEmpty() && WriteKey.isOurs(item.key())) {
            return Taken.OWN;
        }
        Optional<CommentStanding> known = door.known(id);
        known.filter(old -> !old.ticketId().equals(ticket)).ifPresent(old -> {
            throw new IllegalArgumentException("id: \"" + id.value() + "\" names a comment in ticket " + old.ticketId()
                    + " already; an id must be unique in the whole desk, such as " + ticket + "-" + id.value());
        });
        if (known.filter(old -> isSame(old, published, item)).isPresent()) {
            return published.isPresent() ? Taken.KNOWN : Taken.PRIVATE; // who asks every minute brings nearly all again
        }
        boolean isOurs = published
                .map(comment -> door.isOurs(comment.ticket(), comment.text()))
                .or(() -> note.map(words -> door.isOurs(words.ticket(), words.text())))
                .orElse(false);
        if (isOurs) {
            return Taken.OWN;
        }
        Intake intake = door.take(
                new CommentStanding(id, ticket, published, item.changedAt() == null ? now : item.changedAt()), note);
        if (published.isEmpty()) {
            return Taken.PRIVATE;
        }
        if (intake.taken() + intake.repeated() == 0) {
            return Taken.OLDER;
        }
        return intake.taken() > 0 ? Taken.NEW : Taken.KNOWN;
    }

    private static boolean isSame(CommentStanding known, Optional<Comment> published, ToldComment item) {
        return known.content().equals(published)
                && (item.changedAt() == null || !item.changedAt().isAfter(known.changedAt()));
    }

    /** In which conversation a comment in that ticket would go out; empty when in none. */
    public Optional<Conversation> conversationOf(Ticket ticket) {
        return door.conversationOf(ticket);
    }

    /** The comment as it may be published, by what was taken in last; empty when it may not, or is not known. */
    public Optional<Comment> publicNow(CommentId id) {
        return door.known(id).flatMap(CommentStanding::content);
    }
}
