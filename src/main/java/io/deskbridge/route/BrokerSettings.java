package io.deskbridge.route;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker that carries wake-ups.
 *
 * @param url of an ActiveMQ broker; {@code vm:} runs one inside the process, in memory
 * @param user empty when the broker wants none
 */
@ConfigurationProperties("deskbridge.broker")
record BrokerSettings(
        @DefaultValue("vm://deskbridge?broker.persistent=false&broker.useJmx=false&broker.useShutdownHook=false")
                String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password) {

    @Override
    public String toString() {
        return "BrokerSettings[url=" + url.replaceAll("//[^/@]*@", "//***@") + "]";
    }
}
