package io.deskbridge.route;

import io.deskbridge.core.Kind;
import io.deskbridge.core.Parcel;
import io.deskbridge.hub.Inbox;
import io.deskbridge.mail.MailParcels;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;

/** Takes mails as Camel's {@code imap:} and {@code pop3:} give them. */
final class MailInbox {
    /** A server that does not hand out a mail is asked so often; then its headers have to do. */
    private static final int ATTEMPTS = 3;

    private static final int MOST_REMEMBERED = 1_000;

    private final String name;
    private final Inbox inbox;
    private final MailParcels parcels;
    private final Map<String, Integer> failed = new LinkedHashMap<>();

    MailInbox(String name, EndpointOptions options, Inbox inbox) {
        this.name = name;
        this.inbox = inbox;
        Kind kind = Kind.valueOf(options.get("kind").orElse("direct").toUpperCase(Locale.ROOT));
        this.parcels = new MailParcels(name, kind, options.names("own"), inbox.maxFileBytes());
    }

    /**
     * Returns when the mail is on disk.
     *
     * @throws MessagingException when the server does not hand it out now
     */
    void take(Exchange exchange) throws MessagingException {
        MimeMessage mail = mail(exchange);
        inbox.take(parcel(mail));
        forget(key(mail));
        // camel-mail asks the message whether to delete or move its mail, and would be answered by the mail's own
        // headers
        exchange.setMessage(new DefaultMessage(exchange.getContext()));
    }

    private Parcel parcel(MimeMessage mail) throws MessagingException {
        try {
            return parcels.read(mail, inbox.now());
        } catch (MessagingException e) {
            Folder folder = mail.getFolder();
            if (folder == null || folder.isOpen() && failures(key(mail)) >= ATTEMPTS) {
                return parcels.withoutWords(mail, inbox.now());
            }
            throw e;
        }
    }

    private MimeMessage mail(Exchange exchange) {
        Message in = exchange.getMessage();
        if (in instanceof MailMessage camels && camels.getOriginalMessage() instanceof MimeMessage mail) {
            return mail;
        }
        if (in.getBody() instanceof MimeMessage mail) {
            return mail;
        }
        Object body = in.getBody();
        throw new IllegalArgumentException(
                "to inbox:" + name + " with as: mail wants a mail from imap: or pop3:; the body is "
                        + (body == null ? "empty" : "a " + body.getClass().getSimpleName()));
    }

    private static String key(MimeMessage mail) throws MessagingException {
        String id = mail.getHeader("Message-ID", null);
        return id == null ? "number " + mail.getMessageNumber() : id;
    }

    private synchronized int failures(String key) {
        if (failed.size() >= MOST_REMEMBERED) {
            failed.remove(failed.keySet().iterator().next());
        }
        return failed.merge(key, 1, Integer::sum);
    }

    private synchronized void forget(String key) {
        failed.remove(key);
    }
}
