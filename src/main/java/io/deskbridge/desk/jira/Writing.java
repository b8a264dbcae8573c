package io.deskbridge.desk.jira;

import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes entries and notes into issues; each write is one call that carries the marks by which it is found again. */
final class Writing {
    /** Keeps a comment from customers; outside service projects it does nothing. */
    private static final Map<String, Object> INTERNAL =
            Map.of("key", "sd.public.comment", "value", Map.of("internal", true));

    private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

    private final JiraApi api;
    private final CommentApi comments;
    private final ServiceDeskApi serviceDesk;
    private final IssueFields fields;
    private final Requesters requesters;
    private final Uploads uploads;
    private final Reopening reopening;
    private final boolean messagesPublic;

    Writing(
            JiraApi api,
            CommentApi comments,
            ServiceDeskApi serviceDesk,
            JiraSettings settings,
            long maxAttachmentBytes) {
        this.api = api;
        this.comments = comments;
        this.serviceDesk = serviceDesk;
        fields = new IssueFields(settings, api, serviceDesk);
        requesters = new Requesters(api, serviceDesk, settings.customerAddress());
        uploads = new Uploads(api, maxAttachmentBytes);
        reopening = new Reopening(api, settings);
        messagesPublic = settings.messagesPublic();
    }

    /**
     * Makes an issue. Files can be hung on it only when it is there, so an issue with files is marked as unfinished until
     * they are.
     *
     * @param goesOnFrom the address of the issue that takes no more comments
     * @return id and key
     */
    Wire.Named create(
            String externalId,
            String subject,
            List<Entry> entries,
            Map<String, String> options,
            Optional<String> goesOnFrom) {
        String text = EntryText.of(entries)
                + goesOnFrom.map(address -> "\n\n↪ " + address).orElse("");
        boolean files = Uploads.wanted(entries, text);
        var issue = fields.of(options, externalId);
        issue.put("summary", PlainText.summary(subject));
        issue.put("description", Document.of(Document.fits(text) ? text : Document.cut(text)));
        Optional<String> customer = requesters.idOf(entries.get(0).message(), fields.project(options));
        Wire.Named made = create(issue, customer, filed(externalId, entries, files));
        if (files) {
            finish(made, externalId, entries, text, List.of());
        }
        return made;
    }

    /** Who the customer is must hold up no message: an issue that is refused with its customer is made without. */
    private Wire.Named create(Map<String, Object> issue, Optional<String> customer, Map<String, Object> property) {
        if (customer.isEmpty()) {
            return api.create(issue, property);
        }
        var requested = new LinkedHashMap<>(issue);
        requested.put("reporter", Map.of("id", customer.get()));
        try {
            return api.create(requested, property);
        } catch (Failure.Rejected refused) {
            Wire.Named made = api.create(issue, property); // where that is refused, too, it is not about the customer
            LOG.warn(
                    "Jira's issue {} has the hub's user as its reporter and not the customer: {}",
                    made.name(),
                    refused.getMessage());
            return made;
        }
    }

    /** Goes on with an issue whose files are perhaps not all there. */
    void finish(Wire.Issue unfinished, String externalId, List<Entry> entries) {
        finish(
                new Wire.Named(unfinished.id(), unfinished.key(), ""),
                externalId,
                entries,
                EntryText.of(entries),
                unfinished.files());
    }

    private void finish(Wire.Named issue, String externalId, List<Entry> entries, String text, List<Wire.File> there) {
        try {
            String whole = uploads.hang(issue.id(), entries, text, there);
            describe(issue.id(), Document.of(whole));
            markFinished(issue.id(), filed(externalId, entries, false));
        } catch (Failure failed) {
            // whatever failed: the issue is there, and must be looked for before another one is made
            throw new Failure.Uncertain(
                    issue.name() + " is there, but not all of its files: " + failed.getMessage(), failed);
        }
    }

    /** Some workflows let nobody edit a description; then a comment says which files there are and which could not be had. */
    private void describe(String issue, Map<String, Object> document) {
        try {
            api.describe(issue, document);
        } catch (Failure.Rejected notEditable) {
            comments.add(issue, document, List.of(marked("entries", List.of()), INTERNAL));
        }
    }

    /** Where nobody may edit the issue it stays marked as unfinished, which only who looks for its first message heeds. */
    private void markFinished(String issue, Map<String, Object> filed) {
        try {
            api.putProperty(issue, filed);
        } catch (Failure.Rejected notEditable) {
            LOG.warn("Jira's issue {} has all its files and cannot be marked so: {}", issue, notEditable.getMessage());
        }
    }

    private static Map<String, Object> filed(String externalId, List<Entry> entries, boolean unfinished) {
        var property = new LinkedHashMap<String, Object>();
        property.put("conversation", externalId);
        property.put("marks", marks(entries));
        if (unfinished) {
            property.put("unfinished", true);
        }
        return property;
    }

    /** Adds a comment to an issue, which is reopened before where that is wanted. */
    void append(Wire.Issue issue, List<Entry> entries) {
        reopening.forMessage(issue);
        String text = EntryText.of(entries);
        if (Uploads.wanted(entries, text)) {
            text = uploads.hang(issue.id(), entries, text, issue.files());
        }
        var properties = new ArrayList<Map<String, Object>>();
        properties.add(marked("entries", marks(entries)));
        if (issue.serviceDesk() && !messagesPublic) {
            properties.add(INTERNAL);
        }
        comments.add(issue.id(), Document.of(text), properties);
    }

    /**
     * A note is internal by the service desk's own word where there is one. An issue of a service project that is no
     * customer request has no such interface; neither have other projects, whose comments leave only when they are marked.
     */
    void note(Wire.Issue issue, Note note) {
        String text = PlainText.body(note.text());
        if (issue.serviceDesk()) {
            try {
                serviceDesk.note(issue.id(), WikiText.of(Document.cut(text) + "\n\n" + Marks.line(note.key())));
                return;
            } catch (Failure.Rejected noRequest) {
                // then as everywhere else
            }
        }
        comments.add(
                issue.id(),
                Document.of(Document.cut(text)),
                List.of(marked("note", Marks.of(List.of(note.key()))), INTERNAL));
    }

    /** Whether the issue was brought back to the agents. */
    boolean reopen(Wire.Issue issue) {
        return reopening.of(issue);
    }

    private static Map<String, Object> marked(String kind, List<String> marks) {
        return Map.of("key", Marks.PROPERTY, "value", Map.of("kind", kind, "marks", marks));
    }

    private static List<String> marks(List<Entry> entries) {
        return Marks.of(entries.stream().map(Entry::key).toList());
    }
}
