package io.deskbridge.desk.mail;

import io.deskbridge.core.Failure;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.mail.SmtpFailures;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** The way into the hub's own mailbox: a connection for each visit, so that no two threads ever share one. */
final class Mailbox {
    private static final Pattern FOR_NOW = Pattern.compile("\\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)]");

    private final MailSettings.Imap server;
    private final HttpLimits limits;

    Mailbox(MailSettings.Imap server, HttpLimits limits) {
        this.server = server;
        this.limits = limits;
    }

    /** What is done with the open folder. */
    @FunctionalInterface
    interface Visit<T> {
        T in(IMAPFolder folder) throws MessagingException;
    }

    String name() {
        return server.name();
    }

    /** Opens the folder for reading, and closes everything again. */
    <T> T visit(Visit<T> visit) {
        return visit(MailSessions.imap(server, limits), visit);
    }

    /** A visit in which the server may stay silent for that long. */
    <T> T visitPatiently(Duration silence, Visit<T> visit) {
        return visit(MailSessions.imap(server, limits.connect(), silence), visit);
    }

    private <T> T visit(Session session, Visit<T> visit) {
        try (IMAPStore store = (IMAPStore) session.getStore("imap")) {
            store.connect(
                    server.host(),
                    server.port(),
                    server.user(),
                    server.password().reveal());
            try (IMAPFolder folder = (IMAPFolder) store.getFolder(server.folder())) {
                folder.open(Folder.READ_ONLY);
                return visit.in(folder);
            }
        } catch (AuthenticationFailedException e) {
            throw refused(e);
        } catch (MessagingException e) {
            throw new Failure.Unavailable("IMAP " + name() + " failed: " + SmtpFailures.brief(e), e);
        }
    }

    /** A server that cannot ask its password store says NO as well, but says why (RFC 5530). */
    private Failure refused(AuthenticationFailedException e) {
        if (FOR_NOW.matcher(String.valueOf(e.getMessage())).find()) {
            return new Failure.Unavailable("IMAP " + name() + " takes no login at the moment", e);
        }
        return new Failure.Unauthorized(
                "IMAP " + name() + " refuses the login of " + server.user() + "; check imap.user and imap.password");
    }
}
