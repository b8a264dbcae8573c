package io.deskbridge.desk.mail;

import io.deskbridge.core.Media;
import io.deskbridge.mail.OneLine;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/**
 * A mail of the hub, ready to be encoded. All that comes from strangers is in {@code fromName}, {@code subject},
 * {@code text} and {@code files}; the rest is made here.
 *
 * @param items the marks of the entries or the note in it
 * @param kind {@code entry} or {@code note}
 * @param references oldest first; empty for the first mail of a thread
 */
record OwnMail(
        String messageId,
        List<String> items,
        String kind,
        String fromAddress,
        String fromName,
        String replyTo,
        String to,
        String subject,
        List<String> references,
        int priority,
        String text,
        List<Media> files,
        Instant date) {
    static final String ITEM_HEADER = "X-Deskbridge-Item";
    static final String KIND_HEADER = "X-Deskbridge-Kind";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int NORMAL_PRIORITY = 3;

    MimeMessage encoded() {
        try {
            var mail = new Identified(messageId);
            mail.setFrom(new InternetAddress(fromAddress, OneLine.of(fromName, 120), UTF_8));
            mail.setReplyTo(new InternetAddress[] {new InternetAddress(replyTo)});
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            mail.setSubject(OneLine.of(subject, 300), UTF_8);
            mail.setSentDate(Date.from(date));
            if (!references.isEmpty()) {
                mail.setHeader("In-Reply-To", references.get(references.size() - 1));
                mail.setHeader("References", MimeUtility.fold(12, String.join(" ", references)));
            }
            for (String item : items) {
                mail.addHeader(ITEM_HEADER, item);
            }
            mail.setHeader(KIND_HEADER, kind);
            mail.setHeader("X-Loop", fromAddress);
            // RFC 3834, and Exchange's own word for the same: no machine shall answer this
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setHeader("X-Auto-Response-Suppress", "All");
            if (priority != NORMAL_PRIORITY) {
                mail.setHeader("X-Priority", String.valueOf(priority));
                mail.setHeader("Importance", priority < NORMAL_PRIORITY ? "high" : "low");
            }
            mail.setContent(content());
            mail.saveChanges();
            return mail;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("mail " + messageId + " cannot be encoded: " + e.getMessage(), e);
        }
    }

    private MimeMultipart content() throws MessagingException, UnsupportedEncodingException {
        var words = new MimeMultipart("alternative", text("plain", text), text("html", HtmlBody.of(text)));
        if (files.isEmpty()) {
            return words;
        }
        var body = new MimeBodyPart();
        body.setContent(words);
        var all = new MimeMultipart("mixed", body);
        for (Media file : files) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes(), file.mimeType())));
            part.setDisposition(Part.ATTACHMENT);
            part.setFileName(MimeUtility.encodeText(OneLine.of(file.name(), 120), UTF_8, null));
            all.addBodyPart(part);
        }
        return all;
    }

    private static MimeBodyPart text(String subtype, String text) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        // whatever the text is, no line gets longer than a server takes
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /** Keeps its Message-ID, which the library would make anew. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
