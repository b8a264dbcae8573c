package io.deskbridge.route;

import io.deskbridge.hub.HubStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Brings the hub to work once Spring, Camel and the web server stand: accounts first, because routes name them; routes
 * next, because items need them; then everything that brings items.
 */
@Component
class Start implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    private final HubStart hub;
    private final Deployment deployment;
    private final RouteWatch watch;
    private final JmsWakeUps wakeUps;
    private final Environment environment;

    Start(HubStart hub, Deployment deployment, RouteWatch watch, JmsWakeUps wakeUps, Environment environment) {
        this.hub = hub;
        this.deployment = deployment;
        this.watch = watch;
        this.wakeUps = wakeUps;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        hub.openAccounts();
        deployment.deploy();
        wakeUps.start();
        hub.begin();
        watch.start();
        LOG.info("Deskbridge is ready: http://127.0.0.1:{}/", environment.getProperty("local.server.port", "8080"));
    }
}
