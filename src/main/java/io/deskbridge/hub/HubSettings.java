package io.deskbridge.hub;

import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the hub works.
 *
 * @param language in which it speaks to agents: {@code en} or {@code de}
 * @param workers calls that one channel's conversations make to one account at once
 * @param sweep how often unfinished rows are looked for, beside the wake-ups
 * @param check how often each account is asked whether it works
 * @param firstPause before the second attempt; each further pause is twice as long
 * @param longestPause between two attempts
 * @param attempts before something that fails for an unknown reason becomes a dead letter
 * @param maxAttachmentBytes a larger attachment is not fetched
 * @param lease how long a process that shares the ledger keeps what it works on without a sign of life
 * @param tellWaiting an agent whose answer is not out after this is told in the ticket why
 * @param drain how long a stop waits for what is at work
 */
@ConfigurationProperties("deskbridge.hub")
public record HubSettings(
        @DefaultValue("en") Locale language,
        @DefaultValue("8") int workers,
        @DefaultValue("5s") Duration sweep,
        @DefaultValue("60s") Duration check,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("15m") Duration longestPause,
        @DefaultValue("8") int attempts,
        @DefaultValue("20000000") long maxAttachmentBytes,
        @DefaultValue("5m") Duration tellWaiting,
        @DefaultValue("15s") Duration drain,
        @DefaultValue("10s") Duration lease) {}
