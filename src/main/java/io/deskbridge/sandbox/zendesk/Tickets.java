package io.deskbridge.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The tickets, and what a write does to them. One lock guards them all: it is a sandbox. */
@Component
@SandboxPart
class Tickets {
    private final Map<Long, Ticket> byId = new TreeMap<>();
    private final People people;
    private final Uploads uploads;
    private final UpdateBudget budget;
    private final ApplicationEventPublisher events;
    private long lastTicket;
    private long lastWrite = 390_000_000_000L;
    private long lastChange;

    /** A public comment was added to a ticket that stood there. */
    record CommentAdded(long ticket) {}

    Tickets(People people, Uploads uploads, UpdateBudget budget, ApplicationEventPublisher events) {
        this.people = people;
        this.uploads = uploads;
        this.budget = budget;
        this.events = events;
    }

    synchronized <T> T create(TicketRequest request, Person caller, Function<Ticket, T> view) {
        if (request.comment() == null) {
            throw Refusal.invalid("base", "Description: cannot be blank");
        }
        Changes.check(request);
        Long followUpOf = request.viaFollowupSourceId();
        if (followUpOf != null
                && (!byId.containsKey(followUpOf)
                        || !byId.get(followUpOf).status.equals("closed"))) {
            throw Refusal.invalid("base", "The source of a follow-up must be a closed ticket");
        }
        long requester = requester(request, caller);
        long submitter = request.submitterId() != null ? request.submitterId() : caller.id();
        var ticket = new Ticket(++lastTicket, now(), requester, submitter, followUpOf);
        Said said = said(ticket, request.comment(), submitter, caller);
        byId.put(ticket.id, ticket);
        Changes.apply(ticket, request);
        record(ticket, caller, request.metadata(), followUpOf != null ? "follow_up" : null, said, null);
        return view.apply(ticket);
    }

    synchronized <T> T update(long id, TicketRequest request, Person caller, Function<Ticket, T> view) {
        Ticket ticket = get(id);
        budget.take(id, caller.id(), Instant.now());
        if (ticket.status.equals("closed")) {
            throw Refusal.invalid("status", "Status: closed prevents ticket update");
        }
        if (Boolean.TRUE.equals(request.safeUpdate())
                && !ticket.updatedAt.toString().equals(request.updatedStamp())) {
            throw Refusal.conflict();
        }
        Changes.check(request);
        Said said = request.comment() == null ? null : said(ticket, request.comment(), caller.id(), caller);
        Changes.apply(ticket, request);
        record(ticket, caller, request.metadata(), null, said, null);
        return view.apply(ticket);
    }

    synchronized void makePrivate(long id, long comment, Person caller) {
        change(id, comment, Said::madePrivate);
        record(get(id), caller, null, null, null, comment);
    }

    /** Takes the words out of the comment wherever they stand in it. */
    synchronized void redact(long id, long comment, String words, Person caller) {
        change(id, comment, said -> said.without(words));
        record(get(id), caller, null, null, null, null);
    }

    private void change(long id, long comment, UnaryOperator<Said> change) {
        List<Audit> audits = get(id).audits;
        for (int i = 0; i < audits.size(); i++) {
            Said said = audits.get(i).said();
            if (said != null && said.id() == comment) {
                audits.set(i, audits.get(i).saying(change.apply(said)));
                return;
            }
        }
        throw Refusal.notFound();
    }

    synchronized <T> T show(long id, Function<Ticket, T> view) {
        return view.apply(get(id));
    }

    synchronized <T> List<T> list(Predicate<Ticket> test, Function<Ticket, T> view) {
        return byId.values().stream().filter(test).map(view).toList();
    }

    private Ticket get(long id) {
        Ticket ticket = byId.get(id);
        if (ticket == null) {
            throw Refusal.notFound();
        }
        return ticket;
    }

    private long requester(TicketRequest request, Person caller) {
        if (request.requesterId() != null) {
            return person(request.requesterId(), "requester_id").id();
        }
        PersonRequest requester = request.requester();
        if (requester == null) {
            return caller.id();
        }
        return people.known(requester)
                .orElseGet(() -> people.createOrUpdate(requester))
                .id();
    }

    private Person person(long id, String field) {
        return people.byId(id).orElseThrow(() -> Refusal.invalid(field, "User " + id + " does not exist"));
    }

    private Said said(Ticket ticket, TicketRequest.CommentRequest request, long author, Person caller) {
        String body = request.body() != null ? request.body() : request.htmlBody();
        if (body == null || body.isBlank()) {
            throw Refusal.invalid("comment", "Comment: cannot be blank");
        }
        if (body.length() > 65_535) {
            throw Refusal.invalid("comment", "Comment: is too long (maximum is 65535 characters)");
        }
        Person writer = person(request.authorId() != null ? request.authorId() : author, "author_id");
        boolean isPublic = request.isPublic() != null
                ? request.isPublic()
                // what the first comment was is the default for all that follow
                : ticket.audits.isEmpty() || ticket.first().isPublic();
        var files = new ArrayList<Upload>();
        for (String token : request.uploads() == null ? List.<String>of() : request.uploads()) {
            files.add(uploads.byToken(token)
                    .orElseThrow(() -> Refusal.invalid("uploads", "Upload token is not valid: " + token)));
        }
        return new Said(++lastWrite, writer.id(), body, isPublic && !caller.isLight(), List.copyOf(files));
    }

    private void record(
            Ticket ticket,
            Person caller,
            @Nullable JsonNode metadata,
            @Nullable String rel,
            @Nullable Said said,
            @Nullable Long madePrivate) {
        JsonNode custom = metadata == null ? JsonNodeFactory.instance.objectNode() : metadata;
        ticket.audits.add(new Audit(++lastWrite, ticket.id, caller.id(), now(), custom, rel, said, madePrivate));
        ticket.updatedAt = now();
        ticket.change = ++lastChange;
        if (said != null && said.isPublic() && ticket.audits.size() > 1) {
            events.publishEvent(new CommentAdded(ticket.id));
        }
    }

    /** Zendesk's times have no fractions of a second. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
