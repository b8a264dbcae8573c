package io.deskbridge.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What a network tells of a reply after it took it. Statuses come in any order and more than once; the ledger takes only
 * what goes forward.
 *
 * @param channel the configured name of the channel
 * @param sentId as {@link Sent#id}; empty text where the network names no reply
 * @param key under which the reply was sent, where the network gives it back
 * @param stage how far the reply came
 * @param at by the network's clock
 * @param reason why it failed, for an agent; empty when it did not, or the network does not say
 * @param upTo where the network names no reply: the conversation of which it means all that was sent until then
 */
public record DeliveryStatus(
        String channel,
        String sentId,
        Optional<SendKey> key,
        Stage stage,
        Instant at,
        Optional<Words> reason,
        Optional<Conversation> upTo) {
    public DeliveryStatus {
        Check.filled("channel", channel);
        if (upTo.isEmpty()) {
            Check.filled("id of the sent reply", sentId);
        }
    }

    public DeliveryStatus(
            String channel, String sentId, Optional<SendKey> key, Stage stage, Instant at, Optional<Words> reason) {
        this(channel, sentId, key, stage, at, reason, Optional.empty());
    }

    /** Of all replies to the conversation that were sent until then. */
    public static DeliveryStatus upTo(Conversation conversation, Stage stage, Instant at) {
        return new DeliveryStatus(
                conversation.channel(), "", Optional.empty(), stage, at, Optional.empty(), Optional.of(conversation));
    }

    /** How far a reply came, in the order in which one stage outweighs another. */
    public enum Stage {
        /** On its way; the network took it. */
        SENT,
        /** It will not arrive. Only its arrival disproves that. */
        FAILED,
        /** It arrived. */
        DELIVERED,
        /** The customer saw it. */
        READ
    }
}
