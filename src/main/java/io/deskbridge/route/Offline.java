package io.deskbridge.route;

import io.deskbridge.core.CommentId;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.OwnPosts;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.core.Tokens;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.AcknowledgementSettings;
import io.deskbridge.hub.AgentComments;
import io.deskbridge.hub.HubSettings;
import io.deskbridge.hub.Inbox;
import io.deskbridge.store.CommentStanding;
import io.deskbridge.store.Intake;
import io.deskbridge.store.LedgerSettings;
import io.deskbridge.store.PostStore;
import io.deskbridge.store.TokenStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * As much of the hub as checking and trying routes takes: the configuration, the names of accounts, the checks. No ledger,
 * no web server, no sandbox, no poll; nobody is called.
 */
final class Offline implements AutoCloseable {
    private static final Path USUAL = Path.of("config", "deskbridge.yaml");

    private final ConfigurableApplicationContext context;
    private final Path file;
    private final List<String> mistakes;

    private Offline(ConfigurableApplicationContext context, Path file) {
        this.context = context;
        this.file = file;
        this.mistakes = context.getBean(Accounts.class).openKnown();
    }

    /**
     * @param config the configuration; {@code config/deskbridge.yaml} when not said, and where that is missing the
     *     sandbox's, as the hub does
     */
    static Offline open(Optional<String> config) {
        Path file = config.map(Path::of).orElse(USUAL);
        if (config.isPresent() && !Files.isRegularFile(file)) {
            throw new CommandWords.Unusable("--config: there is no file " + file);
        }
        return new Offline(
                new SpringApplicationBuilder(Parts.class)
                        .web(WebApplicationType.NONE)
                        .registerShutdownHook(false)
                        .lazyInitialization(true)
                        .properties(Map.of(
                                "spring.config.location",
                                "optional:file:" + file.toAbsolutePath(),
                                "spring.main.banner-mode",
                                "off",
                                "spring.main.log-startup-info",
                                "false",
                                "logging.level.root",
                                "OFF",
                                "deskbridge.store.data",
                                "data"))
                        .run(),
                file);
    }

    /** What is wrong with the configuration, a sentence each. */
    List<String> mistakes() {
        return mistakes;
    }

    /** The file with the configuration. */
    Path file() {
        return file;
    }

    RouteChecks checks() {
        return context.getBean(RouteChecks.class);
    }

    TrialRuns trials() {
        return context.getBean(TrialRuns.class);
    }

    LedgerSettings ledger() {
        return context.getBean(LedgerSettings.class);
    }

    /** The folder that is said, or else the configured one. */
    RouteSet routes(Optional<String> said) {
        var folder = new RouteFolder(said.map(Path::of)
                .orElseGet(() -> context.getBean(RouteSettings.class).folder()));
        if (!folder.isThere()) {
            throw new CommandWords.Unusable("there is no folder " + folder.path());
        }
        RouteSet routes = folder.lookNow();
        if (routes.routes().isEmpty()) {
            throw new CommandWords.Unusable(
                    "there is no route file in " + folder.path() + "; one is called <route id>" + RouteFile.ENDING);
        }
        return routes;
    }

    @Override
    public void close() {
        context.close();
    }

    /** The beans that this takes, made only when they are asked for. No configuration that the hub would find. */
    @ImportAutoConfiguration({ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class})
    @EnableConfigurationProperties({
        AcknowledgementSettings.class,
        HttpLimits.class,
        HubSettings.class,
        LedgerSettings.class,
        RouteSettings.class
    })
    @Import({
        Accounts.class,
        Inbox.class,
        AgentComments.class,
        Guards.class,
        RouteChecks.class,
        Scratch.Factory.class,
        TrialRuns.class
    })
    @ComponentScan(
            value = {"io.deskbridge.http", "io.deskbridge.channel", "io.deskbridge.desk"},
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    static class Parts {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        PostStore posts() {
            return channel -> OwnPosts.NONE;
        }

        @Bean
        TokenStore tokens() {
            return account -> new Tokens() {
                @Override
                public Optional<String> get(String name) {
                    return Optional.empty();
                }

                @Override
                public void put(Map<String, String> values) {
                    throw new UnsupportedOperationException("nothing is kept without a hub");
                }

                @Override
                public String getOrPut(String name, String value) {
                    throw new UnsupportedOperationException("nothing is kept without a hub");
                }
            };
        }

        @Bean
        Inbox.Door door() {
            return pushed -> {
                throw new UnsupportedOperationException("nothing is taken in without a hub");
            };
        }

        @Bean
        AgentComments.Door comments() {
            return new AgentComments.Door() {
                @Override
                public Intake take(CommentStanding standing, Optional<TicketNews.InternalNote> note) {
                    throw new UnsupportedOperationException("nothing is taken in without a hub");
                }

                @Override
                public void take(TicketNews.Standing standing) {
                    throw new UnsupportedOperationException("nothing is taken in without a hub");
                }

                @Override
                public Optional<CommentStanding> known(CommentId id) {
                    return Optional.empty();
                }

                @Override
                public Optional<Conversation> conversationOf(Ticket ticket) {
                    return Optional.empty();
                }

                @Override
                public boolean isOurs(Ticket ticket, String text) {
                    return false;
                }
            };
        }

        /** Never started: the checks of what routes may use want one. */
        @Bean(destroyMethod = "")
        CamelContext camel() {
            return new DefaultCamelContext(false);
        }
    }
}
