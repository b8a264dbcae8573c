package io.deskbridge.hub;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/**
 * What the hub does about tickets whose customer would be forgotten.
 *
 * @param reopenUnpublished whether a ticket is reopened that was solved while its last reply is not published
 * @param hintUnseen whether an agent is told that the customer does not see an internal note that looks like an answer
 * @param tellWithheld whether an agent is told that a comment which was meant for the customer stays inside
 * @param repliesChanged what is done when an agent changes or takes back a comment that is published
 */
@ConfigurationProperties("deskbridge.tickets")
public record TicketSettings(
        @DefaultValue("true") boolean reopenUnpublished,
        @DefaultValue("true") boolean hintUnseen,
        @DefaultValue("true") boolean tellWithheld,
        @DefaultValue("tell") RepliesChanged repliesChanged) {
    /** What is done about a change after publishing. */
    public enum RepliesChanged {
        /** The agent reads what stands on the network and what it allows. */
        TELL,
        /** The network is brought in line where it allows that; else the agent is told. */
        FOLLOW
    }

    /** Reads them. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TicketSettings.class)
    static class Reading {}
}
