package io.deskbridge.route;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of trials.
 *
 * @param limit one that takes longer is given up
 */
@ConfigurationProperties("deskbridge.routes.trial")
record TrialSettings(@DefaultValue("30s") Duration limit) {}
