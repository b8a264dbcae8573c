package io.deskbridge.desk.mail;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.mail.MailHeaders;
import io.deskbridge.mail.OneLine;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a mail is an agent's public answer. Each mail that is not is named in the log with the reason. */
final class CommentReader {
    private static final Logger LOG = LoggerFactory.getLogger(CommentReader.class);

    private final String desk;
    private final MailIds ids;
    private final SenderRule senders;
    private final TicketMatch tickets;
    private final WithheldMail withheld;

    CommentReader(String desk, MailIds ids, SenderRule senders) {
        this.desk = desk;
        this.ids = ids;
        this.senders = senders;
        this.tickets = new TicketMatch(ids);
        this.withheld = new WithheldMail(desk, senders, tickets);
    }

    /** A comment whose text is empty is one all the same: the hub then tells the agent instead of publishing. */
    Optional<Comment> comment(IncomingMail mail) {
        MailHeaders headers = mail.headers();
        if (isOwn(headers)) {
            return Optional.empty();
        }
        Optional<String> automatic = AutomaticMail.sign(headers);
        if (automatic.isPresent()) {
            if (AutomaticMail.isReport(headers)) {
                LOG.warn("{}: a mail may not have arrived, see the report {}", desk, named(headers));
            }
            return refused(headers, "nobody wrote it, " + automatic.get());
        }
        if (mail.invitation()) {
            return refused(headers, "it is an invitation or the answer to one");
        }
        Optional<String> ticket = tickets.ticket(headers);
        if (ticket.isEmpty()) {
            Optional<String> copied = tickets.ticketInCopy(headers);
            return copied.isPresent()
                    ? withheld(headers, copied.get(), "the hub stands in its Cc only")
                    : refused(headers, "it is not addressed to a ticket");
        }
        Optional<String> refusal = senders.refusal(headers);
        if (refusal.isPresent()) {
            return withheld(headers, ticket.get(), refusal.get());
        }
        String words = mail.words();
        boolean betrayed = ids.betrayed(words, ticket.get()) || PlainBody.isOurs(words);
        if (betrayed) {
            // the quote was not recognised; the hub tells the agent that nothing was published
            LOG.warn("{}: mail {} holds our own reply address or token and is not published", desk, named(headers));
        }
        return Optional.of(new Comment(
                new CommentId(desk, commentId(mail)),
                new Ticket(desk, ticket.get(), Optional.empty()),
                agent(headers.addresses("From").get(0)),
                betrayed ? "" : words,
                betrayed ? List.of() : mail.attachments(),
                mail.receivedAt()));
    }

    /** What the agents are to know of a mail that is no comment. */
    Optional<TicketNews.Withheld> withheld(IncomingMail mail) {
        MailHeaders headers = mail.headers();
        return isOwn(headers) || AutomaticMail.sign(headers).isPresent() || mail.invitation()
                ? Optional.empty()
                : withheld.told(headers, commentId(mail), mail.receivedAt());
    }

    /** Written by the hub: the copies of its own mails lie in the same mailbox. */
    boolean isOwn(MailHeaders headers) {
        return headers.first(OwnMail.ITEM_HEADER).isPresent()
                || headers.addresses("From").stream()
                        .anyMatch(from -> from.getAddress() != null && ids.isOurs(from.getAddress()));
    }

    private Optional<Comment> refused(MailHeaders headers, String reason) {
        LOG.info("{}: mail {} is not published: {}", desk, named(headers), reason);
        return Optional.empty();
    }

    /** A person wrote it to a ticket of ours: somebody may wait for it to be published. */
    private Optional<Comment> withheld(MailHeaders headers, String ticket, String reason) {
        // the ticket's id is its token, so no more than its beginning is told
        LOG.warn(
                "{}: mail {} from {} to ticket {}… is not published: {}",
                desk,
                named(headers),
                OneLine.of(headers.first("From").orElse("nobody"), 200),
                ticket.substring(0, 4),
                reason);
        return Optional.empty();
    }

    private static String named(MailHeaders headers) {
        return OneLine.of(headers.messageId() + " '" + MailIds.withoutToken(headers.subject()) + "'", 200);
    }

    private static Agent agent(InternetAddress from) {
        String address = OneLine.of(Optional.ofNullable(from.getAddress()).orElse("unknown"), 200);
        String personal = Optional.ofNullable(from.getPersonal()).orElse("").strip();
        // desks write for their agents: "Mia via RT"
        String name = OneLine.of(personal.replaceFirst("(?i)\\s+via\\s+.{1,40}$", ""), 100);
        return new Agent(address, name.isBlank() ? address.split("@", 2)[0] : name);
    }

    /** Few mails have no Message-ID; what stands in such a mail names it as well. */
    private static String commentId(IncomingMail mail) {
        MailHeaders headers = mail.headers();
        if (!headers.messageId().isEmpty()) {
            return headers.messageId();
        }
        String content = String.join(
                "\n",
                headers.first("Date").orElse(""),
                headers.first("From").orElse(""),
                headers.first("Subject").orElse(""),
                mail.plain().or(mail::html).orElse(""));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
