package io.deskbridge.route;

import io.deskbridge.hub.ConfigurationMistakes;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.MessageLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Deploys the route files at start: all of them, or none with all mistakes told. */
@Component
@EnableConfigurationProperties(RouteSettings.class)
class Deployment {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private static final long STOP_SECONDS = 5;

    private final CamelContext camel;
    private final RouteSettings settings;
    private final MessageLedger messages;
    private final CommentLedger comments;

    Deployment(CamelContext camel, RouteSettings settings, MessageLedger messages, CommentLedger comments) {
        this.camel = camel;
        // the hub lets its work come to an end before Camel stops; what is still there then hangs
        camel.getShutdownStrategy().setTimeout(STOP_SECONDS);
        this.settings = settings;
        this.messages = messages;
        this.comments = comments;
    }

    /**
     * Starts all routes; what waited for a route is tried again.
     *
     * @throws ConfigurationMistakes naming each file that is wrong
     */
    void deploy() {
        List<RouteFile> files = files();
        shareErrorHandling();
        var mistakes = new ArrayList<String>();
        files.forEach(file -> load(file, mistakes));
        if (!mistakes.isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
        int waiting = messages.unpark() + comments.unpark();
        LOG.info(
                "Routes: {}{}",
                String.join(", ", files.stream().map(RouteFile::id).toList()),
                waiting == 0 ? "" : "; " + waiting + " items that no route took are tried again");
    }

    private void shareErrorHandling() {
        try {
            camel.addRoutesConfigurations(new ErrorHandling());
        } catch (Exception e) {
            throw new IllegalStateException("the shipped error handling cannot be installed", e);
        }
    }

    private void load(RouteFile file, List<String> mistakes) {
        ModelCamelContext model = (ModelCamelContext) camel;
        Set<RouteDefinition> before = new HashSet<>(model.getRouteDefinitions());
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(file.resource());
        } catch (Exception e) {
            mistakes.add("routes/" + file.name() + ": " + Mistakes.sentence(e));
            return;
        }
        List<RouteDefinition> added = model.getRouteDefinitions().stream()
                .filter(definition -> !before.contains(definition))
                .toList();
        if (added.size() != 1) {
            mistakes.add("routes/" + file.name() + ": it has " + added.size() + " routes; a file has one");
            return;
        }
        RouteDefinition route = added.get(0);
        if (!file.id().equals(route.getRouteId())) {
            mistakes.add("routes/" + file.name() + ": its route is called \"" + route.getRouteId()
                    + "\"; a route is called as its file, \"" + file.id() + "\"");
        }
        if (route.getDescriptionText() == null || route.getDescriptionText().isBlank()) {
            mistakes.add(
                    "routes/" + file.name() + ": description is missing; say in one sentence what the route is for");
        }
    }

    /** The ids of the routes that run, in no order. */
    Set<String> running() {
        var ids = new HashSet<String>();
        for (Route route : camel.getRoutes()) {
            ids.add(route.getRouteId());
        }
        return ids;
    }

    private List<RouteFile> files() {
        try {
            return Files.isDirectory(settings.folder()) ? inFolder(settings.folder()) : shipped();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "deskbridge.routes.folder: " + settings.folder().toAbsolutePath() + " cannot be read", e);
        }
    }

    private static List<RouteFile> inFolder(Path folder) throws IOException {
        var files = new ArrayList<RouteFile>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                String name = path.getFileName().toString();
                if (name.endsWith(RouteFile.ENDING)) {
                    files.add(new RouteFile(name, Files.readString(path)));
                }
            }
        }
        return files;
    }

    private static List<RouteFile> shipped() throws IOException {
        var files = new ArrayList<RouteFile>();
        var resources =
                new PathMatchingResourcePatternResolver().getResources("classpath*:routes/*" + RouteFile.ENDING);
        for (var resource : Arrays.stream(resources).toList()) {
            files.add(new RouteFile(
                    String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8)));
        }
        return files;
    }
}
