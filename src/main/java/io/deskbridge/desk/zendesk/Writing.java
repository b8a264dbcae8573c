package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Entry;
import io.deskbridge.core.Note;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes entries and notes into tickets; each write is one call, and carries the marks by which it is found again. */
final class Writing {
    private final ZendeskApi api;
    private final Requesters requesters;
    private final TicketFields fields;
    private final CommentDraft drafts;

    Writing(ZendeskApi api, ZendeskSettings settings, long maxAttachmentBytes) {
        this.api = api;
        requesters = new Requesters(api);
        fields = new TicketFields(settings, api);
        drafts = new CommentDraft(api, maxAttachmentBytes);
    }

    /**
     * Makes a ticket.
     *
     * @param followUpOf the closed ticket that it goes on from
     * @return its id
     */
    String create(
            String externalId,
            String subject,
            List<Entry> entries,
            Map<String, String> options,
            Optional<String> followUpOf) {
        Entry first = entries.get(0);
        var ticket = new LinkedHashMap<>(fields.of(options));
        long author = requesters.idOf(first.message());
        ticket.put("subject", PlainText.subject(subject));
        ticket.put("external_id", Filing.key(externalId));
        ticket.put("requester_id", author);
        // the submitter is shown as the author of the first comment
        ticket.put("submitter_id", author);
        ticket.put("comment", drafts.of(entries, author));
        ticket.put("metadata", marks(entries));
        followUpOf.ifPresent(closed -> ticket.put("via_followup_source_id", Long.parseLong(closed)));
        return api.create(ticket, "deskbridge-" + Marks.sha256(externalId + "\n" + first.key()))
                .id();
    }

    /**
     * Adds a comment to a ticket that is not closed.
     *
     * @throws io.deskbridge.core.Failure.Unavailable when the ticket is not any more as it was read: nothing was written
     */
    void append(Wire.Ticket current, List<Entry> entries) {
        long author = requesters.idOf(entries.get(0).message());
        var ticket = new LinkedHashMap<String, Object>();
        ticket.put("comment", drafts.of(entries, author));
        ticket.put("metadata", marks(entries));
        if (current.wantsReopening()) {
            ticket.put("status", "open");
        }
        ticket.put("safe_update", true);
        ticket.put("updated_stamp", current.updatedAt());
        api.update(current.id(), ticket);
    }

    /** {@code public} is always said, because what is not said is public in Zendesk. */
    void note(String ticket, Note note) {
        String body = PlainText.cut(PlainText.body(note.text()), PlainText.MOST);
        api.update(
                ticket,
                Map.of(
                        "comment",
                        Map.of("body", body, "public", false),
                        "metadata",
                        Map.of(Marks.FIELD, Marks.write(List.of(note.key())))));
    }

    /**
     * Brings a solved ticket back to the agents.
     *
     * @throws io.deskbridge.core.Failure.Unavailable when the ticket is not any more as it was read: nothing was written
     */
    void reopen(Wire.Ticket current) {
        api.update(current.id(), Map.of("status", "open", "safe_update", true, "updated_stamp", current.updatedAt()));
    }

    private static Map<String, Object> marks(List<Entry> entries) {
        return Map.of(Marks.FIELD, Marks.write(entries.stream().map(Entry::key).toList()));
    }
}
