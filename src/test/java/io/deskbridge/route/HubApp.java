package io.deskbridge.route;

import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeDeskSystem;
import io.deskbridge.contract.FakeDeskType;
import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Message;
import io.deskbridge.core.Note;
import io.deskbridge.core.Ticket;
import io.deskbridge.hub.AccountHealth;
import io.deskbridge.hub.AccountState;
import io.deskbridge.hub.Ticker;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.LedgerSettings;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.NoteRow;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Primary;

/**
 * The hub with its ledger, and Camel, between networks and desks in memory. Those and the folder
 * outlive a stop, so that a test can start the hub again. Channel {@code shop} and desk {@code help} are of type
 * {@code fake}; channels and desks of type {@code other} stand elsewhere and fail by themselves.
 */
final class HubApp implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    final FakeNetwork network;
    final FakeNetwork otherNetwork;
    final FakeDeskSystem desk;
    final FakeDeskSystem otherDesk;
    final ShiftedClock clock;
    private final Path folder;
    private final Map<String, Object> settings = new HashMap<>();
    private final Map<String, Object> beans = new HashMap<>();
    private final List<ApplicationContextInitializer<?>> firsts = new ArrayList<>();
    private ConfigurableApplicationContext context;

    HubApp(Path folder) {
        this(
                folder,
                new FakeNetwork(),
                new FakeNetwork(),
                new FakeDeskSystem(),
                new FakeDeskSystem(),
                new ShiftedClock());
    }

    private HubApp(
            Path folder,
            FakeNetwork network,
            FakeNetwork otherNetwork,
            FakeDeskSystem desk,
            FakeDeskSystem otherDesk,
            ShiftedClock clock) {
        this.folder = folder;
        this.network = network;
        this.otherNetwork = otherNetwork;
        this.desk = desk;
        this.otherDesk = otherDesk;
        this.clock = clock;
        desk.clock(clock);
        otherDesk.clock(clock);
        settings.putAll(Map.of(
                "spring.config.location", "optional:classpath:/none/",
                "spring.main.banner-mode", "off",
                "spring.main.log-startup-info", "false",
                "logging.level.root", "ERROR",
                "camel.main.routes-include-pattern", "none",
                "camel.main.routes-collector-enabled", "false",
                "deskbridge.store.data", folder.resolve("data").toString(),
                "deskbridge.routes.folder", routes().toString(),
                "deskbridge.channels.shop.type", "fake",
                "deskbridge.desks.help.type", "fake"));
        settings.putAll(Map.of(
                "logging.level.org.springframework.boot.diagnostics", "OFF",
                "deskbridge.hub.sweep", "150ms",
                "deskbridge.hub.check", "100ms",
                "deskbridge.hub.first-pause", "20ms",
                "deskbridge.hub.longest-pause", "80ms",
                "deskbridge.routes.look", "50ms",
                "deskbridge.routes.allow", "process", // tests look into routes by beans of their own
                "deskbridge.hub.attempts", "3",
                "deskbridge.hub.workers", "8"));
    }

    /** The routes that most tests want: shop's messages to help, help's comments back. */
    static HubApp usual(Path folder) {
        return new HubApp(folder)
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:help'}"))
                .route("out", Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}"));
    }

    /** Another process with the same settings and routes, between the same networks and desks; not started. */
    HubApp another() {
        var another = new HubApp(folder, network, otherNetwork, desk, otherDesk, clock);
        another.settings.putAll(settings);
        another.beans.putAll(beans);
        return another;
    }

    /** The ledger there instead of the embedded one. */
    HubApp on(LedgerSettings ledger) {
        return with("deskbridge.store.url", ledger.url()).with("deskbridge.store.user", ledger.user());
    }

    HubApp with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    HubApp without(String key) {
        settings.remove(key);
        return this;
    }

    HubApp bean(String name, Object bean) {
        beans.put(name, bean);
        return this;
    }

    /** Done to each context before it starts. */
    HubApp first(ApplicationContextInitializer<?> first) {
        firsts.add(first);
        return this;
    }

    /** Writes, or writes over, the file of a route. */
    HubApp route(String id, String yaml) {
        try {
            Files.createDirectories(routes());
            Files.writeString(routes().resolve(id + ".camel.yaml"), yaml);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the file of a route away. */
    HubApp unroute(String id) {
        try {
            Files.delete(routes().resolve(id + ".camel.yaml"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path routes() {
        return folder.resolve("routes");
    }

    HubApp start() {
        try {
            Files.createDirectories(routes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(settings)
                .initializers(starting -> {
                    var factory = starting.getBeanFactory();
                    factory.registerSingleton("hubApp", this);
                    beans.forEach(factory::registerSingleton);
                })
                .initializers(firsts.toArray(ApplicationContextInitializer[]::new))
                .run();
        return this;
    }

    void stop() {
        Objects.requireNonNull(context).close();
    }

    HubApp restart() {
        stop();
        return start();
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Waits until the assertion holds. */
    static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptionsInstanceOf(IndexOutOfBoundsException.class)
                .untilAsserted(assertion);
    }

    /** Posts in the channel {@code shop}. */
    Message post(String id, String thread, String text) {
        Message message = FakeChannelType.message("shop", id, thread, clock.instant())
                .text(text)
                .build();
        network.post(message);
        return message;
    }

    static Conversation talk(String thread) {
        return new Conversation("shop", thread);
    }

    List<MessageRow> messages(String thread) {
        return bean(MessageLedger.class).of(talk(thread));
    }

    List<CommentRow> comments(String thread) {
        return bean(CommentLedger.class).of(talk(thread));
    }

    List<ReplyRow> replies(String thread) {
        return bean(ReplyLedger.class).of(talk(thread));
    }

    List<NoteRow> noteRows(String thread) {
        return bean(NoteLedger.class).of(talk(thread));
    }

    /** The ids of the messages that stand in the conversation's tickets, in order. */
    List<String> entries(String thread) {
        return entriesOf(desk, thread).stream()
                .map(entry -> entry.message().id().value())
                .toList();
    }

    List<Entry> entriesOf(FakeDeskSystem system, String thread) {
        return system.casesOf(talk(thread).externalId()).stream()
                .flatMap(found -> found.entries().stream())
                .toList();
    }

    /** What the notes in the conversation's tickets say of how replies ended; not that some of them waited. */
    List<String> outcomes(String thread) {
        return notes(thread).stream().filter(note -> !note.startsWith("⏳")).toList();
    }

    /** What the notes in the conversation's tickets say, without the time at which a reply appeared that was told of later. */
    List<String> notes(String thread) {
        return notesWithTimes(thread).stream()
                .map(note -> note.startsWith("✓") ? note.replaceFirst(" (at|um) [-0-9]+ [:0-9]+ UTC", "") : note)
                .toList();
    }

    List<String> notesWithTimes(String thread) {
        return desk.casesOf(talk(thread).externalId()).stream()
                .flatMap(found -> found.notes().stream())
                .map(Note::text)
                .toList();
    }

    /** The line of a note by which what failed is sent again. */
    static String again(long seq) {
        return "\nTo try once more, write a public comment with only /again " + seq + ". That line is not published.";
    }

    /** Waits for the conversation's ticket and for its link. */
    Ticket ticket(String thread) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> messages(thread).stream()
                .anyMatch(row -> row.ticketId().isPresent() && row.endedAt().isPresent()));
        return desk.casesOf(talk(thread).externalId()).get(0).ticket();
    }

    /** A message with a ticket, and an agent's public comment in it. */
    Comment answered(String thread, String text) {
        post(thread + "-1", thread, "question " + thread);
        return desk.comment(ticket(thread), text);
    }

    /** What stands on the network in the conversation, in order. */
    List<String> published(String thread) {
        return network.published().stream()
                .filter(found -> found.reply().conversation().equals(talk(thread)))
                .map(found -> found.reply().text())
                .toList();
    }

    AccountState.Health health(String account) {
        AccountState state = bean(AccountHealth.class).all().get(account);
        return state == null ? AccountState.Health.UNKNOWN : state.health();
    }

    /** What a test needs of the application. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ApplicationAvailabilityAutoConfiguration.class,
        ConfigurationPropertiesAutoConfiguration.class,
        ValidationAutoConfiguration.class
    })
    @ComponentScan(
            value = {
                "io.deskbridge.hub",
                "io.deskbridge.store",
                "io.deskbridge.http",
                "io.deskbridge.route",
                "io.deskbridge.channel.custom",
                "io.deskbridge.desk.custom",
                "io.deskbridge.desk.zendesk",
                "io.deskbridge.desk.mail",
                "io.deskbridge.desk.jira"
            },
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class) // as the product: "inbox" is a component
    static class Parts {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        @Primary
        ShiftedClock testClock(HubApp app) {
            return app.clock;
        }

        @Bean
        @Primary
        Ticker testTicker(HubApp app) {
            return app.clock::nanos;
        }

        @Bean
        FakeChannelType channels(HubApp app) {
            return new FakeChannelType(app.network);
        }

        @Bean
        Elsewhere.Channels otherChannels(HubApp app) {
            return new Elsewhere.Channels(new FakeChannelType(app.otherNetwork));
        }

        @Bean
        FakeDeskType desks(HubApp app) {
            return new FakeDeskType(app.desk);
        }

        @Bean
        Elsewhere.Desks otherDesks(HubApp app) {
            return new Elsewhere.Desks(new FakeDeskType(app.otherDesk));
        }
    }
}
