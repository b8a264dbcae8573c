package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One address, called as a script would. */
record Web(String address) {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    static Web local(int port) {
        return new Web("http://127.0.0.1:" + port);
    }

    /** Below the range from which the system takes ports for outgoing connections: it must be free at each restart. */
    static int freePort(Random random) {
        while (true) {
            int port = 20_000 + random.nextInt(10_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
    }

    JsonNode get(String path) {
        return call("GET", path, Map.of(), null);
    }

    /** Fails on any other status than 2xx; {@code body} is null for a read. */
    JsonNode call(String method, String path, Map<String, String> headers, @Nullable Object body) {
        HttpResponse<byte[]> answer = exchange(method, path, headers, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + " answered " + answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return Json.tryRead(answer.body()).orElseGet(Json.MAPPER::nullNode);
    }

    HttpResponse<byte[]> exchange(String method, String path, Map<String, String> headers, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + address + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + path, e);
        }
    }

    static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
