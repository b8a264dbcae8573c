package io.deskbridge.core;

/**
 * One message on its way into a ticket.
 *
 * @param key names this entry for ever; the desk stores it beside the text, so that {@link Desk#find} can tell whether
 *     the entry stands there
 * @param message whose words these are, as they stand in the ledger
 * @param text what the agent reads: the message's text with the lines the hub adds, in the desk's language; plain
 *     text from a stranger, so a desk that shows HTML must escape it
 * @param media fetches the bytes of the message's attachments; a desk that wants none never calls it
 */
public record Entry(String key, Message message, String text, Media.Source media) {
    public Entry {
        Check.filled("entry key", key);
    }
}
