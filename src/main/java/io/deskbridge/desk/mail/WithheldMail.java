package io.deskbridge.desk.mail;

import io.deskbridge.core.Agent;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.core.Words;
import io.deskbridge.mail.MailHeaders;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Mails that a person sent to a ticket and that are not published. Each kind is told once a ticket: who knows a reply address
 * could otherwise fill the team's mailbox.
 */
final class WithheldMail {
    private static final Words IN_COPY = new Words(
            "the mail had the hub in copy only; what the customer shall read, send to the ticket's reply address",
            "die Mail hatte Deskbridge nur in Kopie; was der Kunde lesen soll, senden Sie bitte an die Antwortadresse des"
                    + " Tickets");

    private static final Words SENDER = new Words(
            "the mail did not certainly come from an address that may answer; please answer from your usual one, or tell your"
                    + " administrator (allowed-senders)",
            "die Mail kam nicht sicher von einer Adresse, die antworten darf; bitte antworten Sie von Ihrer üblichen, oder"
                    + " sagen Sie Ihren Administratoren Bescheid (allowed-senders)");

    private final String desk;
    private final SenderRule senders;
    private final TicketMatch tickets;

    WithheldMail(String desk, SenderRule senders, TicketMatch tickets) {
        this.desk = desk;
        this.senders = senders;
        this.tickets = tickets;
    }

    /**
     * What the agents are to know.
     *
     * @param headers of a mail that a person wrote
     */
    Optional<TicketNews.Withheld> told(MailHeaders headers, String id, Instant at) {
        boolean refused = senders.refusal(headers).isPresent();
        Optional<String> addressed = tickets.ticket(headers);
        if (addressed.isPresent()) {
            return refused ? Optional.of(told(headers, addressed.get(), id, "sender", SENDER, at)) : Optional.empty();
        }
        // in copy anybody writes anything
        return refused
                ? Optional.empty()
                : tickets.ticketInCopy(headers).map(copied -> told(headers, copied, id, "copy", IN_COPY, at));
    }

    private TicketNews.Withheld told(
            MailHeaders headers, String ticket, String id, String once, Words why, Instant at) {
        return new TicketNews.Withheld(
                new CommentId(desk, id), new Ticket(desk, ticket, Optional.empty()), sender(headers), once, why, at);
    }

    /** By the address alone, and of that what cannot be a sentence or a link: a stranger may have chosen it. */
    private static Agent sender(MailHeaders headers) {
        String from = headers.addresses("From").stream()
                .map(InternetAddress::getAddress)
                .flatMap(address -> Optional.ofNullable(address).stream())
                .map(address -> address.replaceAll("[^\\p{L}\\p{N}.@_+-]", ""))
                .map(address -> address.substring(0, Math.min(80, address.length())))
                .collect(Collectors.joining(", "));
        String sender = from.isEmpty() ? "?" : from.substring(0, Math.min(120, from.length()));
        return new Agent(sender, sender);
    }
}
