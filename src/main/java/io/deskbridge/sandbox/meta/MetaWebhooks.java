package io.deskbridge.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Tells whoever registered what happens, signed. A call that is not answered with 200 is repeated: Meta does so for days,
 * and not in order.
 */
public final class MetaWebhooks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Where an app is told, one call after the other. */
    private record Hook(URI url, ScheduledExecutorService thread) {}

    private final MetaApp app;
    private final Repeats repeats;
    private final String name;
    private final Map<String, Hook> hooks = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * @param name of the threads
     */
    public MetaWebhooks(MetaApp app, Repeats repeats, String name) {
        this.app = app;
        this.repeats = repeats;
        this.name = name;
    }

    /**
     * Registers {@code callback_url} of the body, one address an app, after the handshake.
     *
     * @param called by the admin; the same again moves it
     * @throws GraphProblem when there is no such address, or it does not answer the challenge
     */
    public void register(String called, JsonNode body) {
        String url = body.path("callback_url").asText("");
        if (!url.matches("https?://.+")) {
            throw GraphProblem.parameter("callback_url is no address");
        }
        URI address = URI.create(url);
        if (!shakesHands(address, body.path("verify_token").asText(""))) {
            throw GraphProblem.of(
                    2200,
                    "Callback verification failed: the address did not answer the challenge, or does not know the"
                            + " verify token");
        }
        remove(called);
        hooks.put(
                called,
                new Hook(
                        address,
                        new ScheduledThreadPoolExecutor(
                                1,
                                task -> {
                                    var thread = new Thread(task, name);
                                    thread.setDaemon(true);
                                    return thread;
                                },
                                new ThreadPoolExecutor.DiscardPolicy())));
    }

    public void remove(String called) {
        Hook hook = hooks.remove(called);
        if (hook != null) {
            hook.thread().shutdownNow();
        }
    }

    /** Who is told, and where. */
    public Map<String, URI> registered() {
        return hooks.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .url()));
    }

    public void push(JsonNode call) {
        byte[] body = escaped(call.toString()).getBytes(StandardCharsets.UTF_8);
        hooks.values().forEach(hook -> hook.thread().execute(() -> attempt(hook, body, 1)));
    }

    /** Meta signs what it writes, and it writes everything but ASCII as an escape. */
    private static String escaped(String json) {
        var text = new StringBuilder();
        json.chars().forEach(unit -> {
            if (unit < 128) {
                text.append((char) unit);
            } else {
                text.append(String.format("\\u%04x", unit));
            }
        });
        return text.toString();
    }

    private void attempt(Hook hook, byte[] body, int number) {
        try {
            int next = number;
            while (!delivers(hook.url(), body) && next < repeats.attempts()) {
                long pause = repeats.pauseMillis(next++);
                if (!repeats.inOrder()) {
                    int later = next;
                    var unused = hook.thread().schedule(() -> attempt(hook, body, later), pause, TimeUnit.MILLISECONDS);
                    return;
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean delivers(URI url, byte[] body) throws InterruptedException {
        var call = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", app.signature(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(call, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The challenge by which Meta makes sure that the address is the caller's. */
    private boolean shakesHands(URI url, String verifyToken) {
        String challenge = UUID.randomUUID().toString();
        String query = "hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token="
                + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8);
        var call = HttpRequest.newBuilder(URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = http.send(call, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().equals(challenge);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        hooks.keySet().forEach(this::remove);
    }
}
