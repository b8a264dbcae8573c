package io.deskbridge.desk.jira;

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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A Jira site. */
class JiraDesk implements PolledDesk, TaggingDesk, WatchedDesk {
    /** Jira's own limit is a setting of the site, up to 1 GB; less keeps many uploads at once within the memory. */
    private static final long MAX_ATTACHMENT = 20L * 1024 * 1024;

    private final String name;
    private final String base;
    private final String project;
    private final DeskContract contract;
    private final Writing writing;
    private final Lookup lookup;
    private final Permissions permissions;
    private final AccountFiles files;
    private final List<Source<Comment>> sources;
    final JiraApi api;
    final Threads threads;

    JiraDesk(JiraSettings settings, AccountContext context, GuardedFetch downloads, Duration settle) {
        URI address = Objects.requireNonNull(settings.baseUrl());
        name = context.name();
        base = address.toString().replaceAll("/+$", "");
        project = settings.project();
        // an issue that was made is found by a search, and that only once the index knows it
        contract = new DeskContract(
                "Jira",
                settle.plus(settings.indexLag()),
                Optional.empty(),
                MAX_ATTACHMENT,
                answer(settings),
                new Words("All other comments stay here.", "Alle anderen Kommentare bleiben hier."));
        var calls = new Calls(settings, context.http(), context.clock());
        var comments = new CommentApi(calls);
        var serviceDesk = new ServiceDeskApi(calls, comments);
        api = new JiraApi(calls);
        threads = new Threads(api, comments, serviceDesk, settings, context.clock());
        writing = new Writing(api, comments, serviceDesk, settings, MAX_ATTACHMENT);
        permissions = new Permissions(calls, settings);
        lookup = new Lookup(api, comments, settings);
        files = new AccountFiles(address, calls.authorization(), context.http(), downloads);
        sources = List.of(new CommentSource(api, threads, settings, context.clock(), this::named));
    }

    private static Words answer(JiraSettings settings) {
        if (!settings.requestType().isBlank() || settings.publicLine().isBlank()) {
            return new Words("Your reply to the customer", "Ihre Antwort an den Kunden");
        }
        String line = settings.publicLine().strip();
        return new Words(
                "Your comment that begins with the line " + line + " (in service projects: your reply to the customer)",
                "Ihr Kommentar, der mit der Zeile " + line
                        + " beginnt (in Serviceprojekten: Ihre Antwort an den Kunden)");
    }

    @Override
    public DeskContract contract() {
        return contract;
    }

    @Override
    public void check() {
        api.me();
        try {
            api.isServiceProject(project);
        } catch (Failure.Rejected unseen) {
            throw new Failure.Unauthorized("Jira shows the hub's user no project " + project
                    + "; check the setting project, and that the user may browse it");
        }
        permissions.check();
    }

    @Override
    public Ticket open(NewTicket ticket) {
        String mark = Marks.of(ticket.first().key());
        Optional<Wire.Issue> begun = lookup.begun(ticket.externalId(), mark);
        if (begun.isPresent()) {
            writing.finish(begun.get(), ticket.externalId(), ticket.entries());
            lookup.finished(ticket.externalId(), mark);
            return named(begun.get());
        }
        return named(writing.create(
                ticket.externalId(), ticket.subject(), ticket.entries(), ticket.options(), Optional.empty()));
    }

    @Override
    public Ticket append(Ticket ticket, Update update) {
        String mark = Marks.of(update.entries().get(0).key());
        Optional<Wire.Issue> begun = lookup.begun(update.externalId(), mark);
        if (begun.isPresent()) {
            writing.finish(begun.get(), update.externalId(), update.entries());
            lookup.finished(update.externalId(), mark);
            return named(begun.get());
        }
        Optional<Wire.Issue> standing = lookup.issue(ticket.id())
                .or(() -> lookup.filed(update.externalId()).stream().findFirst());
        if (standing.isPresent()) {
            try {
                writing.append(standing.get(), update.entries());
                return named(standing.get());
            } catch (Failure.Rejected takesNone) {
                if (!standing.get().done()) {
                    throw takesNone;
                }
                // workflows may forbid to comment on what is closed; another issue goes on from it
            }
        }
        if (standing.isEmpty()) {
            // to a user who may see nothing any more, all issues seem to be gone
            check();
        }
        return named(writing.create(
                update.externalId(),
                update.subject(),
                update.entries(),
                update.options(),
                standing.map(issue -> address(issue.key()).toString())));
    }

    @Override
    public void note(Ticket ticket, Note note) {
        writing.note(api.issue(ticket.id()), note);
    }

    /** As a label. */
    @Override
    public void tag(Ticket ticket, String tag) {
        api.label(ticket.id(), tag);
    }

    /** Adding a label that is there and taking away one that is not changes nothing, so nothing is read before. */
    @Override
    public void show(Ticket ticket, Set<String> family, Optional<String> tag) {
        api.label(ticket.id(), family, tag);
    }

    @Override
    public Optional<Ticket> find(Trace trace) {
        return lookup.find(trace).map(this::named);
    }

    @Override
    public Optional<Comment> publicNow(Comment comment) {
        return lookup.issue(comment.ticket().id())
                .flatMap(issue ->
                        threads.published(issue, comment.ticket(), comment.id().value()));
    }

    @Override
    public Reopened reopen(Ticket ticket) {
        Optional<Wire.Issue> issue = lookup.issue(ticket.id());
        if (issue.filter(one -> !one.done()).isPresent()) {
            return Reopened.WAS_OPEN;
        }
        return issue.filter(writing::reopen).isPresent() ? Reopened.DONE : Reopened.NOT_ALLOWED;
    }

    @Override
    public List<Source<Comment>> sources() {
        return sources;
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        if (attachment.reference().startsWith(CommentFiles.UNKNOWN)) {
            throw new Failure.Rejected("Jira does not tell which of the issue's files this is; hang it on the issue"
                    + " under a name of its own and put it into the comment again");
        }
        return files.fetch(attachment, maxBytes);
    }

    /** By the id, and not by the key: the key changes when agents move an issue to another project. */
    Ticket named(Wire.Issue issue) {
        return named(new Wire.Named(issue.id(), issue.key(), ""));
    }

    private Ticket named(Wire.Named issue) {
        return new Ticket(name, issue.id(), Optional.of(address(issue.name())));
    }

    private URI address(String key) {
        return URI.create(base + "/browse/" + key);
    }
}
