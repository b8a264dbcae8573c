package io.deskbridge.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.deskbridge.hub.NearestWord;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a call, and names what is wrong with it. */
final class JsonBody<T> {
    private final ObjectReader reader;
    private final String what;

    /**
     * @param what the body is, as a sentence says it: "a message"
     */
    JsonBody(ObjectMapper json, Class<T> type, String what) {
        this.reader = json.readerFor(type)
                // a misspelt field would be lost without a word
                .with(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.what = what;
    }

    /**
     * @throws Mistake that names the field, or where the JSON ends being some
     */
    T read(byte[] body) throws IOException {
        try {
            @Nullable T value = reader.readValue(body);
            if (value == null) {
                throw Mistake.bad("the body is empty; it must be " + what + " as JSON");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            var known = e.getKnownPropertyIds() == null
                    ? List.<String>of()
                    : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw Mistake.bad(path(e) + " is unknown" + NearestWord.hint(e.getPropertyName(), known));
        } catch (JsonMappingException e) {
            throw Mistake.bad(
                    path(e).isEmpty()
                            ? "the body must be " + what + " as a JSON object"
                            : path(e) + " has a value of the wrong kind; see /api/openapi");
        } catch (JsonProcessingException e) {
            throw Mistake.bad("the body is no JSON: line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        }
    }

    /**
     * What becomes of the value in the call's body.
     *
     * @throws Mistake also where the body is too long, or {@code taking} says by an IllegalArgumentException what is wrong
     */
    <R> R take(HttpServletRequest call, Function<T, R> taking) throws IOException {
        byte[] body = RawBody.read(call)
                .orElseThrow(() -> Mistake.tooLarge("at most " + RawBody.MAX_BYTES + " bytes are taken"));
        T value = read(body);
        try {
            return taking.apply(value);
        } catch (IllegalArgumentException e) {
            throw Mistake.bad(String.valueOf(e.getMessage()));
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
