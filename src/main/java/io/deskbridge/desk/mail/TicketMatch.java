package io.deskbridge.desk.mail;

import io.deskbridge.mail.MailHeaders;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the ticket that a mail answers: by the reply address, else by the mails it refers to, else by the subject.
 *
 * <p>Only a mail that is addressed to the hub counts: what one agent writes to another with the hub in copy is for the
 * colleague's eyes. A mail without any visible recipient is taken for a blind copy made by a server on the way.
 */
final class TicketMatch {
    private final MailIds ids;

    TicketMatch(MailIds ids) {
        this.ids = ids;
    }

    Optional<String> ticket(MailHeaders headers) {
        List<String> to = addresses(headers, "To");
        boolean addressed = to.stream().anyMatch(ids::isOurs)
                || to.isEmpty() && addresses(headers, "Cc").isEmpty();
        return addressed && !answersNote(headers) ? ticket(headers, to) : Optional.empty();
    }

    /** The ticket of a mail that has the hub in copy and is therefore not published. */
    Optional<String> ticketInCopy(MailHeaders headers) {
        List<String> copies = addresses(headers, "Cc");
        boolean copied = addresses(headers, "To").stream().noneMatch(ids::isOurs)
                && copies.stream().anyMatch(ids::isOurs);
        return copied && !answersNote(headers) ? ticket(headers, copies) : Optional.empty();
    }

    private Optional<String> ticket(MailHeaders headers, List<String> recipients) {
        return Stream.concat(
                        recipients.stream(),
                        Stream.of("Delivered-To", "X-Original-To", "Envelope-To")
                                .flatMap(name -> addresses(headers, name).stream()))
                .flatMap(address -> ids.ticketOfAddress(address).stream())
                .findFirst()
                .or(() -> MailIds.ticketOfReferences(headers.ids("In-Reply-To")))
                .or(() -> MailIds.ticketOfReferences(headers.ids("References")))
                .or(() -> MailIds.ticketOfSubject(headers.subject()));
    }

    /** An answer to an internal note is as internal as the note, unless it was sent to the reply address on purpose. */
    private boolean answersNote(MailHeaders headers) {
        List<String> direct = headers.ids("In-Reply-To");
        List<String> references = headers.ids("References");
        String answered = !direct.isEmpty()
                ? direct.get(direct.size() - 1)
                : references.isEmpty() ? "" : references.get(references.size() - 1);
        return MailIds.isNote(answered)
                && addresses(headers, "To").stream()
                        .allMatch(address -> ids.ticketOfAddress(address).isEmpty());
    }

    private static List<String> addresses(MailHeaders headers, String name) {
        return headers.addresses(name).stream()
                .map(InternetAddress::getAddress)
                .flatMap(address -> Optional.ofNullable(address).stream())
                .filter(address -> address.contains("@"))
                .toList();
    }
}
