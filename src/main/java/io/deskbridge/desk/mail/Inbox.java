package io.deskbridge.desk.mail;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Source;
import io.deskbridge.core.TicketNews;
import io.deskbridge.mail.MailHeaders;
import io.deskbridge.mail.SmtpFailures;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the hub's mailbox, oldest mail first, by UID. It marks, moves and deletes nothing. */
final class Inbox implements Source<Comment> {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int BATCH = 50;

    /** A larger mail is read piece by piece instead of at once. */
    private static final int READ_AT_ONCE = 30_000_000;

    /** After a mailbox got new UIDs, as much is read again; the ledger drops what it knows. */
    private static final Duration RESYNC = Duration.ofDays(30);

    private final Mailbox mailbox;
    private final CommentReader comments;
    private final Duration pace;
    private final Clock clock;
    private final ReadAttempts attempts = new ReadAttempts();

    Inbox(Mailbox mailbox, CommentReader comments, Duration pace, Clock clock) {
        this.mailbox = mailbox;
        this.comments = comments;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public Duration pace() {
        return pace;
    }

    @Override
    public AutoCloseable listen(Runnable news) {
        return new IdleListener(mailbox, news);
    }

    @Override
    public Batch<Comment> poll(Cursor since) {
        return mailbox.visit(folder -> {
            InboxCursor from = begin(folder, InboxCursor.of(since));
            List<Message> next = after(folder, from.uid());
            boolean more = next.size() > BATCH;
            List<Message> batch = more ? next.subList(0, BATCH) : next;
            if (batch.isEmpty()) {
                return Batch.nothing(since.isStart() ? since : from.cursor());
            }
            prefetch(folder, batch);
            var items = new ArrayList<Comment>();
            var news = new ArrayList<TicketNews>();
            long uid = from.uid();
            for (Message message : batch) {
                var place = new PartReference(from.validity(), folder.getUID(message));
                try {
                    comment(folder, message, place, news).ifPresent(items::add);
                } catch (Failure.Unavailable e) {
                    if (uid == from.uid()) {
                        throw e;
                    }
                    // what came before is stored, and the next poll begins with this mail
                    return new Batch<>(items, new InboxCursor(from.validity(), uid).cursor(), true, news);
                }
                uid = place.uid();
            }
            return new Batch<>(items, new InboxCursor(from.validity(), uid).cursor(), more, news);
        });
    }

    private InboxCursor begin(IMAPFolder folder, InboxCursor cursor) throws MessagingException {
        long validity = folder.getUIDValidity();
        if (cursor.validity() == validity) {
            return cursor;
        }
        if (cursor.validity() == 0) {
            return new InboxCursor(validity, 0);
        }
        LOG.warn("IMAP {}: the mailbox has new UIDs; reading the last {} again", mailbox.name(), RESYNC);
        Date start = Date.from(clock.instant().minus(RESYNC));
        Message[] recent = folder.search(new ReceivedDateTerm(ComparisonTerm.GE, start));
        long first = folder.getUIDNext() > 0 ? folder.getUIDNext() : 1;
        for (Message message : recent) {
            first = Math.min(first, folder.getUID(message));
        }
        return new InboxCursor(validity, first - 1);
    }

    private static List<Message> after(IMAPFolder folder, long uid) throws MessagingException {
        var found = new ArrayList<Message>();
        for (Message message : folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID)) {
            // "n:*" always brings the last mail, however small its UID is
            if (message != null && folder.getUID(message) > uid) {
                found.add(message);
            }
        }
        var uids = new HashMap<Message, Long>();
        for (Message message : found) {
            uids.put(message, folder.getUID(message));
        }
        found.sort(Comparator.comparing(uids::get));
        return found;
    }

    /** What is needed of each mail, in one call. Not the envelope: the library would choke on one that is broken. */
    private static void prefetch(IMAPFolder folder, List<Message> batch) throws MessagingException {
        var basics = new FetchProfile();
        basics.add(FetchProfile.Item.SIZE);
        basics.add(FetchProfile.Item.FLAGS);
        basics.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        basics.add(IMAPFolder.FetchProfileItem.HEADERS);
        folder.fetch(batch.toArray(new Message[0]), basics);
    }

    /**
     * A server that cannot hand out the mail at the moment is asked again, a few polls long; a mail that is broken by
     * itself comes out without words, so that the agent is told.
     */
    private Optional<Comment> comment(IMAPFolder folder, Message message, PartReference place, List<TicketNews> news)
            throws MessagingException {
        MimeMessage mail = (MimeMessage) message;
        try {
            // whoever looks after the mailbox may begin a mail in it
            if (mail.isSet(Flags.Flag.DRAFT) || comments.isOwn(MailHeaders.of(mail))) {
                return Optional.empty();
            }
            // the bytes first: what fails behind them is the mail's fault and not the server's
            MimeMessage whole = mail.getSize() > READ_AT_ONCE ? mail : new MimeMessage(mail);
            if (!whole.getAllHeaders().hasMoreElements() && mail.getSize() > 0) {
                // the library takes the server's NO for an empty mail
                throw new MessagingException("the server handed out nothing");
            }
            return published(MailReader.read(whole, place, receivedAt(mail)), place, news);
        } catch (MessageRemovedException e) {
            return Optional.empty();
        } catch (MessagingException | RuntimeException e) {
            if (!folder.isOpen()) {
                throw new MessagingException("the connection broke while mail " + place.uid() + " was read", e);
            }
            if (!attempts.failedForGood(place)) {
                throw new Failure.Unavailable(
                        "IMAP " + mailbox.name() + " cannot hand out mail " + place.uid() + " at the moment: "
                                + SmtpFailures.brief(e),
                        e);
            }
            LOG.warn("IMAP {}: mail {} cannot be read and is skipped: {}", mailbox.name(), place.uid(), e.toString());
            return withoutWords(mail, place);
        }
    }

    private Optional<Comment> published(IncomingMail mail, PartReference place, List<TicketNews> news) {
        try {
            Optional<Comment> comment = comments.comment(mail);
            if (comment.isEmpty()) {
                comments.withheld(mail).ifPresent(news::add);
            }
            return comment;
        } catch (RuntimeException e) {
            LOG.warn("IMAP {}: mail {} cannot be understood: {}", mailbox.name(), place.uid(), e.toString());
            return comments.comment(mail.withoutWords());
        }
    }

    /** Its headers may be there all the same, and tell which agent is to hear of it. */
    private Optional<Comment> withoutWords(MimeMessage mail, PartReference place) {
        try {
            return comments.comment(new IncomingMail(
                    MailHeaders.of(mail), Optional.empty(), Optional.empty(), List.of(), false, receivedAt(mail)));
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("IMAP {}: mail {} has no headers either: {}", mailbox.name(), place.uid(), e.toString());
            return Optional.empty();
        }
    }

    private Instant receivedAt(MimeMessage mail) throws MessagingException {
        return Optional.ofNullable(mail.getReceivedDate()).map(Date::toInstant).orElseGet(clock::instant);
    }
}
