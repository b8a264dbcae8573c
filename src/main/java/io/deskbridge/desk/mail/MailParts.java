package io.deskbridge.desk.mail;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.http.FileTypes;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Fetches the bytes of a part of a mail. */
final class MailParts {
    private final Mailbox mailbox;

    MailParts(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    Media fetch(String reference, Optional<String> name, long maxBytes) {
        PartReference place = PartReference.of(reference);
        String path = PartReference.path(reference);
        return mailbox.visit(folder -> {
            Message mail = folder.getUIDValidity() == place.validity() ? folder.getMessageByUID(place.uid()) : null;
            if (mail == null) {
                throw new Failure.Rejected("the mail with the attachment is not in the mailbox any more");
            }
            try {
                return media(part(new MimeMessage((MimeMessage) mail), path), name, maxBytes);
            } catch (IOException e) {
                throw new MessagingException("an attachment broke off", e);
            }
        });
    }

    private static Part part(Part mail, String path) throws MessagingException, IOException {
        Part part = mail;
        for (String number : path.split("\\.")) {
            int index = Integer.parseInt(number) - 1;
            if (part.getContent() instanceof Multipart several && index >= 0 && index < several.getCount()) {
                part = several.getBodyPart(index);
            } else if (part != mail || index != 0) {
                throw new Failure.Rejected("the mail has no such attachment any more");
            }
        }
        return part;
    }

    private static Media media(Part part, Optional<String> name, long maxBytes) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            int most = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Failure.Rejected("the attachment is larger than " + maxBytes + " bytes");
            }
            return new Media(name.orElse("attachment"), FileTypes.of(bytes, name.orElse("")), bytes);
        }
    }
}
