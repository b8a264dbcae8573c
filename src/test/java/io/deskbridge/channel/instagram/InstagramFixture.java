package io.deskbridge.channel.instagram;

import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Secret;
import io.deskbridge.core.SendKey;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The account 178, acme, and a Graph API that answers as a test says. */
final class InstagramFixture {
    static final Secret SECRET = Secret.of("app-secret");
    static final GuardedFetch FETCH = new GuardedFetch(SandboxServer.LIMITS, Set.of());

    final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    final MemoryTokens tokens = new MemoryTokens();
    final List<HttpCall> calls = new ArrayList<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, Failure> failures = new HashMap<>();

    /** From now on a call whose path ends so is answered with that. */
    InstagramFixture answers(String path, String body) {
        failures.remove(path);
        answers.put(path, body.replace('\'', '"'));
        return this;
    }

    InstagramFixture fails(String path, Failure failure) {
        failures.put(path, failure);
        return this;
    }

    private HttpAnswer exchange(HttpCall call) {
        calls.add(call);
        String path = call.uri().getPath();
        failures.forEach((end, failure) -> {
            if (path.endsWith(end)) {
                throw failure;
            }
        });
        String body = answers.entrySet().stream()
                .filter(answer -> path.endsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"does not exist\"}}");
        return new HttpAnswer(
                body.startsWith("{\"error\"") ? 400 : 200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    InstagramChannel open(String... more) {
        return new InstagramChannel(
                settings(more),
                new AccountContext("acme-instagram", this::exchange, tokens, clock),
                FETCH,
                Duration.ofSeconds(1));
    }

    static InstagramSettings settings(String... more) {
        var values = new HashMap<String, String>(Map.of(
                "base-url", "https://graph.example",
                "account-id", "178",
                "username", "acme",
                "access-token", "token",
                "app-secret", SECRET.reveal()));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return bind(values);
    }

    static InstagramSettings bind(Map<String, String> values) {
        var named = new HashMap<String, String>();
        values.forEach((key, value) -> named.put("i." + key, value));
        var binder = new Binder(
                List.of(new MapConfigurationPropertySource(named)),
                null,
                new org.springframework.boot.convert.ApplicationConversionService());
        return binder.bindOrCreate("i", InstagramSettings.class);
    }

    MessageBuilder asked(Kind kind, String id, String thread) {
        return new MessageBuilder("acme-instagram", id, kind, thread, Author.unknown("7"), clock.instant())
                .text("where is it?");
    }

    Reply reply(MessageBuilder to, String text, Attachment... files) {
        return new Reply(
                to.build(),
                new Agent("mia", "Mia"),
                text,
                List.of(files),
                (file, max) -> new Media("a.png", "image/png", new byte[] {1}));
    }

    SendKey key() {
        return new SendKey(4, clock.instant());
    }

    static Map<String, String> sign(Secret secret, byte[] body) {
        return Map.of("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(Signatures.hmacSha256(secret, body)));
    }

    /** A webhook's body with one change of the account. */
    static byte[] change(String field, String value) {
        return call("'time':1795341590,'changes':[{'field':'" + field + "','value':{" + value + "}}]");
    }

    /** A webhook's body with one event of person 7. */
    static byte[] event(String more) {
        return call("'time':1795341600123,'messaging':[{'sender':{'id':'7'},'recipient':{'id':'178'},"
                + "'timestamp':1795341590000," + more + "}]");
    }

    static byte[] call(String entry) {
        return ("{'object':'instagram','entry':[{'id':'178'," + entry + "}]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }
}
