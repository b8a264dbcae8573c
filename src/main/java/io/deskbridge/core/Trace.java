package io.deskbridge.core;

import java.util.Optional;

/**
 * What is known of a write whose outcome is not.
 *
 * @param externalId the key of the conversation that the write belonged to
 * @param ticket the ticket that was written to; empty when one was to be opened
 * @param key the key of the first entry of the write, or of the note
 */
public record Trace(String externalId, Optional<Ticket> ticket, String key) {}
