package io.deskbridge.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deskbridge.core.Message;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.WebhookCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes webhook calls as the hub does and hands them to a channel. */
public final class WebhookDoor implements AutoCloseable {
    private final HttpServer server;

    public WebhookDoor(PushedChannel channel, List<Message> received) throws IOException {
        this(channel, receipt -> received.addAll(receipt.items()));
    }

    /**
     * @param received is given all that each call brought
     */
    public WebhookDoor(PushedChannel channel, Consumer<Receipt<Message>> received) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Receipt<Message> receipt = channel.receive(call(exchange));
            received.accept(receipt);
            byte[] body = receipt.answer().body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(receipt.answer().status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static WebhookCall call(HttpExchange exchange) throws IOException {
        var query = new HashMap<String, String>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        return new WebhookCall(
                exchange.getRequestMethod(),
                query,
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/channels/under-test";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
