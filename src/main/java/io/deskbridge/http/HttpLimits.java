package io.deskbridge.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the hub waits for a remote, and how many calls it makes at once.
 *
 * @param connect until the connection stands
 * @param answer from the request's last byte to the answer's first, and between any two reads
 * @param perRemote connections to one remote at once
 * @param total connections at once
 */
@ConfigurationProperties("deskbridge.http")
public record HttpLimits(
        @DefaultValue("5s") Duration connect,
        @DefaultValue("20s") Duration answer,
        @DefaultValue("16") int perRemote,
        @DefaultValue("128") int total) {

    /** How long a whole call may take: a remote that trickles its answer would else hold a worker for ever. */
    public Duration longest() {
        return connect.plus(answer.multipliedBy(3));
    }

    /** How long a remote may still be working on a request that was given up. */
    public Duration settle() {
        return answer.plus(answer.dividedBy(4));
    }
}
