package io.deskbridge.desk.mail;

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
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.core.Words;
import io.deskbridge.http.HttpLimits;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A team's mailbox as a desk.
 *
 * <p>Each mail goes to the team and, by the envelope alone, to the hub's own mailbox. A server that takes a mail takes
 * it for both, so the copy there tells whether a write happened whose answer got lost.
 */
final class MailDesk implements PolledDesk {
    private final String name;
    private final MailSettings settings;
    private final TicketKeys keys;
    private final TicketMails mails;
    private final SmtpDoor door;
    private final Mailbox mailbox;
    private final MailboxMemory memory;
    private final MailParts parts;
    private final Inbox inbox;

    MailDesk(MailSettings settings, HttpLimits limits, AccountContext context) {
        this.name = context.name();
        this.settings = settings;
        var ids = new MailIds(settings.replyAddress());
        var senders = SenderRule.of(settings);
        keys = new TicketKeys(context.tokens());
        mails = new TicketMails(settings, ids, keys, context.clock());
        door = new SmtpDoor(settings.smtp(), limits, settings.replyAddress(), context.clock(), context.handover());
        mailbox = new Mailbox(settings.imap(), limits);
        memory = new MailboxMemory(mailbox, ids, senders);
        parts = new MailParts(mailbox);
        inbox = new Inbox(mailbox, new CommentReader(name, ids, senders), settings.pace(), context.clock());
    }

    @Override
    public DeskContract contract() {
        return new DeskContract(
                "mailbox",
                settings.settle(),
                Optional.empty(),
                settings.maxAttachmentBytes(),
                new Words("Your answer to this mail", "Ihre Antwort auf diese Mail"),
                new Words(
                        "What you forward to colleagues stays with them.",
                        "Was Sie an Kollegen weiterleiten, bleibt bei ihnen."));
    }

    @Override
    public void check() {
        door.check();
        mailbox.visit(folder -> folder.getUIDValidity());
    }

    @Override
    public Ticket open(NewTicket ticket) {
        String id = keys.ticket(ticket.externalId());
        send(mails.opening(id, ticket));
        return ticket(id);
    }

    @Override
    public Ticket append(Ticket ticket, Update update) {
        send(mails.further(ticket.id(), update, memory.thread(ticket.id())));
        return ticket;
    }

    @Override
    public void note(Ticket ticket, Note note) {
        send(mails.note(ticket.id(), note, memory.thread(ticket.id())));
    }

    @Override
    public Optional<Ticket> find(Trace trace) {
        if (!memory.holds(keys.item(trace.key()))) {
            return Optional.empty();
        }
        return Optional.of(trace.ticket().orElseGet(() -> ticket(keys.ticket(trace.externalId()))));
    }

    /** What was sent to the reply address cannot be taken back or changed. */
    @Override
    public Optional<Comment> publicNow(Comment comment) {
        return Optional.of(comment);
    }

    @Override
    public List<Source<Comment>> sources() {
        return List.of(inbox);
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        return parts.fetch(attachment.reference(), attachment.name(), maxBytes);
    }

    @Override
    public void close() {
        door.close();
    }

    private void send(OwnMail mail) {
        door.send(mail.encoded(), address(mail.to()), address(settings.replyAddress()));
    }

    private static InternetAddress address(String address) {
        try {
            return new InternetAddress(address);
        } catch (AddressException e) {
            throw new Failure.Rejected("'" + address + "' is no address that mail can be sent to");
        }
    }

    private Ticket ticket(String id) {
        return new Ticket(name, id, Optional.empty());
    }
}
