package io.deskbridge.route;

import io.deskbridge.hub.NearestWord;
import io.deskbridge.rule.AuthorList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Puts what lists such as {@code blocked.txt} say into the routes that name them. So a list is a part of its route: a changed
 * one replaces the route as a changed line in it would, and nothing is read while messages flow.
 */
final class ListFiles {
    private final RouteFile file;
    private final Map<String, RouteFile> lists;
    private final List<RouteMistake> mistakes = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private final Set<AuthorList> named = new HashSet<>();

    private record Edit(int from, int to, String text) {}

    /**
     * @param file with the addresses of the lists where their names stood
     */
    record Filled(RouteFile file, List<RouteMistake> mistakes) {}

    private ListFiles(RouteFile file, Map<String, RouteFile> lists) {
        this.file = file;
        this.lists = lists;
    }

    /**
     * @param document of the file; afterwards the lists stand in it, at the places of their names
     */
    static Filled fill(RouteFile file, Node document, Map<String, RouteFile> lists) {
        var filling = new ListFiles(file, lists);
        filling.walk("", document);
        return new Filled(filling.edits.isEmpty() ? file : file.with(filling.text(), filling.named), filling.mistakes);
    }

    private void walk(String word, Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(word, item));
        } else if (node instanceof MappingNode mapping) {
            var entries = new ArrayList<NodeTuple>();
            for (NodeTuple entry : mapping.getValue()) {
                String key = RouteYaml.text(entry.getKeyNode());
                if (word.equals("parameters")
                        && AuthorList.isNamedBy(key)
                        && entry.getValueNode() instanceof ScalarNode value) {
                    entries.add(new NodeTuple(entry.getKeyNode(), filled(value)));
                } else {
                    walk(key, entry.getValueNode());
                    entries.add(entry);
                }
            }
            mapping.setValue(entries);
        }
    }

    private ScalarNode filled(ScalarNode name) {
        RouteFile list = lists.get(name.getValue().strip());
        if (list == null) {
            add(file.name(), RouteMistake.Place.of(name), missing(name.getValue()));
            return name;
        }
        if (list.problem().isPresent()) {
            add(list.name(), Optional.empty(), list.problem().get());
            return name;
        }
        var entries = new HashSet<String>();
        List<String> lines = list.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                entries.addAll(AuthorList.entry(lines.get(i)));
            } catch (IllegalArgumentException e) {
                add(list.name(), Optional.of(new RouteMistake.Place(i + 1, 1)), String.valueOf(e.getMessage()));
            }
        }
        AuthorList content = new AuthorList(list.name(), entries).held();
        named.add(content);
        String filled = content.address();
        Optional<Mark> from = name.getStartMark();
        Optional<Mark> to = name.getEndMark();
        if (!isOnOneLine(name) || from.isEmpty() || to.isEmpty()) {
            add(file.name(), RouteMistake.Place.of(name), "write the name of the list on one line, without | and >");
            return name;
        }
        edits.add(new Edit(from.get().getIndex(), to.get().getIndex(), '"' + filled + '"'));
        return new ScalarNode(name.getTag(), true, filled, ScalarStyle.DOUBLE_QUOTED, from, to);
    }

    private static boolean isOnOneLine(ScalarNode name) {
        return name.getScalarStyle() != ScalarStyle.LITERAL && name.getScalarStyle() != ScalarStyle.FOLDED;
    }

    private String missing(String name) {
        if (!RouteFile.isList(name.strip())) {
            return "\"" + name + "\" is no name of a list; it lies beside the routes, and its name ends in .txt and has"
                    + " no folder before it: blocked.txt";
        }
        return "there is no file routes/" + name.strip()
                + NearestWord.nearest(name.strip(), lists.keySet())
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("; put it beside the routes, with one handle or id a line");
    }

    private void add(String name, Optional<RouteMistake.Place> place, String sentence) {
        mistakes.add(new RouteMistake(name, place, sentence));
    }

    /** Marks count code points. */
    private String text() {
        String text = file.text();
        edits.sort(Comparator.comparingInt(Edit::from).reversed());
        for (Edit edit : edits) {
            text = text.substring(0, text.offsetByCodePoints(0, edit.from()))
                    + edit.text()
                    + text.substring(text.offsetByCodePoints(0, edit.to()));
        }
        return text;
    }
}
