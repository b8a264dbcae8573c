package io.deskbridge.mainjob;

import jakarta.mail.Authenticator;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A team's mailbox on real mail servers, and an agent who answers from it. */
final class TeamMailbox implements AutoCloseable {
    private final Session session;
    private final String address;
    private final Store store;

    TeamMailbox(String address, String password, int imapPort, int submissionPort) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.imap.host", "127.0.0.1");
        properties.put("mail.imap.port", String.valueOf(imapPort));
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(submissionPort));
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.trust", "*"); // the agent's mail program, not the hub's
        session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(address, password);
            }
        });
        this.address = address;
        store = session.getStore("imap");
        store.connect(address, password);
    }

    /** The mails in the mailbox, oldest first. */
    List<MimeMessage> mails() throws MessagingException {
        try (Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            var mails = new ArrayList<MimeMessage>();
            for (Message mail : inbox.getMessages()) {
                mails.add(new MimeMessage((MimeMessage) mail)); // a copy outlives the folder
            }
            return mails;
        }
    }

    void empty() throws MessagingException {
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.DELETED), true);
        inbox.close(true);
    }

    /** Answers as a mail program does: to the reply address, with the words before the quoted mail. */
    void answer(MimeMessage mail, String words) throws Exception {
        var answer = (MimeMessage) mail.reply(false);
        answer.setFrom(new InternetAddress(address, "Mia from the team", "UTF-8"));
        answer.setText(
                words + "\n\nAm 22.11.2026 um 10:15 schrieb Anna:\n> "
                        + text(mail).replace("\n", "\n> "),
                "UTF-8");
        Transport.send(answer);
    }

    /** The plain text of a mail. */
    static String text(jakarta.mail.Part part) throws Exception {
        if (part.isMimeType("text/plain")) {
            return String.valueOf(part.getContent()).replace("\r\n", "\n");
        }
        if (part.getContent() instanceof jakarta.mail.Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String text = text(parts.getBodyPart(i));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    /** The first attached file whose type begins so; null when there is none. */
    static jakarta.mail.Part file(jakarta.mail.Part part, String type) throws Exception {
        if (part.getContentType().toLowerCase().startsWith(type)) {
            return part;
        }
        if (part.getContent() instanceof jakarta.mail.Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                jakarta.mail.Part found = file(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }
}
