package io.deskbridge.route;

import io.deskbridge.core.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the routes are, and what they may use.
 *
 * @param folder with one route a file, {@code <route id>.camel.yaml}; when there is no such folder, and never was, the shipped
 *     routes run
 * @param look how often it is looked into; a change is deployed when two looks saw the same. Never when zero
 * @param components of Camel that routes may use; these and no others. The hub's own are always there
 * @param allow what routes may use beside what is safe: components, languages, steps and functions by their names, or
 *     {@code *} for all
 * @param settings what routes may say as <code>{{name}}</code>; nothing else of the configuration or the environment
 */
@ConfigurationProperties("deskbridge.routes")
record RouteSettings(
        @DefaultValue("routes") Path folder,
        @DefaultValue("500ms") Duration look,
        @DefaultValue({
                    "direct",
                    "seda",
                    "timer",
                    "scheduler",
                    "log",
                    "http",
                    "https",
                    "rss",
                    "atom",
                    "imap",
                    "imaps",
                    "pop3",
                    "pop3s",
                    "smtp",
                    "smtps"
                })
                Set<String> components,
        @DefaultValue Set<String> allow,
        @DefaultValue Map<String, Secret> settings) {

    RouteSettings {
        components = Set.copyOf(components);
        allow = Set.copyOf(allow);
        settings = Map.copyOf(settings);
    }

    /** What {@code allow} says to open everything. */
    static final String ALL = "*";

    /** Whether somebody who runs the hub opened this to routes, with all that it can do. */
    boolean opens(String word) {
        return allow.contains(word) || allow.contains(ALL);
    }

    boolean opensOneOf(List<String> words) {
        return words.stream().anyMatch(this::opens);
    }
}
