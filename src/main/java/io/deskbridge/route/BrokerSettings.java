package io.deskbridge.route;

import io.deskbridge.core.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker that carries wake-ups between processes.
 *
 * @param url of an ActiveMQ broker, such as {@code tcp://broker:61616}; empty for one process, which needs none
 * @param user empty when the broker wants none
 */
@ConfigurationProperties("deskbridge.broker")
record BrokerSettings(@DefaultValue("") String url, @DefaultValue("") String user, @DefaultValue("") Secret password) {

    /** The address as it may be shown: one may carry a password. */
    String shown() {
        return url.replaceAll("//[^/@]*@", "//***@");
    }

    @Override
    public String toString() {
        return "BrokerSettings[url=" + shown() + "]";
    }
}
