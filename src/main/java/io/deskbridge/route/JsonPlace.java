package io.deskbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** A place in a piece of JSON, written as names of fields, or numbers in lists from 0, with dots between them. */
record JsonPlace(String path) {

    /** What stands there; a missing node when nothing does. */
    JsonNode in(JsonNode root) {
        JsonNode at = root;
        for (String name : path.split("\\.")) {
            at = at.isArray() && name.matches("\\d{1,6}") ? at.path(Integer.parseInt(name)) : at.path(name);
        }
        return at == null ? MissingNode.getInstance() : at;
    }

    /** The word, number or truth that stands there, as text; empty for nothing, null, blank, a list or an object. */
    Optional<String> text(JsonNode root) {
        JsonNode at = in(root);
        return at.isValueNode() && !at.isNull() && !at.asText().isBlank() ? Optional.of(at.asText()) : Optional.empty();
    }
}
