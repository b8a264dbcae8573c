package io.deskbridge.rule;

import io.deskbridge.core.Message;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * What a condition may ask. The same for every attempt to carry the message: a repeat must decide as the first attempt did.
 *
 * @param receivedAt when the hub took the message in
 * @param hasTicket whether the message's conversation stands in a desk already; asked only when needed
 */
public record Facts(Message message, Instant receivedAt, BooleanSupplier hasTicket) {}
