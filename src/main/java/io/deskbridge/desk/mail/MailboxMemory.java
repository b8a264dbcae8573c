package io.deskbridge.desk.mail;

import io.deskbridge.mail.MailHeaders;
import jakarta.mail.FetchProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SubjectTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;

/**
 * Answers from the copies in the hub's own mailbox what was sent and what the team wrote: the desk keeps no memory of
 * its own. Searches by header read the server's index where it has one.
 */
final class MailboxMemory {
    private static final int ENOUGH = 40;

    private final Mailbox mailbox;
    private final MailIds ids;
    private final SenderRule senders;

    MailboxMemory(Mailbox mailbox, MailIds ids, SenderRule senders) {
        this.mailbox = mailbox;
        this.ids = ids;
        this.senders = senders;
    }

    /** Whether a mail with that entry or note was taken by the server. */
    boolean holds(String item) {
        return mailbox.visit(folder -> {
            var byItem = new HeaderTerm(OwnMail.ITEM_HEADER, item);
            for (Message found : folder.search(new OrTerm(byItem, new HeaderTerm("Message-ID", item)))) {
                // some servers search by words and not by letters
                String[] items = found.getHeader(OwnMail.ITEM_HEADER);
                if (items != null
                        && Arrays.stream(items).anyMatch(one -> one.strip().equals(item))) {
                    return true;
                }
            }
            return false;
        });
    }

    TicketThread thread(String ticket) {
        return mailbox.visit(folder -> {
            Message[] found = folder.search(new SubjectTerm(MailIds.inSubject(ticket)));
            Optional<String> subject = Optional.empty();
            Optional<String> to = Optional.empty();
            var answers = new ArrayList<TicketThread.Answer>();
            for (MimeMessage mail : newestAndFirst(folder, found)) {
                MailHeaders headers = MailHeaders.of(mail);
                boolean own = headers.first(OwnMail.ITEM_HEADER).isPresent();
                if (own && headers.messageId().equalsIgnoreCase(ids.first(ticket))) {
                    subject = Optional.of(MailIds.withoutToken(headers.subject()));
                    to = headers.addresses("To").stream().findFirst().map(InternetAddress::getAddress);
                } else if (!own && senders.refusal(headers).isEmpty()) {
                    answers.add(
                            new TicketThread.Answer(headers.messageId(), headers.ids("References"), headers.subject()));
                }
            }
            return new TicketThread(subject, to, answers);
        });
    }

    private static List<MimeMessage> newestAndFirst(IMAPFolder folder, Message[] found) throws MessagingException {
        var some = new ArrayList<MimeMessage>();
        for (int i = 0; i < found.length; i++) {
            if ((i == 0 || i >= found.length - ENOUGH) && found[i] instanceof MimeMessage mail) {
                some.add(mail);
            }
        }
        var headers = new FetchProfile();
        headers.add(IMAPFolder.FetchProfileItem.HEADERS);
        folder.fetch(some.toArray(new Message[0]), headers);
        return some;
    }
}
