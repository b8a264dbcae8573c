package io.deskbridge.mainjob;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.DeskbridgeApplication;
import io.deskbridge.contract.ProductOnly;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.Json;
import io.deskbridge.http.PooledHttp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole hub as it starts for a newcomer, on a free port and with a ledger of its own. */
public final class RunningHub implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final URI address;
    private final PooledHttp http =
            new PooledHttp(new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 32, 64));

    /**
     * The hub with the sandbox and its shipped accounts and routes.
     *
     * @param data the ledger's folder
     * @param settings more settings, {@code key=value}
     */
    public static RunningHub inSandbox(Path data, String... settings) {
        return inSandbox(data, Path.of("routes"), settings);
    }

    /** The hub with the sandbox and its shipped accounts, and with other routes. */
    public static RunningHub inSandbox(Path data, Path routes, String... settings) {
        var all = new ArrayList<>(List.of(settings));
        all.add("deskbridge.sandbox.shipped=true");
        return new RunningHub(data, routes, all);
    }

    /** The hub with other routes and accounts, and without the sandbox. */
    static RunningHub configured(Path data, Path routes, List<String> settings) {
        var all = new ArrayList<>(settings);
        all.add("deskbridge.sandbox.enabled=false");
        return new RunningHub(data, routes, all);
    }

    private RunningHub(Path data, Path routes, List<String> settings) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.config.import=",
                "--deskbridge.store.data=" + data,
                "--deskbridge.routes.folder=" + routes.toAbsolutePath(),
                "--logging.level.root=WARN"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        context = new SpringApplicationBuilder(DeskbridgeApplication.class)
                .initializers(ProductOnly::in)
                .run(arguments.toArray(String[]::new));
        address = URI.create("http://127.0.0.1:"
                + ((ServletWebServerApplicationContext) context).getWebServer().getPort());
    }

    public URI address() {
        return address;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    PooledHttp http() {
        return http;
    }

    /** Calls the hub or its sandbox as a script would; fails on any other status than 2xx. */
    public JsonNode call(String method, String path, String authorization, Object body) {
        URI uri = URI.create(address() + path);
        HttpCall call = body == null
                ? new HttpCall(method, uri, HttpCall.Effect.READ, Map.of(), "", new byte[0])
                : HttpCall.write(method, uri, "application/json", Json.bytes(body));
        HttpAnswer answer = http.exchange(authorization.isEmpty() ? call : call.with("Authorization", authorization));
        if (!answer.ok()) {
            throw new IllegalStateException(call.name() + " answered " + answer.status() + " " + answer.text());
        }
        return Json.tryRead(answer.body()).orElseGet(Json.MAPPER::nullNode);
    }

    /** Asks the sandbox for a fault. */
    void fault(Map<String, Object> fault) {
        call("POST", "/sandbox/faults", "", fault);
    }

    @Override
    public void close() throws Exception {
        context.close();
        http.close();
    }
}
