package io.deskbridge.route;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeskContract.Repeat;
import io.deskbridge.core.Failure;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.RelayedDesk;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.core.WatchedDesk.Reopened;
import io.deskbridge.hub.ToldComment;
import java.util.Optional;
import java.util.function.Supplier;

/** Does a desk's work by a route. */
final class EntriesRelay implements RelayedDesk.Relay {
    private final String desk;
    private final RouteAbilities abilities;
    private final EntryCalls calls;
    private final EntriesEndpoint.Hub hub;

    EntriesRelay(String desk, RouteAbilities abilities, EntryCalls calls, EntriesEndpoint.Hub hub) {
        this.desk = desk;
        this.abilities = abilities;
        this.calls = calls;
        this.hub = hub;
    }

    @Override
    public Repeat repeat() {
        return abilities.repeat();
    }

    @Override
    public void check() {
        if (abilities.check()) {
            calls.ask(EntryAsk.check());
        }
    }

    @Override
    public Ticket open(NewTicket ticket) {
        return own(calls.ask(EntryAsk.open(desk, ticket)).ticket(desk), ticket.externalId());
    }

    @Override
    public Ticket append(Ticket ticket, Update update) {
        return own(calls.ask(EntryAsk.append(desk, ticket, update)).ticket(ticket), update.externalId());
    }

    @Override
    public void note(Ticket ticket, Note note) {
        calls.ask(EntryAsk.note(desk, ticket, note)).ticket(ticket);
    }

    @Override
    public Optional<Ticket> find(Trace trace) {
        if (!abilities.find()) {
            throw new Failure.Unavailable("the route from entries:" + desk + " does not answer find");
        }
        return read(() -> calls.ask(EntryAsk.find(desk, trace)).found(desk, trace.ticket()))
                .map(ticket -> own(ticket, trace.externalId()));
    }

    /** An answer in another conversation's ticket would go out there, to somebody whom it does not concern. */
    private Ticket own(Ticket ticket, String externalId) {
        Optional<String> others = hub.comments()
                .conversationOf(ticket)
                .map(Conversation::externalId)
                .filter(conversation -> !conversation.equals(externalId));
        if (others.isPresent()) {
            throw new Failure.Rejected("the route from entries:" + desk + " names ticket " + ticket.id()
                    + ", which belongs to conversation " + others.get() + "; it must open a ticket of its own for "
                    + externalId + ", and what it wrote into the other one stays there until a person takes it out");
        }
        return ticket;
    }

    /**
     * What was taken in last must say public, and where the route can tell how the comment stands at this moment, so must
     * the desk: it may have changed since, and nobody told us.
     */
    @Override
    public Optional<Comment> publicNow(Comment comment) {
        Optional<Comment> known = hub.comments().publicNow(comment.id());
        return known.isEmpty() || !abilities.comment()
                ? known
                : read(() -> calls.ask(EntryAsk.comment(comment)).comment().flatMap(item -> asTold(item, known.get())));
    }

    @Override
    public Reopened reopen(Ticket ticket) {
        return abilities.reopen() ? calls.ask(EntryAsk.reopen(ticket)).reopened() : Reopened.NOT_ALLOWED;
    }

    private Optional<Comment> asTold(ToldComment item, Comment known) {
        Optional<Comment> told = item.published(desk, known.writtenAt());
        boolean isAnother = told.filter(comment -> comment.id().equals(known.id())
                        && comment.ticket().id().equals(known.ticket().id()))
                .isEmpty();
        if (told.isPresent() && isAnother) {
            throw new IllegalStateException(
                    "it was asked how comment " + known.id().value() + " in ticket "
                            + known.ticket().id() + " stands, and answered with another one");
        }
        return told;
    }

    private <T> T read(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Failure.Unreadable("the route from entries:" + desk + ": " + e.getMessage(), e);
        }
    }
}
