package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A company's web shop, in the test's own process: it hands its customers' questions to {@code POST /api/inbox/shop} until
 * they are taken, and an outbox route posts the answers to it. It takes no key and can be asked nothing.
 */
final class Shop implements Network, AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Supplier<Web> hub;
    private final Size size;
    private final Random random;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Published> published = new ArrayList<>();
    private final Set<Integer> answering = new HashSet<>();
    private final List<String> overlaps = new ArrayList<>();
    private final Set<Mark> dropped = new HashSet<>();

    /**
     * @param hub the process that the next question is handed to
     */
    Shop(Supplier<Web> hub, Size size, Random random) throws IOException {
        this.hub = hub;
        this.size = size;
        this.random = random;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/answers", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public String channel() {
        return "shop";
    }

    @Override
    public AfterALostAnswer afterALostAnswer() {
        return AfterALostAnswer.UNKNOWN;
    }

    @Override
    public String say(int conversation, String thread, String text) {
        String id = Mark.in(text).orElseThrow().toString();
        Map<String, Object> question = Map.of(
                "id",
                id,
                "kind",
                "comment",
                "thread",
                thread.isEmpty() ? id : thread,
                "author",
                Map.of("id", "c" + conversation, "name", "Customer " + conversation),
                "text",
                text);
        while (!isTaken(question)) {
            pause(PAUSE_MILLIS);
        }
        return id;
    }

    private boolean isTaken(Map<String, Object> question) {
        try {
            int status = hub.get()
                    .exchange("POST", "/api/inbox/shop", Map.of(), question)
                    .statusCode();
            if (status != 202 && status != 503) {
                throw new IllegalStateException("the inbox answered " + status);
            }
            return status == 202;
        } catch (UncheckedIOException down) {
            return false;
        }
    }

    private void answer(HttpExchange call) throws IOException {
        JsonNode answer = Json.tryRead(call.getRequestBody().readAllBytes()).orElseThrow();
        int conversation = Mark.in(answer.path("text").asText()).orElseThrow().conversation();
        synchronized (published) {
            if (!answering.add(conversation)) {
                overlaps.add("conversation " + conversation);
            }
        }
        pause(happens(size.late()) ? 300 : 30); // long enough for two workers to be seen
        synchronized (published) {
            published.add(new Published(
                    answer.path("under").asText(), answer.path("text").asText()));
        }
        synchronized (published) {
            answering.remove(conversation);
        }
        if (happens(size.dropped())) {
            synchronized (published) {
                Mark.in(answer.path("text").asText()).ifPresent(dropped::add);
            }
        } else {
            call.sendResponseHeaders(204, -1);
        }
        call.close(); // without an answer this breaks the connection
    }

    private synchronized boolean happens(double chance) {
        return random.nextDouble() < chance;
    }

    private void pause(long millis) {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the shop is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public List<Published> published() {
        synchronized (published) {
            return List.copyOf(published);
        }
    }

    /** What was taken without the hub hearing of it. */
    Set<Mark> dropped() {
        synchronized (published) {
            return Set.copyOf(dropped);
        }
    }

    /** Each time when two answers for one conversation were under way at once. */
    List<String> overlaps() {
        synchronized (published) {
            return List.copyOf(overlaps);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
