package io.deskbridge.console;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the console warns of.
 *
 * @param queueAge a message, comment or note that is unfinished for longer raises a warning
 */
@ConfigurationProperties("deskbridge.console")
record ConsoleSettings(@DefaultValue("15m") Duration queueAge) {}
