package io.deskbridge.console;

import io.deskbridge.FrameworkParts;
import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeDeskSystem;
import io.deskbridge.contract.FakeDeskType;
import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Message;
import io.deskbridge.hub.CaughtUp;
import io.deskbridge.hub.CommentRun;
import io.deskbridge.hub.HubStart;
import io.deskbridge.hub.MessageRun;
import io.deskbridge.hub.OtherProcesses;
import io.deskbridge.hub.RouteDeployments;
import io.deskbridge.hub.RouteTrials;
import io.deskbridge.hub.Routing;
import io.deskbridge.hub.TrialSample;
import io.deskbridge.hub.WakeUps;
import io.deskbridge.store.Lane;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The console before a real ledger and the hub's rules, with a network and a desk in memory and without routes: what it
 * takes in stays unrouted or waiting, so that a test decides what becomes of it. Channel {@code shop}, desk {@code help}.
 */
final class ConsoleApp implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    ConsoleApp(Path data, Map<String, String> settings) {
        this(data, settings, List.of());
    }

    /**
     * @param more configurations beside the usual one, such as channel types
     */
    ConsoleApp(Path data, Map<String, String> settings, List<Class<?>> more) {
        var properties = new HashMap<String, Object>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "spring.config.location", "optional:classpath:/none/",
                "management.endpoints.web.exposure.include", "health,prometheus",
                "management.endpoint.health.show-details", "when-authorized",
                "springdoc.api-docs.path", "/api/openapi",
                "deskbridge.store.data", data.toString(),
                "deskbridge.channels.shop.type", "fake",
                "deskbridge.desks.help.type", "fake"));
        properties.put("springdoc.paths-to-match", "/api/**");
        properties.put("spring.mvc.problemdetails.enabled", "true");
        properties.put("logging.level.root", "WARN");
        properties.putAll(settings);
        context = new SpringApplicationBuilder(Parts.class)
                .sources(more.toArray(Class[]::new))
                .initializers(CaughtUp.waitedFor(Duration.ofMillis(20)))
                .properties(properties)
                .run();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Opens the accounts, as the start does once the web server stands; all was read that came before. */
    ConsoleApp opened() {
        behind();
        CaughtUp.say(context);
        return this;
    }

    /** Opens the accounts, and nothing was read yet. */
    ConsoleApp behind() {
        bean(HubStart.class).openAccounts();
        return this;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Calls the console; headers as name, value, name, value. */
    HttpResponse<String> call(String method, String path, String body, String... headers) throws Exception {
        return calling(method, path, body, headers).get();
    }

    /** As {@link #call}, without waiting for the answer. */
    CompletableFuture<HttpResponse<String>> calling(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** How many calls wait for their answer without a thread. */
    int waitingCalls() {
        var server = (TomcatWebServer) ((ServletWebServerApplicationContext) context).getWebServer();
        return Stream.of(server.getTomcat().getHost().findChildren())
                .mapToInt(child -> (int) ((StandardContext) child).getInProgressAsyncCount())
                .sum();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return call("GET", path, "", headers);
    }

    List<Lane> woken() {
        return List.copyOf(bean(Woken.class).lanes);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Says what a test wants, and remembers who asked for what. */
    static final class Deployments implements RouteDeployments {
        final List<String> asked = new CopyOnWriteArrayList<>();
        volatile Optional<Trouble> trouble = Optional.empty();
        volatile RolledBack answer = new RolledBack.Unknown();

        @Override
        public Optional<Trouble> trouble() {
            return trouble;
        }

        @Override
        public RolledBack rollBack(long id, String author) {
            asked.add(id + " " + author);
            return answer;
        }

        @Override
        public Map<String, Set<String>> desks() {
            return Map.of("shop", Set.of("help"));
        }

        @Override
        public Chosen chooseDesk(String channel, String desk, String author) {
            asked.add(channel + " to " + desk + " " + author);
            return desk.equals("help")
                    ? new Chosen.Done("-uri: desk:other")
                    : new Chosen.Refused(List.of("there is no such desk"));
        }
    }

    /** Answers what a test wants, and remembers what was asked. */
    static final class Trials implements RouteTrials {
        final List<Candidate> asked = new CopyOnWriteArrayList<>();
        final List<TrialSample> samples = new CopyOnWriteArrayList<>();
        volatile Outcome answer = new Outcome.NotMade("Not now.");

        @Override
        public Outcome run(Candidate candidate, Supplier<TrialSample> messages) {
            asked.add(candidate);
            samples.add(messages.get());
            return answer;
        }
    }

    /** Remembers who was woken. */
    static final class Woken implements WakeUps {
        private final List<Lane> lanes = new CopyOnWriteArrayList<>();

        @Override
        public void wake(Lane lane) {
            lanes.add(lane);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(FrameworkParts.class)
    @ComponentScan({"io.deskbridge.hub", "io.deskbridge.store", "io.deskbridge.http", "io.deskbridge.console"})
    static class Parts {
        @Bean
        FakeNetwork network() {
            return new FakeNetwork();
        }

        @Bean
        FakeDeskSystem deskSystem() {
            return new FakeDeskSystem();
        }

        @Bean
        FakeChannelType channelType(FakeNetwork network) {
            return new FakeChannelType(network);
        }

        @Bean
        FakeDeskType deskType(FakeDeskSystem system) {
            return new FakeDeskType(system);
        }

        @Bean
        OtherProcesses others() {
            return lane -> {};
        }

        @Bean
        @Primary
        Woken wakeUps() {
            return new Woken();
        }

        @Bean
        Deployments deployments() {
            return new Deployments();
        }

        @Bean
        Trials trials() {
            return new Trials();
        }

        @Bean
        Routing routing() {
            return new Routing() {
                @Override
                public Optional<Carrier<MessageRun>> forMessage(Message message) {
                    return Optional.empty();
                }

                @Override
                public Optional<Carrier<CommentRun>> forComment(Comment comment) {
                    return Optional.empty();
                }
            };
        }
    }
}
