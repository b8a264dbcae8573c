package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Pushes what happens to whoever registered for it, signed; a call that fails is repeated a few times. */
@Component("sandboxXWebhooks")
@SandboxPart
class Webhooks implements World.Listener, DisposableBean {
    /** What the hub is configured with as the app's consumer secret. */
    static final String CONSUMER_SECRET = "sandbox-x-consumer-secret";

    private static final int ATTEMPTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Where one account's events go. */
    record Hook(String id, Account account, URI url) {}

    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final Events events;
    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sandbox-x-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    Webhooks(World world, Events events, ObjectMapper json) {
        this.events = events;
        this.json = json;
        world.listen(this);
    }

    void add(Hook hook) {
        hooks.removeIf(old -> old.url().equals(hook.url()));
        hooks.add(hook);
    }

    List<Hook> of(Account account) {
        return hooks.stream().filter(hook -> hook.account().equals(account)).toList();
    }

    boolean remove(String id) {
        return hooks.removeIf(hook -> hook.id().equals(id));
    }

    /** The challenge by which X makes sure that the address knows the secret. */
    boolean shakesHands(URI url) {
        String token = UUID.randomUUID().toString();
        String join = url.getRawQuery() == null ? "?" : "&";
        var call = HttpRequest.newBuilder(
                        URI.create(url + join + "crc_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = http.send(call, HttpResponse.BodyHandlers.ofString());
            String response =
                    json.readTree(answer.body()).path("response_token").asText();
            return answer.statusCode() == 200 && response.equals(sign(token.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void posted(Post post) {
        hooks.forEach(hook -> events.of(post, hook.account()).forEach(event -> push(hook, event)));
    }

    @Override
    public void deleted(Post post) {
        hooks.forEach(hook -> events.ofDeleted(post, hook.account()).forEach(event -> push(hook, event)));
    }

    @Override
    public void sent(Direct message) {
        hooks.forEach(hook -> events.of(message, hook.account()).forEach(event -> push(hook, event)));
    }

    private void push(Hook hook, ObjectNode event) {
        sender.execute(() -> attempt(hook, event.toString().getBytes(StandardCharsets.UTF_8), 1));
    }

    private void attempt(Hook hook, byte[] body, int number) {
        if (!hooks.contains(hook) || deliver(hook, body) || number == ATTEMPTS) {
            return;
        }
        var unused = sender.schedule(() -> attempt(hook, body, number + 1), number * 500L, TimeUnit.MILLISECONDS);
    }

    private boolean deliver(Hook hook, byte[] body) {
        var call = HttpRequest.newBuilder(hook.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("x-twitter-webhooks-signature", sign(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(call, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    static String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(CONSUMER_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    @Override
    public void destroy() {
        sender.shutdownNow();
    }
}
