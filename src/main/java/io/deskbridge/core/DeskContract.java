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
 * @param repeat what is done about a write whose outcome is not known
 */
public record DeskContract(
        String product,
        Duration settle,
        Optional<UpdateLimit> updates,
        long maxAttachmentBytes,
        Words answer,
        Words inside,
        Repeat repeat) {
    /** Of a desk that can be asked what stands in it. */
    public DeskContract(
            String product,
            Duration settle,
            Optional<UpdateLimit> updates,
            long maxAttachmentBytes,
            Words answer,
            Words inside) {
        this(product, settle, updates, maxAttachmentBytes, answer, inside, new Repeat.LookUp());
    }

    /** So many writes to one ticket within that time. */
    public record UpdateLimit(int count, Duration within) {}

    /** What is done about a write whose outcome is not known. */
    public sealed interface Repeat {
        /** {@link Desk#find} tells whether it stands there. */
        record LookUp() implements Repeat {}

        /**
         * It is made again with the same key: where the first one stands, nothing happens and its ticket comes back.
         *
         * @param lasts how long after the first attempt the desk knows its key
         */
        record Keyed(Duration lasts) implements Repeat {}

        /** Nothing: a person looks, and decides. */
        record Never() implements Repeat {}
    }
}
