package io.deskbridge.desk.zendesk;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.http.GuardedFetch;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A Zendesk account. */
class ZendeskDesk implements PolledDesk {
    /** Zendesk takes 50 MB; less keeps many uploads at once within the memory. */
    private static final long MAX_ATTACHMENT = 20L * 1024 * 1024;

    private static final int TRIES = 3;

    private final String name;
    private final String base;
    private final DeskContract contract;
    private final Requesters requesters;
    private final TicketFields fields;
    private final CommentDraft drafts;
    private final AgentFiles files;
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
                Optional.of(new DeskContract.UpdateLimit(30, Duration.ofMinutes(10))),
                MAX_ATTACHMENT);
        api = new ZendeskApi(settings, context.http(), context.clock());
        threads = new Threads(api, context.clock());
        requesters = new Requesters(api);
        fields = new TicketFields(settings, api);
        drafts = new CommentDraft(api, MAX_ATTACHMENT);
        files = new AgentFiles(address, api.authorization(), context.http(), downloads);
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
        return created(ticket.externalId(), ticket.subject(), ticket.entries(), ticket.options(), Optional.empty());
    }

    @Override
    public Ticket append(Ticket ticket, Update update) {
        Optional<Wire.Ticket> standing = standing(ticket, update.externalId());
        for (int tried = 1; standing.isPresent(); tried++) {
            Wire.Ticket current = standing.get();
            if (current.isClosed() || current.isGone()) {
                return created(
                        update.externalId(),
                        update.subject(),
                        update.entries(),
                        update.options(),
                        current.isClosed() ? Optional.of(current.id()) : Optional.empty());
            }
            try {
                return appended(current, update.entries());
            } catch (Failure.Unavailable changedMeanwhile) {
                // the stamp was too old: an agent was quicker, and may have solved the ticket
                if (tried == TRIES) {
                    throw changedMeanwhile;
                }
                standing = ticket(current.id());
            }
        }
        return created(update.externalId(), update.subject(), update.entries(), update.options(), Optional.empty());
    }

    /** The ticket, or where it is closed or deleted another one of the same conversation that is not. */
    private Optional<Wire.Ticket> standing(Ticket ticket, String externalId) {
        Optional<Wire.Ticket> given = ticket(ticket.id());
        if (given.filter(there -> !there.isClosed() && !there.isGone()).isPresent()) {
            return given;
        }
        return filed(externalId).stream()
                .filter(other -> !other.isClosed() && !other.isGone())
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

    private Ticket appended(Wire.Ticket current, List<Entry> entries) {
        long author = requesters.idOf(entries.get(0).message());
        var ticket = new LinkedHashMap<String, Object>();
        ticket.put("comment", drafts.of(entries, author));
        ticket.put("metadata", marks(entries));
        if (current.wantsReopening()) {
            ticket.put("status", "open");
        }
        ticket.put("safe_update", true);
        ticket.put("updated_stamp", current.updatedAt());
        return named(api.update(current.id(), ticket).id());
    }

    private Ticket created(
            String externalId,
            String subject,
            List<Entry> entries,
            Map<String, String> options,
            Optional<String> followUpOf) {
        var ticket = new LinkedHashMap<>(fields.of(options));
        long author = requesters.idOf(entries.get(0).message());
        ticket.put("subject", PlainText.subject(subject));
        ticket.put("external_id", Filing.key(externalId));
        ticket.put("requester_id", author);
        // the submitter is shown as the author of the first comment
        ticket.put("submitter_id", author);
        ticket.put("comment", drafts.of(entries, author));
        ticket.put("metadata", marks(entries));
        followUpOf.ifPresent(closed -> ticket.put("via_followup_source_id", Long.parseLong(closed)));
        String key =
                "deskbridge-" + Marks.sha256(externalId + "\n" + entries.get(0).key());
        return named(api.create(ticket, key).id());
    }

    private static Map<String, Object> marks(List<Entry> entries) {
        return Map.of(Marks.FIELD, Marks.write(entries.stream().map(Entry::key).toList()));
    }

    @Override
    public void note(Ticket ticket, Note note) {
        api.update(
                ticket.id(),
                Map.of(
                        "comment",
                        Map.of("body", PlainText.cut(PlainText.body(note.text()), PlainText.MOST), "public", false),
                        "metadata",
                        Map.of(Marks.FIELD, Marks.write(List.of(note.key())))));
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
    public boolean isPublic(Comment comment) {
        try {
            return threads.since(comment.ticket().id(), comment.writtenAt().minus(Threads.OVERLAP)).comments().stream()
                    .anyMatch(there -> there.id().equals(comment.id().value()) && there.isPublic());
        } catch (Failure.Rejected gone) {
            return false;
        }
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
