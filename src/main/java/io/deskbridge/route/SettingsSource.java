package io.deskbridge.route;

import io.deskbridge.core.Secret;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** All settings of the hub, where somebody who runs it opened them to routes. */
final class SettingsSource implements PropertiesSource {
    private final RouteSettings settings;
    private final Environment environment;

    SettingsSource(RouteSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public String getName() {
        return "hub";
    }

    @Override
    public @Nullable String getProperty(String name) {
        Secret ofRoutes = settings.settings().get(name);
        return ofRoutes == null ? environment.getProperty(name) : ofRoutes.reveal();
    }
}
