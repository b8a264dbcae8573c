package io.deskbridge.route;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Something wrong in a route file.
 *
 * @param file its name
 * @param place where; empty when only the whole file can be blamed
 * @param sentence what is wrong, and what would be right
 */
record RouteMistake(String file, Optional<Place> place, String sentence) {
    /** Both from 1, as editors count. */
    record Place(int line, int column) {
        static Place of(Mark mark) {
            return new Place(mark.getLine() + 1, mark.getColumn() + 1);
        }

        static Optional<Place> of(Node node) {
            return node.getStartMark().map(Place::of);
        }
    }

    /** As an admin reads it. */
    String told() {
        return "routes/" + file
                + place.map(at -> ", line " + at.line() + ", column " + at.column())
                        .orElse("")
                + ": " + sentence;
    }
}
