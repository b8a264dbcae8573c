package io.deskbridge.channel.messenger;

import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Secret;
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

/** The page 101 and a Graph API that answers as a test says. */
final class MessengerFixture {
    static final Secret SECRET = Secret.of("app-secret");
    static final GuardedFetch FETCH = new GuardedFetch(SandboxServer.LIMITS, Set.of("127.0.0.1"));

    final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    final List<HttpCall> calls = new ArrayList<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, Failure> failures = new HashMap<>();

    /** From now on a call whose path ends so is answered with that. */
    MessengerFixture answers(String path, String body) {
        answers.put(path, body.replace('\'', '"'));
        return this;
    }

    MessengerFixture fails(String path, Failure failure) {
        failures.put(path, failure);
        return this;
    }

    HttpAnswer exchange(HttpCall call) {
        calls.add(call);
        String path = call.uri().getPath();
        failures.forEach((end, failure) -> {
            if (path.endsWith(end)) {
                throw failure;
            }
        });
        return answers.entrySet().stream()
                .filter(answer -> path.endsWith(answer.getKey()))
                .findFirst()
                .map(answer -> new HttpAnswer(
                        answer.getValue().startsWith("{\"error\"") ? 400 : 200,
                        Map.of(),
                        answer.getValue().getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> new HttpAnswer(404, Map.of(), "{}".getBytes(StandardCharsets.UTF_8)));
    }

    MessengerChannel open(String... more) {
        return open(
                Map.of(
                        "base-url", "https://graph.example",
                        "access-token", "token",
                        "app-secret", SECRET.reveal()),
                new AccountContext("acme-messenger", this::exchange, new MemoryTokens(), clock),
                more);
    }

    /** The page 101 anywhere. */
    static MessengerChannel open(Map<String, String> where, AccountContext context, String... more) {
        var values = new HashMap<String, String>(Map.of("m.page-id", "101"));
        where.forEach((key, value) -> values.put("m." + key, value));
        for (int i = 0; i < more.length; i += 2) {
            values.put("m." + more[i], more[i + 1]);
        }
        MessengerSettings settings =
                new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("m", MessengerSettings.class);
        return new MessengerChannel(settings, context, FETCH, Duration.ofSeconds(1));
    }

    static Map<String, String> sign(Secret secret, byte[] body) {
        return Map.of("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(Signatures.hmacSha256(secret, body)));
    }

    /** A webhook's body with one event of person 7. */
    static byte[] event(String field, String more) {
        String body = "{'object':'page','entry':[{'id':'101','time':1795341600123,'" + field
                + "':[{'sender':{'id':'7'},'recipient':{'id':'101'},'timestamp':1795341600000," + more + "}]}]}";
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
