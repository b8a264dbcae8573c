package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.deskbridge.contract.CapturedLog;
import io.deskbridge.core.RelayedChannel;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.RouteTrials;
import io.deskbridge.hub.RouteTrials.Candidate;
import io.deskbridge.hub.RouteTrials.Outcome;
import io.deskbridge.hub.TrialReport;
import io.deskbridge.hub.TrialSample;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NewestMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial of routes that reach out in every way: at a server and a folder that must stay untouched. */
class TrialLeaksTest {
    private static final String HELP = "to: {uri: 'desk:help'}";

    @TempDir
    private Path folder;

    private HubApp app;
    private HttpServer server;
    private Path outside;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("in.txt"), "waits");
        app = HubApp.usual(folder)
                .with("deskbridge.channels.form.type", "custom")
                .with("deskbridge.desks.tool.type", "custom")
                .with("deskbridge.routes.allow", "*") // what is closed reaches nothing anyway
                .start();
        app.post("m", "t", "${bean:x} order");
        soon(() -> assertThat(app.messages("t")).isNotEmpty().allMatch(row -> row.state() == MessageState.TICKETED));
    }

    @AfterEach
    void stop() {
        app.close();
        server.stop(0);
    }

    private String filled(String text) {
        return text.replace("HTTP", "http:127.0.0.1:" + server.getAddress().getPort())
                .replace("FILE", "file:" + outside)
                .replace("PORT", String.valueOf(server.getAddress().getPort()));
    }

    private TrialReport.Route tried(Map<String, String> files) {
        var candidates = new HashMap<String, Optional<String>>();
        files.forEach((id, text) -> candidates.put(id + ".camel.yaml", Optional.of(filled(text))));
        Outcome outcome = app.bean(RouteTrials.class)
                .run(
                        new Candidate(candidates, false),
                        () -> TrialSample.of(app.bean(NewestMessages.class).read(10)));
        assertThat(outcome).isInstanceOf(Outcome.Made.class);
        assertThat(((Outcome.Made) outcome).report().notes()).isEmpty();
        return ((Outcome.Made) outcome)
                .report().routes().stream()
                        .filter(route -> route.route().equals("in"))
                        .findFirst()
                        .orElseThrow();
    }

    private void assertUntouched() throws IOException {
        assertThat(calls).isEmpty();
        try (Stream<Path> files = Files.walk(outside)) {
            assertThat(files.map(file -> outside.relativize(file).toString())).containsExactlyInAnyOrder("", "in.txt");
        }
        assertThat(app.messages("t")).hasSize(1);
        assertThat(app.network.published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to: {uri: 'HTTP/to?httpMethod=POST'}",
                "to: {uri: 'FILE', parameters: {fileName: out.txt}}",
                "toD: {uri: 'HTTP/${body.id.value}'}",
                "toD: {uri: 'FILE/${body.id.value}?fileName=x'}",
                "wireTap: {uri: 'HTTP/tap'}",
                "wireTap: {uri: 'FILE?fileName=tapped', dynamicUri: 'false'}",
                "enrich: {expression: {simple: {expression: 'HTTP/ask/${body.id.value}'}}}",
                "enrich: {expression: {constant: {expression: 'HTTP/ask'}}}",
                "pollEnrich: {expression: {constant: {expression: 'FILE'}}, timeout: '1000'}",
                "pollEnrich: {expression: {simple: {expression: 'FILE?fileName=in.txt'}}, timeout: '1000'}",
                "poll: {uri: 'FILE'}",
                "recipientList: {expression: {constant: {expression: 'HTTP/a,HTTP/b,FILE'}}}",
                "routingSlip: {expression: {constant: {expression: 'HTTP/a,FILE'}}}",
                "multicast: {steps: [{to: {uri: 'HTTP/one'}}, {to: {uri: 'FILE'}}]}",
                "split: {expression: {constant: {expression: 'a,b'}}, delimiter: ',', steps: [{to: {uri: 'HTTP/each'}}]}",
                "doTry: {steps: [{throwException: {exceptionType: java.lang.Exception, message: x}}], doCatch: [{exception: [java.lang.Exception], steps: [{to: {uri: 'HTTP/caught'}}]}]}",
                "toD: {uri: 'inbox:${body.id.channel}'}",
                "to: {uri: 'smtp:127.0.0.1:PORT?to=a@b.example'}",
                "to: {uri: 'seda:later?failIfNoConsumers=false'}",
                "to: {uri: 'log:anything'}",
                "to: {uri: 'mock:x'}",
                "to: {uri: 'controlbus:route?routeId=out&action=stop'}",
                "to: {uri: 'inbox:form'}",
                "to: {uri: 'activemq6:queue:x'}",
            })
    void what_leaves_the_hub_is_only_remembered(String step) throws IOException {
        TrialReport.Route route = tried(Map.of("in", Yaml.route("in", "channel:shop", step, HELP)));

        assertUntouched();
        assertThat(route.elsewhere()).as(route.toString()).isNotEmpty();
        assertThat(route.total().tickets() + route.total().failed()).isEqualTo(1);
    }

    @Test
    void an_address_shows_neither_password_nor_question() {
        TrialReport.Route route = tried(Map.of(
                "in",
                Yaml.route(
                        "in", "channel:shop", "toD: {uri: 'http:mia:geheim@crm.example/find?q=${body.text}'}", HELP)));

        assertThat(route.elsewhere()).singleElement().satisfies(found -> assertThat(found.to())
                .contains("crm.example")
                .doesNotContain("geheim", "order"));
    }

    @Test
    void a_part_that_another_route_calls_is_gone_through() throws IOException {
        TrialReport.Route route = tried(Map.of(
                "in", Yaml.route("in", "channel:shop", "to: {uri: 'direct:part'}", HELP),
                "part", Yaml.route("part", "direct:part", "to: {uri: 'HTTP/part'}")));

        assertUntouched();
        assertThat(route.total().tickets()).isEqualTo(1);
        assertThat(route.elsewhere()).hasSize(1);
    }

    @Test
    void the_step_log_writes_nothing() {
        try (var log = new CapturedLog()) {
            tried(Map.of(
                    "in",
                    Yaml.route(
                            "in", "channel:shop", "log: {message: 'seen ${body.text}', loggingLevel: ERROR}", HELP)));
            assertThat(log.lines()).noneMatch(line -> line.contains("seen"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process: {ref: program}",
                "bean: {ref: program}",
                "to: {uri: 'bean:program'}",
                "toD: {uri: 'bean:${body.author.name}'}",
                "setBody: {expression: {method: {ref: program, method: process}}}",
                "setBody: {expression: {simple: {expression: '${bean:program}'}}}",
                "setBody: {expression: {simple: {expression: '${ref:program}'}}}",
            })
    void no_code_is_called(String step) {
        app.close();
        var called = new CopyOnWriteArrayList<String>();
        app = HubApp.usual(folder)
                .with("deskbridge.routes.allow", "*")
                .bean("program", (Processor) exchange -> called.add("called"))
                .start();
        Outcome outcome = app.bean(RouteTrials.class)
                .run(
                        new Candidate(
                                Map.of("in.camel.yaml", Optional.of(Yaml.route("in", "channel:shop", step, HELP))),
                                false),
                        () -> TrialSample.of(app.bean(NewestMessages.class).read(10)));

        assertThat(outcome).isInstanceOf(Outcome.Made.class);
        assertThat(called).isEmpty();
    }

    @Test
    void routes_that_begin_elsewhere_do_not_begin() throws IOException {
        RelayedChannel.Relay before = relay();

        tried(Map.of(
                "files", Yaml.route("files", "FILE", "to: {uri: 'inbox:form'}"),
                "timer", Yaml.route("timer", "timer:x?period=1", "to: {uri: 'HTTP/tick'}"),
                "sends", Yaml.route("sends", "outbox:form", "to: {uri: 'HTTP/send'}"),
                "writes", Yaml.route("writes", "entries:tool", "to: {uri: 'HTTP/write'}"),
                "reads", Yaml.route("reads", "timer:y?period=1", "to: {uri: 'comments:tool'}")));

        assertUntouched();
        assertThat(relay()).isSameAs(before);
    }

    private RelayedChannel.Relay relay() {
        try {
            Object channel =
                    app.bean(Accounts.class).channel("form").orElseThrow().channel();
            var field = channel.getClass().getDeclaredField("relay");
            field.setAccessible(true);
            return (RelayedChannel.Relay) field.get(channel);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
