package io.deskbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Message;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.SimpleTypeConverter;

/** Lets {@code jq} ask a message, a comment or a map by the names that {@code simple} has for its parts: {@code .author.verified}. */
final class JsonItems {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private JsonItems() {}

    static void teach(CamelContext camel) {
        var converter = new SimpleTypeConverter(false, JsonItems::json);
        camel.getTypeConverterRegistry().addTypeConverter(JsonNode.class, Message.class, converter);
        camel.getTypeConverterRegistry().addTypeConverter(JsonNode.class, Comment.class, converter);
        camel.getTypeConverterRegistry().addTypeConverter(JsonNode.class, Map.class, converter);
    }

    private static Object json(Class<?> type, Exchange exchange, Object item) {
        return JSON.valueToTree(item);
    }
}
