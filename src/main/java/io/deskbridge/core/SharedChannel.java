package io.deskbridge.core;

import java.util.Optional;

/**
 * A channel whose network tells one address of all accounts of an app. The hub gives such a call to each channel of the
 * app, of whatever type, and {@link #receive} brings what belongs to this channel alone.
 */
public interface SharedChannel extends PushedChannel {
    /** The app; empty when the settings give no secrets, and then calls are refused. */
    Optional<App> app();

    /**
     * Whom a call addresses, so that the hub finds out what belongs to nobody. Asked only of a call that {@link #receive}
     * took.
     */
    Addressees addressees(WebhookCall call);
}
