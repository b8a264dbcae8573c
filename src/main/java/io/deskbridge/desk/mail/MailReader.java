package io.deskbridge.desk.mail;

import io.deskbridge.core.Attachment;
import io.deskbridge.mail.MailHeaders;
import io.deskbridge.mail.PartLabel;
import io.deskbridge.mail.PartText;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.imap.IMAPBodyPart;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a mail apart. */
final class MailReader {
    private static final Logger LOG = LoggerFactory.getLogger(MailReader.class);

    /** Attached by programs and not by people; whole mails are not attached either: they hold what the agent answers. */
    private static final Set<String> MACHINERY = Set.of(
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
            "application/pgp-keys",
            "application/ms-tnef",
            "text/vcard",
            "text/x-vcard",
            "text/calendar");

    private static final Pattern METHOD = Pattern.compile(";\\s*method\\s*=", Pattern.CASE_INSENSITIVE);

    private static final int MAX_DEPTH = 20;

    private final PartReference place;
    private final List<String> plain = new ArrayList<>();
    private final List<String> html = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private boolean invitation;

    private MailReader(PartReference place) {
        this.place = place;
    }

    /**
     * Reads a mail. One whose body is broken has no words: the hub then asks the agent, and nothing is lost.
     *
     * @param place where the mail lies; its attachments are named after it
     * @throws MessagingException when the server does not hand it out
     */
    static IncomingMail read(MimeMessage mail, PartReference place, Instant receivedAt) throws MessagingException {
        var reader = new MailReader(place);
        MailHeaders headers = MailHeaders.of(mail);
        try {
            reader.take(mail, "", false, 0);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (mail instanceof IMAPMessage && !(e instanceof ParseException)) {
                // read piece by piece: the server's failure says nothing of the mail
                throw new MessagingException("a part of the mail cannot be fetched", e);
            }
            LOG.warn("the body of mail {} cannot be read: {}", headers.messageId(), e.toString());
            return new IncomingMail(headers, Optional.empty(), Optional.empty(), List.of(), false, receivedAt);
        }
        return new IncomingMail(
                headers,
                joined(reader.plain),
                joined(reader.html),
                List.copyOf(reader.attachments),
                reader.invitation,
                receivedAt);
    }

    private static Optional<String> joined(List<String> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", parts));
    }

    private void take(MimePart part, String path, boolean related, int depth) throws MessagingException, IOException {
        String mime = PartLabel.mimeType(part);
        if (mime.startsWith("multipart/") && depth < MAX_DEPTH) {
            if (part.getContent() instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) {
                    String inner = path.isEmpty() ? String.valueOf(i + 1) : path + "." + (i + 1);
                    if (several.getBodyPart(i) instanceof MimePart each) {
                        take(each, inner, mime.equals("multipart/related"), depth + 1);
                    }
                }
            }
            return;
        }
        Optional<String> name = PartLabel.fileName(part);
        // of a file that somebody attached, the type has no method
        invitation |= mime.equals("text/calendar")
                && METHOD.matcher(part.getContentType()).find();
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (mime.equals("text/plain") && !attached && name.isEmpty()) {
            plain.add(text(part));
        } else if (mime.equals("text/html") && !attached && name.isEmpty()) {
            html.add(text(part));
        } else if (!MACHINERY.contains(mime)
                && !mime.startsWith("message/")
                && (attached || name.isPresent() && !layout(part, related))) {
            attachments.add(attachment(part, path, mime, name));
        }
    }

    private static String text(MimePart part) throws MessagingException, IOException {
        String text = PartText.of(part);
        boolean remote = part instanceof IMAPBodyPart || part instanceof IMAPMessage;
        if (remote && text.isEmpty() && part.getSize() > 0) {
            // the library takes the server's NO for an empty part
            throw new MessagingException("the server handed out nothing");
        }
        return text;
    }

    /** A picture inside an HTML mail is most often the logo of a signature. */
    private static boolean layout(MimePart part, boolean related) throws MessagingException {
        return related && part.getContentID() != null;
    }

    private Attachment attachment(MimePart part, String path, String mime, Optional<String> name)
            throws MessagingException {
        Attachment.Type type =
                switch (mime.split("/", 2)[0]) {
                    case "image" -> Attachment.Type.IMAGE;
                    case "video" -> Attachment.Type.VIDEO;
                    case "audio" -> Attachment.Type.AUDIO;
                    default -> Attachment.Type.FILE;
                };
        int size = part.getSize();
        return new Attachment(
                type,
                place.part(path.isEmpty() ? "1" : path),
                name,
                Optional.of(mime),
                Optional.empty(),
                size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
    }
}
