package io.deskbridge.channel.custom;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A custom channel.
 *
 * @param network what agents read; "Custom" when not given
 * @param textLimit characters that a reply may have
 * @param settle how long a reply that broke off may still be on its way
 * @param idempotent whether what its replies go to takes a reply once, however often it comes with the same key; then one
 *     that broke off is sent again
 */
record CustomSettings(
        @DefaultValue("Custom") String network,
        @DefaultValue("10000") @Min(value = 1, message = "must be at least 1") int textLimit,
        @DefaultValue("30s") Duration settle,
        @DefaultValue("false") boolean idempotent) {}
