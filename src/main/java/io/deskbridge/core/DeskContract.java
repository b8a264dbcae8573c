package io.deskbridge.core;

import java.time.Duration;
import java.util.Optional;

/**
 * What a desk takes.
 *
 * @param product as people call it: "Zendesk", "mailbox"
 * @param settle how long the desk may still be working on a request that we gave up; a look-up before that proves
 *     nothing
 * @param updates how often one ticket may be written to; the hub puts several messages into one write before it would be
 *     exceeded. Empty when there is no limit
 * @param maxAttachmentBytes a larger attachment stays a link
 * @param answer what an agent does to answer the customer, as the beginning of a sentence: "Your public comment"
 * @param inside what stays among the agents, as a sentence
 */
public record DeskContract(
        String product,
        Duration settle,
        Optional<UpdateLimit> updates,
        long maxAttachmentBytes,
        Words answer,
        Words inside) {
    /** So many writes to one ticket within that time. */
    public record UpdateLimit(int count, Duration within) {}
}
