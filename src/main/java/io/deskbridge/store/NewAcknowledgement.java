package io.deskbridge.store;

import java.time.Duration;

/**
 * A step's wish that the customer hears that the message arrived.
 *
 * @param step of the route, {@code acknowledge night}
 * @param text with its placeholders
 * @param expires how long after the customer wrote it may still be sent
 */
public record NewAcknowledgement(String step, String text, Duration expires) {}
