package io.deskbridge.contract;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Media;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Source;
import io.deskbridge.core.TaggingDesk;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A fake desk whose tickets carry tags. */
record TaggingFakeDesk(PolledDesk inner, FakeDeskSystem system) implements PolledDesk, TaggingDesk {
    @Override
    public void tag(Ticket ticket, String tag) {
        system.faulty().run("tag", () -> system.tag(ticket, tag));
    }

    @Override
    public void show(Ticket ticket, Set<String> family, Optional<String> tag) {
        system.faulty().run("show", () -> system.show(ticket, family, tag));
    }

    @Override
    public DeskContract contract() {
        return inner.contract();
    }

    @Override
    public void check() {
        inner.check();
    }

    @Override
    public Ticket open(NewTicket ticket) {
        return inner.open(ticket);
    }

    @Override
    public Ticket append(Ticket ticket, Update update) {
        return inner.append(ticket, update);
    }

    @Override
    public void note(Ticket ticket, Note note) {
        inner.note(ticket, note);
    }

    @Override
    public Optional<Ticket> find(Trace trace) {
        return inner.find(trace);
    }

    @Override
    public Optional<Comment> publicNow(Comment comment) {
        return inner.publicNow(comment);
    }

    @Override
    public List<Source<Comment>> sources() {
        return inner.sources();
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        return inner.fetch(attachment, maxBytes);
    }
}
