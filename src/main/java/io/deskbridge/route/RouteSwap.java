package io.deskbridge.route;

import io.deskbridge.hub.HubStart;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.MessageLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Replaces running routes by others: only those whose meaning changed, each after what is at work in it has come to its
 * end. Meanwhile what they would take waits in the ledger; so does what no route takes, which perhaps a new one will. All
 * other routes work on.
 */
@Component
class RouteSwap {
    private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamelContext camel;
    private final RouteTable table;
    private final MessageLedger messages;
    private final CommentLedger comments;
    private final HubStart hub;
    /** Read by trials, too, which wait for no deployment. */
    private volatile Map<String, BuiltRoute> running = Map.of();
    /** Routes were replaced, and the ledger could not be told. */
    private boolean owed;

    RouteSwap(CamelContext camel, RouteTable table, MessageLedger messages, CommentLedger comments, HubStart hub) {
        this.camel = camel;
        this.table = table;
        this.messages = messages;
        this.comments = comments;
        this.hub = hub;
    }

    /**
     * What became of it.
     *
     * @param changes a line for each route that began, ended or was replaced
     * @param failure why a route could not begin; then everything is as it was before
     */
    record Swapped(List<String> changes, Optional<RouteMistake> failure) {}

    /**
     * Lets these routes run and no others.
     *
     * @throws InterruptedException when the hub stops; what the routes would take waits for the next start
     */
    Swapped to(List<BuiltRoute> wanted) throws InterruptedException {
        var target = new TreeMap<String, BuiltRoute>();
        wanted.forEach(route -> target.put(route.id(), route));
        var changes = new ArrayList<String>();
        var ending = new ArrayList<BuiltRoute>();
        var beginning = new ArrayList<BuiltRoute>();
        for (BuiltRoute route : wanted) {
            BuiltRoute old = running.get(route.id());
            if (old == null || !old.meaning().equals(route.meaning())) {
                beginning.add(route);
                changes.add((old == null ? "new " : "changed ") + route.id());
            }
        }
        for (BuiltRoute old : running.values()) {
            BuiltRoute route = target.get(old.id());
            if (route == null || !old.meaning().equals(route.meaning())) {
                ending.add(old);
            }
            if (route == null) {
                changes.add("removed " + old.id());
            }
        }
        settle();
        Optional<RouteMistake> failure = changes.isEmpty() ? Optional.empty() : swap(ending, beginning);
        if (failure.isEmpty()) {
            running = new LinkedHashMap<>(target);
        }
        return new Swapped(failure.isEmpty() ? changes : List.of(), failure);
    }

    private Optional<RouteMistake> swap(List<BuiltRoute> ending, List<BuiltRoute> beginning)
            throws InterruptedException {
        var ids = new HashSet<String>();
        ending.forEach(route -> ids.add(route.id()));
        beginning.forEach(route -> ids.add(route.id()));
        table.changing(ids);
        try {
            drain(ending);
            // those that others call end last and begin first
            ending.sort(Comparator.comparing(RouteSwap::isCalled));
            for (BuiltRoute route : ending) {
                end(route.id());
            }
            beginning.sort(Comparator.comparing(RouteSwap::isCalled).reversed());
            Optional<RouteMistake> failure = begin(beginning);
            if (failure.isPresent()) {
                goBack(ending, beginning);
            }
            owed = true;
            settle();
            return failure;
        } catch (RuntimeException | Error e) {
            owed = true;
            settle();
            throw e;
        }
    }

    private static boolean isCalled(BuiltRoute route) {
        return route.from().startsWith("direct:") || route.from().startsWith("seda:");
    }

    /** Nothing begins in them any more, and what began has ended. */
    private void drain(List<BuiltRoute> ending) throws InterruptedException {
        var doors = new LinkedHashMap<String, Doorway>();
        for (BuiltRoute route : ending) {
            Route known = camel.getRoute(route.id());
            Consumer consumer = known == null ? null : known.getConsumer();
            if (consumer instanceof Drained drained) {
                drained.door().shut();
                doors.put(route.id(), drained.door());
            }
        }
        for (Map.Entry<String, Doorway> door : doors.entrySet()) {
            int inside = door.getValue().await(PATIENCE);
            while (inside > 0) {
                LOG.warn("Route {} is replaced as soon as {} items at work in it are done", door.getKey(), inside);
                inside = door.getValue().await(PATIENCE);
            }
        }
    }

    private void end(String id) throws InterruptedException {
        try {
            // where it does not end in time, Camel lets it go on, and it is asked again
            while (!camel.getRouteController().stopRoute(id, PATIENCE.toSeconds(), TimeUnit.SECONDS, true)) {
                LOG.warn("Route {} is replaced as soon as what is at work in it is done", id);
            }
            remove(id);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("route " + id + " could not be ended", e);
        }
    }

    private void remove(String id) throws Exception {
        ModelCamelContext model = (ModelCamelContext) camel;
        RouteDefinition definition = model.getRouteDefinition(id);
        if (definition != null) {
            model.removeRouteDefinition(definition);
        }
        camel.removeRoute(id);
    }

    private Optional<RouteMistake> begin(List<BuiltRoute> routes) {
        for (BuiltRoute route : routes) {
            try {
                PluginHelper.getRoutesLoader(camel).loadRoutes(route.file().resource());
            } catch (Exception | LinkageError | StackOverflowError e) { // a component may lack a class when it begins
                return Optional.of(new RouteMistake(
                        route.file().name(),
                        Optional.empty(),
                        "the route could be built and did not start: " + Mistakes.sentence(e)));
            }
        }
        return Optional.empty();
    }

    /** The new ones are taken away, begun or not, and the old ones begin again. */
    private void goBack(List<BuiltRoute> ended, List<BuiltRoute> begun) throws InterruptedException {
        for (BuiltRoute route : begun) {
            if (camel.getRoute(route.id()) != null
                    || ((ModelCamelContext) camel).getRouteDefinition(route.id()) != null) {
                end(route.id());
            }
        }
        begin(ended.stream()
                        .sorted(Comparator.comparing(RouteSwap::isCalled).reversed())
                        .toList())
                .ifPresent(mistake -> LOG.error(
                        "Route {} ran before and does not start again; what it would take is set aside. {}",
                        mistake.file(),
                        mistake.told()));
    }

    /** What was set aside may have a route now; it is free before anything takes the new way. */
    void settle() {
        if (!owed) {
            return;
        }
        try {
            int waiting = messages.unpark() + comments.unpark();
            owed = false;
            table.changed();
            hub.lookAgain();
            if (waiting > 0) {
                LOG.info("{} items that no route took are tried again", waiting);
            }
        } catch (RuntimeException e) {
            LOG.warn("The changed routes begin once the ledger can be written: {}", e.getMessage());
        }
    }

    /** The routes that run, or begin now, by their ids. */
    Map<String, BuiltRoute> running() {
        return Map.copyOf(running);
    }

    /** The ids of the routes that run, in no order. */
    Set<String> ids() {
        var ids = new HashSet<String>();
        for (Route route : camel.getRoutes()) {
            ids.add(route.getRouteId());
        }
        return ids;
    }
}
