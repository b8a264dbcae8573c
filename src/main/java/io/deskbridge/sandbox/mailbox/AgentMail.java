package io.deskbridge.sandbox.mailbox;

import io.deskbridge.sandbox.SandboxPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** Writes mails as an agent's mail program would and sends them over SMTP. */
@Component
@SandboxPart
class AgentMail {
    private static final DateTimeFormatter QUOTED = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy 'at' HH:mm", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final SandboxMailbox mailbox;

    AgentMail(SandboxMailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Answers to where the mail wants its answers, with the mail quoted below. */
    String reply(MailView to, String agent, String text) throws MessagingException {
        String quoted = "On " + QUOTED.format(to.date()) + ", " + to.from() + " wrote:\n"
                + to.text().strip().replaceAll("(?m)^", "> ");
        return send(agent, to.replyTo(), prefixed("Re: ", to.subject()), to, text + "\n\n" + quoted);
    }

    /** Passes the mail on to a colleague, with a remark that is not for the customer. */
    String forward(MailView mail, String agent, String text) throws MessagingException {
        String below = "---------- Forwarded message ---------\nFrom: " + mail.from() + "\nSubject: " + mail.subject()
                + "\n\n" + mail.text();
        return send(agent, "colleague@sandbox.example", prefixed("Fwd: ", mail.subject()), mail, text + "\n\n" + below);
    }

    private static String prefixed(String prefix, String subject) {
        return subject.startsWith(prefix) ? subject : prefix + subject;
    }

    private String send(String agent, String to, String subject, MailView about, String text)
            throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        var mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom(address(agent));
        mail.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        mail.setSubject(subject, "UTF-8");
        mail.setHeader("In-Reply-To", about.messageId());
        mail.setHeader("References", (about.references() + " " + about.messageId()).strip());
        mail.setSentDate(new Date());
        mail.setText(text, "UTF-8");
        Transport.send(mail);
        return mail.getMessageID();
    }

    private static InternetAddress address(String agent) {
        String local = agent.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".");
        try {
            return new InternetAddress(local + "@sandbox.example", agent, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("UTF-8 is always there", e);
        }
    }
}
