package io.deskbridge.mail;

import io.deskbridge.core.Media;
import io.deskbridge.core.Parcel;
import io.deskbridge.http.FileTypes;
import io.deskbridge.http.GuardedFetch;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPBodyPart;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.pop3.POP3Message;

/**
 * Takes a customer's mail apart: all its words, quotes among them, and all its files within limits. A part that is broken
 * costs no other part.
 */
final class MailContent {
    /** Made by programs, for programs. */
    private static final Set<String> MACHINERY = Set.of(
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
            "application/pgp-keys");

    private static final int MAX_DEPTH = 20;
    private static final int MAX_PARTS = 500;

    private final Parcel.Files files;
    private final List<String> embeddedIds = new ArrayList<>();
    private int parts;
    private boolean broken;

    /**
     * @param files gets what hangs on the mail
     */
    MailContent(Parcel.Files files) {
        this.files = files;
    }

    /** Whether something of it could not be read. */
    boolean isBroken() {
        return broken;
    }

    /** The Message-IDs of mails that a report of a mail server is about. */
    List<String> embeddedIds() {
        return embeddedIds;
    }

    /**
     * The words of the mail.
     *
     * @throws MessagingException when the server does not hand them out
     */
    String words(MimeMessage mail) throws MessagingException {
        return words(mail, false, 0).strip();
    }

    private String words(MimePart part, boolean report, int depth) throws MessagingException {
        try {
            return read(part, report, depth);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (isRemote(part) && !(e instanceof ParseException)) {
                // read piece by piece: the server's failure says nothing of the mail
                throw new MessagingException("a part of the mail cannot be fetched", e);
            }
            broken = true;
            return "";
        }
    }

    private static boolean isRemote(Part part) {
        return part instanceof IMAPBodyPart || part instanceof IMAPMessage || part instanceof POP3Message;
    }

    private String read(MimePart part, boolean report, int depth) throws MessagingException, IOException {
        String mime = PartLabel.mimeType(part);
        if (++parts > MAX_PARTS) {
            broken = true;
            return "";
        }
        if (mime.startsWith("multipart/") && depth < MAX_DEPTH) {
            return several(part, mime, depth);
        }
        Optional<String> name = PartLabel.fileName(part);
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        boolean isText = mime.equals("text/plain") || mime.equals("text/html");
        if (isText && !attached && name.isEmpty()) {
            String text = PartText.of(part);
            return mime.equals("text/html") ? HtmlText.whole(text) : text;
        }
        if (report && mime.startsWith("message/") || mime.equals("text/rfc822-headers")) {
            embeddedIds.addAll(idsIn(part));
        } else if (!MACHINERY.contains(mime)) {
            keep(part, mime, name);
        }
        return "";
    }

    private String several(MimePart part, String mime, int depth) throws MessagingException, IOException {
        if (!(part.getContent() instanceof Multipart inner)) {
            broken = true;
            return "";
        }
        boolean alternative = mime.equals("multipart/alternative");
        var words = new ArrayList<String>();
        for (int i = 0; i < inner.getCount(); i++) {
            if (inner.getBodyPart(i) instanceof MimePart each) {
                String text = words(each, mime.equals("multipart/report"), depth + 1);
                // of the same in two forms the first one that has words is enough
                if (!text.isBlank() && (words.isEmpty() || !alternative)) {
                    words.add(text.strip());
                }
            }
        }
        return String.join("\n\n", words);
    }

    private void keep(MimePart part, String mime, Optional<String> name) throws MessagingException, IOException {
        String unnamed = mime.startsWith("message/") ? "mail.eml" : "";
        String safe = GuardedFetch.safeName(name.orElse(unnamed), URI.create(""));
        long left = files.left();
        byte[] bytes;
        try (InputStream in = part.getInputStream()) {
            bytes = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 16));
        }
        if (bytes.length > left) {
            int size = part.getSize();
            files.tooLarge(safe, mime, size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
        } else {
            files.add(new Media(safe, FileTypes.of(bytes, safe), bytes));
        }
    }

    /** A report holds the mail that it is about, or its headers. */
    private static List<String> idsIn(MimePart part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            var inner = new MimeMessage(null, new java.io.ByteArrayInputStream(in.readNBytes(100_000)));
            return MailHeaders.of(inner).ids("Message-ID");
        }
    }
}
