package io.deskbridge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.Json;
import io.deskbridge.http.PooledHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.MultipartAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The sandbox alone, without a hub, on a free port of loopback: what connectors are tested against over real HTTP. */
public final class SandboxServer implements AutoCloseable {
    /** Short limits, so that a fault on demand is noticed soon. */
    public static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(2), Duration.ofMillis(800), 16, 64);

    private final ConfigurableApplicationContext context;
    private final PooledHttp http = new PooledHttp(LIMITS);

    /** For the test's own calls, which no fault is meant for: a busy machine must not make them fail. */
    private final PooledHttp patient =
            new PooledHttp(new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 16, 64));

    public SandboxServer() {
        context = new SpringApplicationBuilder(SandboxOnly.class)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "deskbridge.sandbox.enabled", "true",
                        "deskbridge.sandbox.shipped", "false",
                        "spring.main.banner-mode", "off",
                        "spring.config.location", "optional:classpath:/none/",
                        "spring.servlet.multipart.max-file-size", "30MB",
                        "spring.servlet.multipart.max-request-size", "30MB",
                        "logging.level.root", "WARN"))
                .run();
    }

    /** The sandbox's address without a slash at its end; vendors lie below {@code /sandbox/}. */
    public URI address() {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The client for a test's own calls. */
    public PooledHttp patient() {
        return patient;
    }

    /** The client that connectors under test use. */
    public PooledHttp http() {
        return http;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Asks for a fault, as JSON of {@code io.deskbridge.sandbox.Fault}. */
    public void fault(Map<String, Object> fault) {
        var call = HttpCall.write("POST", address().resolve("/sandbox/faults"), "application/json", Json.bytes(fault));
        HttpAnswer answer = patient.exchange(call);
        if (!answer.ok()) {
            throw new IllegalStateException("fault refused: " + answer.status() + " " + answer.text());
        }
    }

    /** Calls the sandbox as a script would; {@code body} is null for a read. Fails on any other status than 2xx. */
    public JsonNode call(String method, String path, String authorization, Object body) {
        URI uri = URI.create(address() + path);
        HttpCall call = body == null
                ? new HttpCall(method, uri, HttpCall.Effect.READ, Map.of(), "", new byte[0])
                : HttpCall.write(method, uri, "application/json", Json.bytes(body));
        HttpAnswer answer =
                patient.exchange(authorization.isEmpty() ? call : call.with("Authorization", authorization));
        if (!answer.ok()) {
            throw new IllegalStateException(call.name() + " answered " + answer.status() + " " + answer.text());
        }
        return Json.tryRead(answer.body()).orElseGet(Json.MAPPER::nullNode);
    }

    @Override
    public void close() throws Exception {
        context.close();
        http.close();
        patient.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "io.deskbridge.sandbox",
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    @ImportAutoConfiguration({
        // filters are made before Spring's own last resort for ${...} is there
        PropertyPlaceholderAutoConfiguration.class,
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        MultipartAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class
    })
    static class SandboxOnly {}
}
