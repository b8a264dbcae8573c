package io.deskbridge.sandbox.mailbox;

import com.icegreen.greenmail.store.StoredMessage;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mail as the pages and scripts see it.
 *
 * @param id counts within its mailbox
 * @param thread the Message-ID of the mail that began the thread; the own one for a mail that begins one
 * @param note written by the hub for the agents alone
 */
record MailView(
        long id,
        String from,
        String to,
        String replyTo,
        String subject,
        String messageId,
        String inReplyTo,
        String references,
        String thread,
        boolean note,
        Instant date,
        String text) {

    static MailView of(StoredMessage stored) {
        try {
            MimeMessage mail = stored.getMimeMessage();
            String messageId = Optional.ofNullable(mail.getMessageID()).orElse("");
            String references = header(mail, "References");
            return new MailView(
                    stored.getUid(),
                    addresses(mail.getFrom()),
                    addresses(mail.getRecipients(MimeMessage.RecipientType.TO)),
                    addresses(mail.getReplyTo()),
                    Optional.ofNullable(mail.getSubject()).orElse(""),
                    messageId,
                    header(mail, "In-Reply-To"),
                    references,
                    references.isBlank() ? messageId : references.strip().split("\\s+")[0],
                    header(mail, "X-Deskbridge-Kind").equals("note"),
                    stored.getReceivedDate().toInstant(),
                    text(mail).orElse(""));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("mail " + stored.getUid() + " cannot be read", e);
        }
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        return Optional.ofNullable(mail.getHeader(name, " ")).orElse("").replaceAll("\\s+", " ");
    }

    private static String addresses(Address @Nullable [] addresses) {
        var all = new StringBuilder();
        for (var address : addresses == null ? new Address[0] : addresses) {
            String one = address instanceof InternetAddress internet ? internet.toUnicodeString() : address.toString();
            all.append(all.isEmpty() ? "" : ", ").append(one);
        }
        return all.toString();
    }

    /** The first plain text in it. */
    private static Optional<String> text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return Optional.of(String.valueOf(part.getContent()).replace("\r\n", "\n"));
        }
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                var found = text(several.getBodyPart(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
