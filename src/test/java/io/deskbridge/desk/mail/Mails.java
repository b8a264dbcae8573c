package io.deskbridge.desk.mail;

import io.deskbridge.core.Secret;
import io.deskbridge.mail.MailHeaders;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/** Mails written out, as they would come over the wire. */
final class Mails {
    static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
    static final String TOKEN = "abcdefghijklmnop";

    private Mails() {}

    static MimeMessage parsed(byte[] bytes) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    static MimeMessage parsed(String mail, Charset charset) throws MessagingException {
        return parsed(mail.replace("\n", "\r\n").getBytes(charset));
    }

    static IncomingMail read(String mail, Charset charset) throws MessagingException {
        return MailReader.read(parsed(mail, charset), new PartReference(7, 42), RECEIVED);
    }

    static IncomingMail read(String mail) throws MessagingException {
        return read(mail, StandardCharsets.UTF_8);
    }

    static MailHeaders headers(String headers) throws MessagingException {
        return MailHeaders.of(parsed(headers + "\n\nbody", StandardCharsets.UTF_8));
    }

    static MailSettings settings(String team, String replyAddress, String... allowed) {
        return new MailSettings(
                team,
                "",
                replyAddress,
                "",
                List.of(allowed),
                new MailSettings.Smtp("smtp.desk.example", 587, "", Secret.of(""), Tls.NONE, ""),
                new MailSettings.Imap("imap.desk.example", 993, "hub", Secret.of(""), Tls.NONE, "", "INBOX"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                1_000_000);
    }

    static CommentReader comments(String team, String replyAddress, String... allowed) {
        return new CommentReader(
                "mailbox", new MailIds(replyAddress), SenderRule.of(settings(team, replyAddress, allowed)));
    }
}
