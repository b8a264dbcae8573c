package io.deskbridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Switches the sandbox on when no channel and no desk is configured, and then configures its own. Everything it sets gives
 * way to what an admin sets. It runs after the configuration files are read, so that it sees them.
 */
class SandboxDefaults implements EnvironmentPostProcessor, Ordered {
    private static final String ENABLED = "deskbridge.sandbox.enabled";
    /**
     * False: the sandbox alone, without a hub that is configured for it. True: the shipped accounts, even though some of
     * their settings are given elsewhere and go before.
     */
    private static final String SHIPPED = "deskbridge.sandbox.shipped";

    private static final String STORE = "deskbridge.store.data";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 10;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean configured =
                isConfigured(environment, "deskbridge.channels") || isConfigured(environment, "deskbridge.desks");
        if (!environment.getProperty(ENABLED, Boolean.class, true)
                || !environment.getProperty(SHIPPED, Boolean.class, !configured)) {
            return;
        }
        var sources = environment.getPropertySources();
        try {
            new YamlPropertySourceLoader()
                    .load("sandbox defaults", new ClassPathResource("sandbox/deskbridge.yaml"))
                    .forEach(sources::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's configuration cannot be read", e);
        }
        sources.addLast(new MapPropertySource("sandbox switch", Map.of(ENABLED, true)));
        if (environment.getProperty(STORE) == null) {
            sources.addLast(new MapPropertySource("sandbox store", Map.of(STORE, newFolder())));
        }
    }

    private static boolean isConfigured(ConfigurableEnvironment environment, String prefix) {
        var name = ConfigurationPropertyName.of(prefix);
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource
                    && source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    /** The sandbox forgets everything when it ends; a ledger that remembered would point into another sandbox's tickets. */
    private static String newFolder() {
        try {
            return Files.createTempDirectory("deskbridge-sandbox-").toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the sandbox's ledger", e);
        }
    }
}
