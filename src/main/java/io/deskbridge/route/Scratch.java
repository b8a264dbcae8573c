package io.deskbridge.route;

import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.AcknowledgementSettings;
import io.deskbridge.hub.AgentComments;
import io.deskbridge.hub.HubSettings;
import io.deskbridge.hub.Inbox;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spring.spi.ApplicationContextBeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * A second Camel, in which routes are built and never begin, to prove that they can be. It sees the same beans and settings
 * as the one that works; the hub's own components it has for itself, because Camel makes a component its own.
 */
final class Scratch implements AutoCloseable {
    private final DefaultCamelContext camel = new DefaultCamelContext(false);

    /** Makes new ones. */
    @Component
    static class Factory {
        private final Guards guards;
        private final ApplicationContext beans;
        private final Accounts accounts;
        private final Inbox inbox;
        private final AgentComments comments;
        private final Clock clock;
        private final AcknowledgementSettings acknowledgements;
        private final HubSettings hub;

        Factory(
                Guards guards,
                ApplicationContext beans,
                Accounts accounts,
                Inbox inbox,
                AgentComments comments,
                Clock clock,
                AcknowledgementSettings acknowledgements,
                HubSettings hub) {
            this.guards = guards;
            this.beans = beans;
            this.accounts = accounts;
            this.inbox = inbox;
            this.comments = comments;
            this.clock = clock;
            this.acknowledgements = acknowledgements;
            this.hub = hub;
        }

        Accounts accounts() {
            return accounts;
        }

        Allowed allowed() {
            return guards.allowed();
        }

        Scratch make() {
            return new Scratch(this, new RouteTable(), unused -> {});
        }

        /**
         * One in which routes do run.
         *
         * @param table learns which route takes what
         * @param before done to the Camel before it starts
         */
        Scratch make(RouteTable table, Consumer<DefaultCamelContext> before) {
            return new Scratch(this, table, before);
        }
    }

    private Scratch(Factory parts, RouteTable table, Consumer<DefaultCamelContext> before) {
        camel.getCamelContextExtension().setName("route-check");
        camel.disableJMX();
        camel.setAutoStartup(false);
        camel.getCamelContextExtension()
                .setRegistry(new DefaultRegistry(new ApplicationContextBeanRepository(parts.beans)));
        camel.addComponent("channel", new ChannelComponent(parts.accounts, table));
        camel.addComponent("desk", new DeskComponent(parts.accounts, table));
        camel.addComponent("inbox", new InboxComponent(parts.accounts, parts.inbox));
        camel.addComponent("outbox", new OutboxComponent(parts.accounts));
        camel.addComponent("entries", new EntriesComponent(parts.accounts, parts.comments, parts.clock));
        camel.addComponent("comments", new CommentsComponent(parts.comments));
        camel.addComponent("only", new OnlyComponent());
        camel.addComponent("dismiss", new DismissComponent());
        camel.addComponent("set", new SetComponent(parts.accounts));
        camel.addComponent("acknowledge", new AcknowledgeComponent(parts.acknowledgements, parts.hub));
        JsonItems.teach(camel);
        parts.guards.guard(camel);
        try {
            camel.addRoutesConfigurations(new ErrorHandling());
        } catch (Exception e) {
            throw new IllegalStateException("the shipped error handling cannot be installed", e);
        }
        before.accept(camel);
        camel.start();
    }

    CamelContext camel() {
        return camel;
    }

    /**
     * Builds the file's route.
     *
     * @throws Exception what Camel finds wrong with it
     */
    void build(RouteFile file) throws Exception {
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(file.resource());
        } finally {
            ModelCamelContext model = camel;
            model.removeRouteDefinitions(java.util.List.copyOf(model.getRouteDefinitions()));
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
