package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The one step of a channel's route that opens tickets, as its file writes it. */
final class DeskStep {
    private static final String DESK = "desk:";
    private static final String CHANNEL = "channel:";
    private static final List<String> TAGS = List.of("tags", "labels");

    private final RouteFile file;
    private final List<String> channels;
    private final MappingNode step;

    private DeskStep(RouteFile file, List<String> channels, MappingNode step) {
        this.file = file;
        this.channels = channels;
        this.step = step;
    }

    /** Empty when the file is no channel's route, or names no desk, or several: then its author has decided more than that. */
    static Optional<DeskStep> of(RouteFile file) {
        Node document;
        try {
            document = RouteYaml.parse(file);
        } catch (RouteYaml.Unreadable e) {
            return Optional.empty();
        }
        String from = uriBelow(document, "from");
        var steps = new ArrayList<MappingNode>();
        collect("", document, steps);
        if (!from.startsWith(CHANNEL)
                || steps.size() != 1
                || steps.get(0).getEndMark().isEmpty()) {
            return Optional.empty();
        }
        List<String> channels = List.of(from.substring(CHANNEL.length()).strip().split("\\s*,\\s*"));
        return Optional.of(new DeskStep(file, channels, steps.get(0)));
    }

    private static String uriBelow(Node node, String word) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(one -> uriBelow(one, word))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        return RouteYaml.get(node, "route")
                .flatMap(route -> RouteYaml.get(route, word))
                .flatMap(begin -> RouteYaml.get(begin, "uri"))
                .map(RouteYaml::text)
                .orElse("");
    }

    private static void collect(String word, Node node, List<MappingNode> steps) {
        if (node instanceof MappingNode mapping) {
            if (word.equals("to") && uri(mapping).startsWith(DESK)) {
                steps.add(mapping);
            }
            mapping.getValue()
                    .forEach(entry -> collect(RouteYaml.text(entry.getKeyNode()), entry.getValueNode(), steps));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> collect(word, item, steps));
        }
    }

    private static String uri(Node step) {
        return RouteYaml.get(step, "uri").map(RouteYaml::text).orElse("");
    }

    List<String> channels() {
        return channels;
    }

    String desk() {
        return uri(step).substring(DESK.length()).strip();
    }

    /**
     * The same file with another desk. Of the step's parameters those stay that the other desk takes as well; tags become
     * what it calls tags.
     *
     * @param known what a route may say beside the other desk's name
     */
    RouteFile to(String desk, List<RouteOption> known) {
        var parameters = new LinkedHashMap<String, String>();
        RouteYaml.get(step, "parameters").stream()
                .filter(MappingNode.class::isInstance)
                .flatMap(all -> ((MappingNode) all).getValue().stream())
                .forEach(
                        entry -> option(RouteYaml.text(entry.getKeyNode()), RouteYaml.text(entry.getValueNode()), known)
                                .ifPresent(word -> parameters.put(word, written(entry.getValueNode()))));
        String text = file.text();
        int begin = place(step.getStartMark().orElseThrow());
        int end =
                step.getFlowStyle() == FlowStyle.FLOW ? place(step.getEndMark().orElseThrow()) : lastEnd(step);
        String indent = "\n" + " ".repeat(step.getStartMark().orElseThrow().getColumn());
        return new RouteFile(
                file.name(), text.substring(0, begin) + written(desk, parameters, indent) + text.substring(end));
    }

    private static Optional<String> option(String word, String value, List<RouteOption> known) {
        return (TAGS.contains(word) ? TAGS : List.of(word))
                .stream().filter(one -> TicketWords.isTaken(one, value, known)).findFirst();
    }

    private String written(String desk, Map<String, String> parameters, String indent) {
        boolean flow = step.getFlowStyle() == FlowStyle.FLOW;
        var words = new ArrayList<String>();
        parameters.forEach((word, value) -> words.add(word + ": " + value));
        String first = "uri: " + DESK + desk;
        if (flow) {
            return "{" + first + (words.isEmpty() ? "" : ", parameters: {" + String.join(", ", words) + "}") + "}";
        }
        String below = indent + "  ";
        return first + (words.isEmpty() ? "" : indent + "parameters:" + below + String.join(below, words));
    }

    /** A value as its author wrote it; over several lines it would not fit its new place. */
    private String written(Node value) {
        String source = file.text()
                .substring(
                        place(value.getStartMark().orElseThrow()),
                        place(value.getEndMark().orElseThrow()));
        return source.contains("\n")
                ? "\""
                        + RouteYaml.text(value)
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n") + "\""
                : source;
    }

    /** A block ends, for the parser, where the next thing begins; here it ends with its last word, before any comment. */
    private int lastEnd(Node node) {
        if (node instanceof MappingNode mapping && mapping.getFlowStyle() != FlowStyle.FLOW) {
            List<NodeTuple> entries = mapping.getValue();
            return lastEnd(entries.get(entries.size() - 1).getValueNode());
        }
        if (node instanceof SequenceNode sequence
                && sequence.getFlowStyle() != FlowStyle.FLOW
                && !sequence.getValue().isEmpty()) {
            return lastEnd(sequence.getValue().get(sequence.getValue().size() - 1));
        }
        return place(node.getEndMark().orElseThrow());
    }

    /** Marks count characters as people do, and texts in halves of them. */
    private int place(Mark mark) {
        return file.text().offsetByCodePoints(0, mark.getIndex());
    }
}
