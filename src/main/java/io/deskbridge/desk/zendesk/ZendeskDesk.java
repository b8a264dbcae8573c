package io.deskbridge.desk.zendesk;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Source;
import io.deskbridge.core.TaggingDesk;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.core.WatchedDesk;
import io.deskbridge.core.Words;
import io.deskbridge.http.AccountFiles;
import io.deskbridge.http.GuardedFetch;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A Zendesk account. */
class ZendeskDesk implements PolledDesk, TaggingDesk, WatchedDesk {
    /** Zendesk takes 50 MB; less keeps many uploads at once within the memory. */
    private static final long MAX_ATTACHMENT = 20L * 1024 * 1024;

    private static final int TRIES = 3;

    private final String name;
    private final String base;
    private final DeskContract contract;
    private final Writing writing;
    private final AccountFiles files;
    private final List<Source<Comment>> sources;
    final ZendeskApi api;
    final Threads threads;

    ZendeskDesk(ZendeskSettings settings, AccountContext context, GuardedFetch downloads, Duration settle) {
        URI address = Objects.requireNonNull(settings.baseUrl());
        name = context.name();
        base = address.toString().replaceAll("/+$", "");
        // "30 updates per 10 minutes per ticket per user": Support API, Rate limits
        contract = new DeskContract(
                "Zendesk",
                settle,
                Optional.of(new DeskContract.UpdateLimit(settings.updatesPerTicket(), Duration.ofMinutes(10))),
                MAX_ATTACHMENT,
                new Words("Your public comment", "Ihr öffentlicher Kommentar"),
                new Words("Internal notes stay here.", "Interne Notizen bleiben hier."));
        api = new ZendeskApi(settings, context.http(), context.clock());
        threads = new Threads(api, context.clock());
        writing = new Writing(api, settings, MAX_ATTACHMENT);
        files = new AccountFiles(address, api.authorization(), context.http(), downloads);
        sources = List.of(new CommentSource(api, threads, settings.pace(), context.clock(), this::named));
    }

    @Override
    public DeskContract contract() {
        return contract;
    }

    @Override
    public void check() {
        Wire.Person me = api.me();
        if (!me.role().equals("admin")) {
            throw new Failure.Unauthorized("Zendesk's user " + me.name() + " has the role " + me.role()
                    + "; it must be an admin, because only admins may export changed tickets");
        }
    }

    @Override
    public Ticket open(NewTicket ticket) {
        return named(writing.create(
                ticket.externalId(), ticket.subject(), ticket.entries(), ticket.options(), Optional.empty()));
    }

    @Override
    public Ticket append(Ticket ticket, Update update) {
        Optional<Wire.Ticket> standing = standing(ticket, update.externalId());
        for (int tried = 1; standing.filter(Wire.Ticket::takesComments).isPresent(); tried++) {
            try {
                writing.append(standing.get(), update.entries());
                return named(standing.get().id());
            } catch (Failure.Unavailable changedMeanwhile) {
                // an agent was quicker, and may have solved the ticket
                if (tried == TRIES) {
                    throw changedMeanwhile;
                }
                standing = ticket(standing.get().id());
            }
        }
        return named(writing.create(
                update.externalId(),
                update.subject(),
                update.entries(),
                update.options(),
                standing.filter(Wire.Ticket::isClosed).map(Wire.Ticket::id)));
    }

    /** The ticket, or where it is closed or deleted another one of the same conversation that is not. */
    private Optional<Wire.Ticket> standing(Ticket ticket, String externalId) {
        Optional<Wire.Ticket> given = ticket(ticket.id());
        if (given.filter(Wire.Ticket::takesComments).isPresent()) {
            return given;
        }
        return filed(externalId).stream()
                .filter(Wire.Ticket::takesComments)
                .findFirst()
                .or(() -> given);
    }

    private Optional<Wire.Ticket> ticket(String id) {
        try {
            return Optional.of(api.ticket(id));
        } catch (Failure.Rejected gone) {
            return Optional.empty();
        }
    }

    /** Newest first. */
    private List<Wire.Ticket> filed(String externalId) {
        return api.filedUnder(Filing.key(externalId)).stream()
                .sorted(Comparator.comparingLong((Wire.Ticket ticket) -> Long.parseLong(ticket.id()))
                        .reversed())
                .toList();
    }

    @Override
    public void note(Ticket ticket, Note note) {
        try {
            writing.note(ticket.id(), note);
        } catch (Failure.Rejected refused) {
            writing.note(goesOn(ticket).orElseThrow(() -> refused).id(), note);
        }
    }

    @Override
    public void tag(Ticket ticket, String tag) {
        Wire.Ticket current = api.ticket(ticket.id());
        api.tag(current.id(), tag, current.updatedAt());
    }

    @Override
    public void show(Ticket ticket, Set<String> family, Optional<String> tag) {
        for (int tried = 1; ; tried++) {
            Wire.Ticket current = api.ticket(ticket.id());
            var tags = new LinkedHashSet<>(current.tags());
            tags.removeAll(family);
            tag.ifPresent(tags::add);
            if (tags.equals(current.tags())) {
                return;
            }
            if (!current.takesComments()) {
                throw new Failure.Rejected("Zendesk ticket " + current.id() + " is " + current.status());
            }
            try {
                api.tags(current.id(), List.copyOf(tags), current.updatedAt());
                return;
            } catch (Failure.Unavailable changedMeanwhile) {
                if (tried == TRIES) {
                    throw changedMeanwhile;
                }
            }
        }
    }

    /** Where agents read on when the ticket is closed: the newest open one of the same conversation. */
    private Optional<Wire.Ticket> goesOn(Ticket ticket) {
        return ticket(ticket.id())
                .filter(Wire.Ticket::isClosed)
                .flatMap(Wire.Ticket::externalId)
                .filter(id -> id.startsWith(Filing.PREFIX))
                .flatMap(id ->
                        filed(id).stream().filter(Wire.Ticket::takesComments).findFirst());
    }

    @Override
    public Optional<Ticket> find(Trace trace) {
        String mark = Marks.of(trace.key());
        Optional<String> written = trace.ticket()
                .map(Ticket::id)
                .filter(id -> ticket(id).isPresent())
                .filter(id -> carries(id, mark));
        return written.or(() -> filed(trace.externalId()).stream()
                        .filter(ticket -> !ticket.isGone())
                        .map(Wire.Ticket::id)
                        .filter(id -> carries(id, mark))
                        .findFirst())
                .map(this::named);
    }

    private boolean carries(String ticket, String mark) {
        return api.marks(ticket).stream().anyMatch(marks -> marks.contains(mark));
    }

    @Override
    public Optional<Comment> publicNow(Comment comment) {
        try {
            Threads.Read read =
                    threads.since(comment.ticket().id(), comment.writtenAt().minus(Threads.OVERLAP));
            return threads.published(comment.ticket(), read).stream()
                    .filter(there -> there.id().equals(comment.id()))
                    .findFirst();
        } catch (Failure.Rejected gone) {
            return Optional.empty();
        }
    }

    @Override
    public Reopened reopen(Ticket ticket) {
        Optional<Wire.Ticket> standing = ticket(ticket.id()).filter(Wire.Ticket::takesComments);
        if (standing.isEmpty()) {
            return Reopened.NOT_ALLOWED;
        }
        if (!standing.get().isSolved()) {
            return Reopened.WAS_OPEN;
        }
        writing.reopen(standing.get());
        return Reopened.DONE;
    }

    @Override
    public List<Source<Comment>> sources() {
        return sources;
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        return files.fetch(attachment, maxBytes);
    }

    Ticket named(String id) {
        return new Ticket(name, id, Optional.of(URI.create(base + "/agent/tickets/" + id)));
    }
}
