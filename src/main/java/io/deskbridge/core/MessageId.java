package io.deskbridge.core;

/**
 * Names a message for its whole life, through all its edits.
 *
 * @param channel the configured name of the channel
 * @param value the network's own id as text; ids of 64 bits never pass through a number
 */
public record MessageId(String channel, String value) {
    public MessageId {
        Check.filled("channel", channel);
        Check.filled("message id", value);
    }

    @Override
    public String toString() {
        return channel + "/" + value;
    }
}
