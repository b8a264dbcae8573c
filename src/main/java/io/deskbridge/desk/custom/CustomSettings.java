package io.deskbridge.desk.custom;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A custom desk.
 *
 * @param product what agents and admins call it; "Custom" when not given
 * @param settle how long a write that broke off may still be on its way; longer than its route waits for an answer
 */
record CustomSettings(@DefaultValue("Custom") String product, @DefaultValue("60s") Duration settle) {}
