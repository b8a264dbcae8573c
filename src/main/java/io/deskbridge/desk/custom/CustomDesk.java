package io.deskbridge.desk.custom;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.DeskContract.Repeat;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.RelayedDesk;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.core.Words;
import io.deskbridge.http.GuardedFetch;
import java.util.Optional;

/** A desk that an entries route writes into. What the route cannot do, is not guessed. */
final class CustomDesk implements RelayedDesk {
    private final CustomSettings settings;
    private final String name;
    private final GuardedFetch fetch;
    private volatile Optional<Relay> relay = Optional.empty();

    CustomDesk(CustomSettings settings, String name, GuardedFetch fetch) {
        this.settings = settings;
        this.name = name;
        this.fetch = fetch;
    }

    /** Files stay links: a route gets words. */
    @Override
    public DeskContract contract() {
        return new DeskContract(
                settings.product(),
                settings.settle(),
                Optional.empty(),
                0,
                new Words("Your public comment", "Ihr öffentlicher Kommentar"),
                new Words("Internal notes stay inside.", "Interne Notizen bleiben intern."),
                // without a route nothing is repeated either: find says so
                relay.map(Relay::repeat).orElseGet(Repeat.LookUp::new));
    }

    @Override
    public void relay(Relay other) {
        relay = Optional.of(other);
    }

    @Override
    public void unrelayed() {
        relay = Optional.empty();
    }

    @Override
    public void check() {
        now().check();
    }

    @Override
    public Ticket open(NewTicket ticket) {
        return now().open(ticket);
    }

    @Override
    public Ticket append(Ticket ticket, Update update) {
        return now().append(ticket, update);
    }

    @Override
    public void note(Ticket ticket, Note note) {
        now().note(ticket, note);
    }

    @Override
    public Optional<Ticket> find(Trace trace) {
        return now().find(trace);
    }

    @Override
    public Optional<Comment> publicNow(Comment comment) {
        return now().publicNow(comment);
    }

    @Override
    public Reopened reopen(Ticket ticket) {
        return now().reopen(ticket);
    }

    private Relay now() {
        return relay.orElseThrow(() -> new Failure.Unavailable(
                "no route begins with entries:" + name + ", so nothing can be written to desk " + name));
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        return fetch.fetch(attachment, maxBytes);
    }
}
