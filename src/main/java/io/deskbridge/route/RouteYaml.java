package io.deskbridge.route;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML into nodes that know their line and column, as Camel's loader does, and refuses what is none. */
final class RouteYaml {
    /** More than any person writes; a few lines of references to references can stand for millions. */
    private static final int MOST_NODES = 20_000;

    /** Far more than any route has; what reads routes goes down by calling itself. */
    private static final int MOST_LEVELS = 200;

    private static final String TOO_DEEP =
            "it is nested too deeply; put what stands far inside into a route of its own, and lead there with direct:";

    private final RouteFile file;
    private int nodes;

    private RouteYaml(RouteFile file) {
        this.file = file;
    }

    /**
     * The file's one document.
     *
     * @throws Unreadable with the mistake
     */
    static Node parse(RouteFile file) throws Unreadable {
        return new RouteYaml(file).parse();
    }

    /** The file is no YAML. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RouteMistake mistake;

        private Unreadable(RouteMistake mistake) {
            super(mistake.told());
            this.mistake = mistake;
        }

        RouteMistake mistake() {
            return mistake;
        }
    }

    private Node parse() throws Unreadable {
        if (file.problem().isPresent()) {
            throw unreadable(Optional.empty(), file.problem().get());
        }
        int broken = file.text().indexOf('\uFFFD');
        if (broken >= 0) {
            throw unreadable(
                    Optional.of(place(broken)), "here stands a character that is no UTF-8; save the file as UTF-8");
        }
        var documents = new ArrayList<Node>();
        try {
            new Compose(LoadSettings.builder().setLabel(file.name()).build())
                    .composeAllFromString(file.text())
                    .forEach(documents::add);
        } catch (StackOverflowError e) { // nobody could say where
            throw unreadable(Optional.empty(), TOO_DEEP);
        } catch (MarkedYamlEngineException e) {
            throw unreadable(e.getProblemMark().map(RouteMistake.Place::of), sentence(e));
        } catch (YamlEngineException e) {
            throw unreadable(Optional.empty(), "this is no YAML: " + e.getMessage());
        }
        if (documents.isEmpty()) {
            throw unreadable(Optional.empty(), "it is empty; a file has one route, which begins with \"- route:\"");
        }
        if (documents.size() > 1) {
            throw unreadable(
                    RouteMistake.Place.of(documents.get(1)),
                    "a second document begins here, after \"---\"; a file has one route");
        }
        walk(documents.get(0), new IdentityHashMap<>());
        return documents.get(0);
    }

    private static String sentence(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        if (problem.contains("(TAB)")) {
            return "here stands a tab; indent with spaces";
        }
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return "this is no YAML: " + context + problem
                + "; look at the indentation, colons, quotes and brackets above it";
    }

    /** A key that stands twice would silently win over the other; a reference may lead to itself. */
    private void walk(Node node, IdentityHashMap<Node, Boolean> above) throws Unreadable {
        if (++nodes > MOST_NODES || above.put(node, true) != null) {
            throw unreadable(
                    RouteMistake.Place.of(node), "it refers to itself, or to far too much; write it without & and *");
        }
        if (above.size() > MOST_LEVELS) {
            throw unreadable(RouteMistake.Place.of(node), TOO_DEEP);
        }
        if (node instanceof MappingNode mapping) {
            var keys = new LinkedHashMap<String, Node>();
            for (NodeTuple entry : mapping.getValue()) {
                String key = text(entry.getKeyNode());
                Node first = keys.putIfAbsent(key, entry.getKeyNode());
                if (first != null) {
                    throw unreadable(
                            RouteMistake.Place.of(entry.getKeyNode()),
                            "\"" + key + "\" stands here a second time, after line "
                                    + RouteMistake.Place.of(first)
                                            .map(RouteMistake.Place::line)
                                            .orElse(0)
                                    + "; keep one of them");
                }
                walk(entry.getValueNode(), above);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                walk(item, above);
            }
        }
        above.remove(node);
    }

    private RouteMistake.Place place(int index) {
        String before = file.text().substring(0, index);
        int line = (int) before.chars().filter(character -> character == '\n').count();
        return new RouteMistake.Place(line + 1, index - before.lastIndexOf('\n'));
    }

    private Unreadable unreadable(Optional<RouteMistake.Place> place, String sentence) {
        return new Unreadable(new RouteMistake(file.name(), place, sentence));
    }

    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The value of a key; empty when the node is no mapping, or has none. */
    static Optional<Node> get(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> text(entry.getKeyNode()).equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    /** The first word or value of that text; empty when there is none. */
    static Optional<Node> find(Node node, String text) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .flatMap(entry -> Stream.of(entry.getKeyNode(), entry.getValueNode()))
                    .flatMap(below -> find(below, text).stream())
                    .findFirst();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .flatMap(item -> find(item, text).stream())
                    .findFirst();
        }
        return Optional.of(node).filter(found -> text(found).equals(text));
    }

    /** What it means: two texts of the same meaning differ in comments, spaces, quotes or the order of keys alone. */
    static Object meaning(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.getValue().forEach(entry -> map.put(text(entry.getKeyNode()), meaning(entry.getValueNode())));
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(item -> list.add(meaning(item)));
            return list;
        }
        return text(node);
    }
}
