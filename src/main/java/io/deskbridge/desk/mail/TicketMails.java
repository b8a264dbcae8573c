package io.deskbridge.desk.mail;

import io.deskbridge.core.Author;
import io.deskbridge.core.Entry;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.Update;
import io.deskbridge.mail.OneLine;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Writes the hub's mails: what stands in which header, and why. */
final class TicketMails {
    private final MailSettings settings;
    private final MailIds ids;
    private final TicketKeys keys;
    private final Clock clock;

    TicketMails(MailSettings settings, MailIds ids, TicketKeys keys, Clock clock) {
        this.settings = settings;
        this.ids = ids;
        this.keys = keys;
        this.clock = clock;
    }

    OwnMail opening(String id, NewTicket ticket) {
        return entries(
                id,
                ids.first(id),
                List.of(),
                subject(ticket.subject(), ticket.options()) + " " + MailIds.inSubject(id),
                ticket.entries(),
                ticket.options());
    }

    OwnMail further(String id, Update update, TicketThread thread) {
        String subject = subject(update.subject(), update.options()) + " " + MailIds.inSubject(id);
        return entries(
                id,
                ids.further(id, keys.item(update.entries().get(0).key())),
                thread.referencesAfter(ids.first(id)),
                "Re: " + thread.numbered(subject),
                update.entries(),
                update.options());
    }

    /**
     * A note has neither the ticket's reply address nor its token: a hasty answer to it reaches the hub as a mail of no
     * ticket, and is not published.
     */
    OwnMail note(String id, Note note, TicketThread thread) {
        String to = settings.notesTo().isBlank() ? thread.to().orElse(settings.team()) : settings.notesTo();
        String item = keys.item(note.key());
        return new OwnMail(
                ids.note(id, item),
                List.of(item),
                "note",
                settings.from(),
                "Deskbridge",
                settings.replyAddress(),
                to,
                "Re: " + thread.numbered(thread.subject().orElse("Deskbridge")),
                thread.referencesAfter(ids.first(id)),
                MailOptions.NORMAL,
                PlainBody.of(PlainBody.NOTE_HEAD, List.of(note.text())),
                List.of(),
                clock.instant());
    }

    private OwnMail entries(
            String id,
            String messageId,
            List<String> references,
            String subject,
            List<Entry> entries,
            Map<String, String> options) {
        var enclosed = Enclosures.of(entries, settings.maxAttachmentBytes());
        return new OwnMail(
                messageId,
                entries.stream().map(entry -> keys.item(entry.key())).toList(),
                "entry",
                settings.from(),
                sender(entries.get(0), options),
                ids.replyTo(id),
                options.getOrDefault(MailOptions.TO, settings.team()),
                subject,
                references,
                MailOptions.priority(options),
                PlainBody.of(PlainBody.MARKER, enclosed.sections()),
                enclosed.files(),
                clock.instant());
    }

    private static String subject(String subject, Map<String, String> options) {
        String prefix = options.getOrDefault(MailOptions.SUBJECT_PREFIX, "");
        return OneLine.of(prefix.isBlank() ? subject : prefix + " " + subject, 200);
    }

    /** The person's name stands in the display part alone: an address of hers would fail SPF and DMARC. */
    private static String sender(Entry entry, Map<String, String> options) {
        Author author = entry.message().author();
        String handle = author.handle().equals(author.name()) ? "" : " (@" + OneLine.of(author.handle(), 40) + ")";
        String via = options.getOrDefault(MailOptions.VIA, entry.message().id().channel());
        return OneLine.of(author.name(), 60) + handle + " via " + via;
    }
}
