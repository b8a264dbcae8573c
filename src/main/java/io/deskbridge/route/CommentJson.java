package io.deskbridge.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deskbridge.hub.NearestWord;
import io.deskbridge.hub.ToldComment;
import java.util.List;

/** Reads comments as routes say them. Numbers may stand where an id is wanted, and nothing else in another's place. */
final class CommentJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .enable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private CommentJson() {}

    /** @throws IllegalArgumentException naming what is wrong */
    static ToldComment of(JsonNode node) {
        try {
            return JSON.treeToValue(node, ToldComment.class);
        } catch (UnrecognizedPropertyException e) {
            List<String> known = e.getKnownPropertyIds() == null
                    ? List.of()
                    : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw new IllegalArgumentException(
                    "a comment has no \"" + e.getPropertyName() + "\"" + NearestWord.hint(e.getPropertyName(), known),
                    e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a comment that cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** @param body a map */
    static ToldComment of(Object body) {
        return of(JSON.<JsonNode>valueToTree(body));
    }

    /** @throws JsonProcessingException when it is no JSON */
    static ToldComment read(String text) throws JsonProcessingException {
        return of(JSON.readTree(text));
    }
}
