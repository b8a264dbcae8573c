package io.deskbridge.mail;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Words;
import jakarta.activation.DataHandler;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reply as the mail that answers the customer's: to the customer, in the same thread, under a Message-ID that each attempt
 * has in common.
 */
public final class ReplyMail {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    /** Mail servers commonly take 25 MB, and base64 makes four bytes of three. */
    private static final long MAX_TOTAL = 18_000_000;

    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,298}>");
    private static final Pattern ANSWERED =
            Pattern.compile("^\\s*((re|aw|antw|antwort|sv|odp)(\\[\\d+])?\\s*:\\s*)+", Pattern.CASE_INSENSITIVE);

    private ReplyMail() {}

    /**
     * The mail, ready to be sent.
     *
     * @throws Failure.Rejected when the customer has no address that mail can be sent to, or a file cannot be had
     * @throws Failure as the desk says whose files hang on it
     */
    public static MimeMessage of(Reply reply, SendKey key, InternetAddress from) {
        Message answered = reply.inReplyTo();
        try {
            var mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(new InternetAddress(from.getAddress(), from.getPersonal(), UTF_8));
            mail.setRecipient(jakarta.mail.Message.RecipientType.TO, customer(answered.author()));
            mail.setSubject(subject(answered), UTF_8);
            List<String> references = Stream.of(
                            answered.conversation().thread(), answered.id().value())
                    .filter(id -> ID.matcher(id).matches())
                    .distinct()
                    .toList();
            if (ID.matcher(answered.id().value()).matches()) {
                mail.setHeader("In-Reply-To", answered.id().value());
            }
            if (!references.isEmpty()) {
                mail.setHeader("References", MimeUtility.fold(12, String.join(" ", references)));
            }
            mail.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
            fill(mail, reply, files(reply));
            mail.saveChanges();
            mail.setHeader("Message-ID", id(key, from)); // last: saving makes one of its own
            return mail;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("the reply cannot be written as a mail: " + e.getMessage(), e);
        }
    }

    /** The Message-ID of all attempts to send that reply. */
    public static String id(SendKey key, InternetAddress from) {
        String address = from.getAddress();
        return "<" + key + address.substring(address.lastIndexOf('@')) + ">";
    }

    private static InternetAddress customer(Author author) throws UnsupportedEncodingException {
        String address = author.profile().flatMap(MailAddress::in).orElse(author.handle());
        String bare = MailAddress.of(address)
                .map(InternetAddress::getAddress)
                .orElseThrow(() -> new Failure.Rejected(new Words(
                        "the customer's address \"" + OneLine.of(address, 100) + "\" takes no mail",
                        "an die Adresse „" + OneLine.of(address, 100) + "“ des Kunden geht keine Mail")));
        return new InternetAddress(bare, OneLine.of(author.name(), 100), UTF_8);
    }

    private static String subject(Message answered) {
        String first = answered.text().lines().findFirst().orElse("");
        String subject = ANSWERED.matcher(OneLine.of(first, 200)).replaceFirst("");
        return subject.equals(MailParcels.NO_SUBJECT) || subject.isBlank() ? "Re:" : "Re: " + subject;
    }

    private static List<Media> files(Reply reply) {
        var files = new ArrayList<Media>();
        long left = MAX_TOTAL;
        for (Attachment attachment : reply.attachments()) {
            Media file = reply.media().fetch(attachment, left);
            left -= file.bytes().length;
            files.add(file);
        }
        return files;
    }

    private static void fill(MimeMessage mail, Reply reply, List<Media> files)
            throws MessagingException, UnsupportedEncodingException {
        var words = new MimeBodyPart();
        words.setText(reply.text(), UTF_8, "plain");
        // whatever the text is, no line gets longer than a server takes
        words.setHeader("Content-Transfer-Encoding", "quoted-printable");
        var all = new MimeMultipart("mixed", words);
        for (Media file : files) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes(), file.mimeType())));
            part.setDisposition(Part.ATTACHMENT);
            part.setFileName(MimeUtility.encodeText(OneLine.of(file.name(), 120), UTF_8, null));
            all.addBodyPart(part);
        }
        mail.setContent(all);
    }
}
