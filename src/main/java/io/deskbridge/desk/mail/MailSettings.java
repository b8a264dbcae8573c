package io.deskbridge.desk.mail;

import io.deskbridge.core.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a mail desk is configured with.
 *
 * @param team who gets the tickets
 * @param from the hub's address in From; empty for the reply address
 * @param replyAddress the hub's own address; the tickets' reply addresses are made of it as {@code hub+TOKEN@...}
 * @param notesTo who gets internal notes; empty for whoever got the ticket. A desk that mails everything on to its requester needs its
 *     address for comments here
 * @param allowedSenders addresses and domains whose answers may be published; empty for the team's
 * @param pace between two polls; IDLE tells of new mail in between
 * @param settle how long a mail that the server took may be on its way into the hub's own mailbox
 * @param maxAttachmentBytes a larger attachment stays a link
 */
record MailSettings(
        @Pattern(regexp = ADDRESS, message = "must be the address that gets the tickets, such as team@example.com")
                @DefaultValue("")
                String team,
        @Pattern(regexp = "|" + ADDRESS, message = "must be an address, such as hub@example.com, or left out")
                @DefaultValue("")
                String from,
        @Pattern(regexp = ADDRESS, message = "must be the address of the hub's own mailbox, such as hub@example.com")
                @DefaultValue("")
                String replyAddress,
        @Pattern(regexp = "|" + ADDRESS, message = "must be an address, such as team@example.com, or left out")
                @DefaultValue("")
                String notesTo,
        @DefaultValue
                List<
                                @Pattern(
                                        regexp = "|[^@\\s<>,;]+|" + ADDRESS,
                                        message = "must be an address or a domain, such as example.com")
                                String>
                        allowedSenders,
        @Valid @DefaultValue Smtp smtp,
        @Valid @DefaultValue Imap imap,
        @DefaultValue("60s") Duration pace,
        @DefaultValue("60s") Duration settle,
        @DefaultValue("10000000") @Min(value = 0, message = "must not be negative") long maxAttachmentBytes) {
    static final String ADDRESS = "[^@\\s<>,;:\"]+@[^@\\s<>,;:\"]+";

    MailSettings {
        from = from.isBlank() ? replyAddress : from;
        allowedSenders = List.copyOf(allowedSenders);
    }

    /** Where mails are handed in. */
    record Smtp(
            @NotBlank(message = "must name the server that takes mail, such as smtp.example.com") @DefaultValue("")
                    String host,
            @DefaultValue("587") @Min(1) @Max(65535) int port,
            @DefaultValue("") String user,
            @DefaultValue("") Secret password,
            @DefaultValue("starttls") Tls tls,
            @DefaultValue("") String certificate)
            implements MailServer {}

    /** Where the hub's own mailbox is read. */
    record Imap(
            @NotBlank(message = "must name the server of the hub's mailbox, such as imap.example.com") @DefaultValue("")
                    String host,
            @DefaultValue("993") @Min(1) @Max(65535) int port,
            @NotBlank(message = "must be the user of the hub's mailbox") @DefaultValue("") String user,
            @DefaultValue("") Secret password,
            @DefaultValue("tls") Tls tls,
            @DefaultValue("") String certificate,
            @DefaultValue("INBOX") String folder)
            implements MailServer {}
}
