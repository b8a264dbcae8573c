package io.deskbridge.bench;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One request to the stub. */
final class StubCall {
    private static final int OK = 200;

    private final StubDoor.Answer door;
    private final byte[] body;
    private final String path;
    private final Map<String, String> query = new HashMap<>();

    /** @param line the request's first */
    StubCall(String line, byte[] body, StubDoor.Answer door) {
        this.door = door;
        this.body = body;
        String target = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
        int mark = target.indexOf('?');
        path = mark < 0 ? target : target.substring(0, mark);
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&")) {
                int equals = pair.indexOf('=');
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
    }

    String path() {
        return path;
    }

    byte[] body() {
        return body;
    }

    /** A part of the query; empty when it is not there. */
    String text(String name) {
        return query.getOrDefault(name, "");
    }

    long number(String name, long otherwise) {
        String text = text(name);
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    void answer(String json) {
        answer(OK, json.getBytes(StandardCharsets.UTF_8));
    }

    void answer(int status, byte[] json) {
        door.send(status, json);
    }
}
