package io.deskbridge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.dsl.yaml.common.exception.YamlDeserializationException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.springframework.stereotype.Component;

/**
 * Proves that a set of route files can run, or tells all that is wrong with it. Nothing of it touches what runs. What
 * depends on something wrong is not looked at: the sentence about it would be wrong, too.
 */
@Component
class RouteChecks {
    private final Scratch.Factory scratches;

    RouteChecks(Scratch.Factory scratches) {
        this.scratches = scratches;
    }

    /**
     * @param routes of the files without a mistake
     * @param mistakes in the order of the files; when there are none, all routes can run together
     * @param hints at what runs and would better be written otherwise; they refuse nothing
     */
    record Checked(List<BuiltRoute> routes, List<RouteMistake> mistakes, List<RouteMistake> hints) {
        boolean isGood() {
            return mistakes.isEmpty();
        }

        List<String> told() {
            return mistakes.stream().map(RouteMistake::told).toList();
        }

        List<String> hinted() {
            return hints.stream().map(RouteMistake::told).toList();
        }
    }

    Checked check(RouteSet set) {
        var routes = new ArrayList<BuiltRoute>();
        var mistakes = new ArrayList<RouteMistake>();
        var claims = new ArrayList<Claim>();
        try (Scratch scratch = scratches.make()) {
            for (RouteFile file : set.routes()) {
                try {
                    check(file, set.lists(), scratch, scratches.allowed(), routes, claims, mistakes);
                } catch (StackOverflowError | LinkageError e) { // a file is at fault, or the hub for this file alone
                    mistakes.add(new RouteMistake(
                            file.name(), Optional.empty(), "it cannot be checked, because the hub fails at it: " + e));
                }
            }
        }
        if (mistakes.isEmpty()) { // the route that is missed may be one of those with a mistake
            mistakes.addAll(EntriesCheck.of(routes, scratches.accounts()));
            mistakes.addAll(PartsCheck.of(routes));
        }
        return new Checked(List.copyOf(routes), List.copyOf(mistakes), hints(routes));
    }

    private static void check(
            RouteFile written,
            Map<String, RouteFile> lists,
            Scratch scratch,
            Allowed allowed,
            List<BuiltRoute> routes,
            List<Claim> claims,
            List<RouteMistake> mistakes) {
        Node document;
        try {
            document = RouteYaml.parse(written);
        } catch (RouteYaml.Unreadable e) {
            mistakes.add(e.mistake());
            return;
        }
        ListFiles.Filled filled = ListFiles.fill(written, document, lists);
        if (!filled.mistakes().isEmpty()) {
            // a list that several routes name is wrong once
            filled.mistakes().stream()
                    .filter(mistake -> !mistakes.contains(mistake))
                    .forEach(mistakes::add);
            return;
        }
        RouteFile file = filled.file();
        List<RouteMistake> structure = DslCheck.of(file.name(), document);
        if (!structure.isEmpty()) {
            mistakes.addAll(structure);
            return;
        }
        Node route = RouteYaml.get(((SequenceNode) document).getValue().get(0), "route")
                .orElseThrow();
        var own = new ArrayList<>(NameCheck.of(file, route));
        List<RouteMistake> closed = AllowCheck.of(file.name(), route, scratch.camel(), allowed);
        if (!closed.isEmpty()) {
            own.addAll(closed);
            mistakes.addAll(own);
            return; // not even opened
        }
        EndpointCheck.Result endpoints = EndpointCheck.of(file.name(), route, scratch.camel());
        own.addAll(endpoints.mistakes());
        own.addAll(ExpressionCheck.of(file.name(), route, scratch.camel()));
        if (own.isEmpty()) {
            own.addAll(FlowCheck.of(file.name(), route));
            own.addAll(BodyCheck.of(file.name(), route));
            own.addAll(RuleStepCheck.of(file.name(), route, scratch.camel()));
        }
        if (own.isEmpty()) {
            build(file, route, scratch, own);
        }
        if (own.isEmpty() && endpoints.from().isPresent()) {
            overlap(file, route, endpoints.from().get(), claims, own);
        }
        mistakes.addAll(own);
        if (own.isEmpty()) {
            routes.add(new BuiltRoute(
                    file, endpoints.from().map(Endpoint::getEndpointUri).orElse(""), RouteYaml.meaning(route)));
        }
    }

    private static List<RouteMistake> hints(List<BuiltRoute> routes) {
        return routes.stream()
                .flatMap(route -> ShortForms.of(route.file()).stream())
                .toList();
    }

    private static void build(RouteFile file, Node route, Scratch scratch, List<RouteMistake> mistakes) {
        try {
            scratch.build(file);
        } catch (YamlDeserializationException e) {
            mistakes.add(new RouteMistake(
                    file.name(), e.getProblemMark().map(RouteMistake.Place::of), String.valueOf(e.getProblem())));
        } catch (Exception e) {
            String sentence = BuildMistakes.sentence(e);
            Node where = BuildMistakes.quoted(sentence)
                    .flatMap(word -> RouteYaml.find(route, word))
                    .orElse(route);
            mistakes.add(new RouteMistake(file.name(), RouteMistake.Place.of(where), sentence));
        }
    }

    private static void overlap(
            RouteFile file, Node route, Endpoint from, List<Claim> claims, List<RouteMistake> mistakes) {
        Claim claim = Claim.of(file.id(), from);
        Optional<RouteMistake.Place> place = RouteYaml.get(route, "from")
                .flatMap(found -> RouteYaml.get(found, "uri"))
                .flatMap(RouteMistake.Place::of);
        for (Claim other : claims) {
            other.overlap(claim).ifPresent(same -> mistakes.add(new RouteMistake(file.name(), place, same)));
        }
        claims.add(claim);
    }
}
