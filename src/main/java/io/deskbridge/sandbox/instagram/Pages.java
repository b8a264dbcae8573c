package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.Fields;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Lists as Meta cuts them: {@code data}, and the address of the next page, in which the token stands. */
final class Pages {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);

    private Pages() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /**
     * A page of a list.
     *
     * @param path of the list itself, after the version
     * @param asked {@code limit} and {@code after} beside the fields of each
     */
    static <T> ObjectNode of(List<T> all, String path, Fields asked, Function<T, ObjectNode> view) {
        int from = number(asked, "after", 0);
        int limit = Math.max(1, Math.min(100, number(asked, "limit", 25)));
        ObjectNode page = object();
        ArrayNode data = page.putArray("data");
        all.stream().skip(from).limit(limit).map(view).forEach(data::add);
        if (all.size() > from + limit) {
            var query = new LinkedHashMap<>(asked.parameters());
            query.put("fields", asked.text());
            query.put("after", String.valueOf(from + limit));
            query.put("access_token", "the-token-stands-here");
            page.putObject("paging").put("next", address(path, query)).set("cursors", cursors(from + limit));
        }
        return page;
    }

    private static JsonNode cursors(int after) {
        return object().put("after", String.valueOf(after));
    }

    private static String address(String path, Map<String, String> query) {
        var next = ServletUriComponentsBuilder.fromCurrentContextPath().path("/sandbox/instagram/v25.0" + path);
        query.keySet().forEach(name -> next.queryParam(name, "{" + name + "}"));
        return next.encode().buildAndExpand(query).toUriString();
    }

    /** What a list was asked for by its own address. */
    static Fields asked(Map<String, String> query) {
        var parameters = new LinkedHashMap<String, String>();
        for (String name : new String[] {"limit", "after", "platform", "user_id"}) {
            if (query.containsKey(name)) {
                parameters.put(name, query.get(name));
            }
        }
        return new Fields(
                parameters, Fields.of(query.getOrDefault("fields", "")).below());
    }

    private static int number(Fields asked, String name, int otherwise) {
        String value = asked.parameters().getOrDefault(name, String.valueOf(otherwise));
        if (!value.matches("\\d{1,9}")) {
            throw GraphProblem.parameter(name + " is no number");
        }
        return Integer.parseInt(value);
    }
}
