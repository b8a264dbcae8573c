package io.deskbridge.desk.mail;

import io.deskbridge.http.HttpLimits;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/** Turns a server's settings into what the mail library wants to know. No wait is without a limit. */
final class MailSessions {
    private MailSessions() {}

    static Session smtp(MailServer server, HttpLimits limits, String envelopeFrom) {
        Properties settings = common("smtp", server, limits.connect(), limits.answer());
        settings.put("mail.smtp.auth", String.valueOf(server.login()));
        settings.put("mail.smtp.from", envelopeFrom);
        // the greeting must not wait for a name service to tell this machine's name
        settings.put("mail.smtp.localhost", envelopeFrom.substring(envelopeFrom.lastIndexOf('@') + 1));
        // one refused recipient stops the whole mail: a half-delivered write could not be repeated
        settings.put("mail.smtp.sendpartial", "false");
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.allow8bitmime", "false");
        return Session.getInstance(settings);
    }

    static Session imap(MailServer server, HttpLimits limits) {
        return imap(server, limits.connect(), limits.answer());
    }

    static Session imap(MailServer server, Duration connect, Duration answer) {
        Properties settings = common("imap", server, connect, answer);
        // reading must not mark a mail as read: people may look into the mailbox, too
        settings.put("mail.imap.peek", "true");
        settings.put("mail.imap.partialfetch", "false");
        settings.put("mail.imap.connectionpoolsize", "1");
        return Session.getInstance(settings);
    }

    private static Properties common(String protocol, MailServer server, Duration connect, Duration answer) {
        String prefix = "mail." + protocol + ".";
        var settings = new Properties();
        settings.put("mail.mime.address.strict", "false");
        settings.put(prefix + "connectiontimeout", String.valueOf(connect.toMillis()));
        settings.put(prefix + "timeout", String.valueOf(answer.toMillis()));
        settings.put(prefix + "writetimeout", String.valueOf(answer.toMillis()));
        settings.put(prefix + "ssl.enable", String.valueOf(server.tls() == Tls.TLS));
        settings.put(prefix + "starttls.enable", String.valueOf(server.tls() == Tls.STARTTLS));
        settings.put(prefix + "starttls.required", String.valueOf(server.tls() == Tls.STARTTLS));
        settings.put(
                prefix + "ssl.checkserveridentity",
                String.valueOf(!TrustedCertificate.isFingerprint(server.certificate())));
        settings.put(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        if (!server.certificate().isBlank()) {
            settings.put(prefix + "ssl.socketFactory", TrustedCertificate.sockets(server.certificate()));
            settings.put(prefix + "ssl.socketFactory.fallback", "false");
        }
        return settings;
    }
}
