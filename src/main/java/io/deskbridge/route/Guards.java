package io.deskbridge.route;

import io.deskbridge.http.HttpLimits;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.impl.engine.DefaultDataFormatResolver;
import org.apache.camel.impl.engine.DefaultLanguageResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.LanguageResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Lets a Camel that runs routes find nothing that is closed to them: an address may be put together for each message, and
 * with words of strangers.
 */
@org.springframework.stereotype.Component
class Guards {
    private final RouteSettings settings;
    private final Environment environment;
    private final HttpLimits limits;
    private final Allowed allowed;

    Guards(CamelContext live, RouteSettings settings, Environment environment, HttpLimits limits) {
        this.settings = settings;
        this.environment = environment;
        this.limits = limits;
        this.allowed = new Allowed(settings);
        guard(live);
    }

    Allowed allowed() {
        return allowed;
    }

    /** Before it starts. */
    final void guard(CamelContext camel) {
        var extension = camel.getCamelContextExtension();
        extension.addContextPlugin(ComponentResolver.class, new Components());
        extension.addContextPlugin(LanguageResolver.class, new Languages());
        extension.addContextPlugin(DataFormatResolver.class, new DataFormats());
        if (!allowed.beans()) {
            camel.setClassResolver(new PlainClasses(camel));
        }
        if (!allowed.allSettings() && camel.getPropertiesComponent() instanceof PropertiesComponent properties) {
            properties.setPropertiesParser(new RoutePlaceholders(settings.settings()));
        } else {
            camel.getPropertiesComponent().addPropertiesSource(new SettingsSource(settings, environment));
        }
    }

    /** The hub's own components are beans of these names, or stand in a Camel before anything asks for them. */
    static boolean isOurs(String scheme, CamelContext camel) {
        return camel.hasComponent(scheme) != null || camel.getRegistry().lookupByName(scheme + "-component") != null;
    }

    private final class Components extends DefaultComponentResolver {
        @Override
        public @Nullable Component resolveComponent(String name, CamelContext context) {
            if (allowed.component(name) || isOurs(name, context)) {
                return careful(super.resolveComponent(name, context));
            }
            if (name.equals("bean")) {
                return new ForSimple();
            }
            if (EndpointMistakes.components().contains(name)) {
                throw new IllegalArgumentException(Allowed.refusal("\"" + name + ":\"", name));
            }
            return null; // there is no such component
        }
    }

    /**
     * By itself its client sends once more what was answered 503, writes too: they would stand there twice. And a header of
     * the hub is what the route says; a service that answers with one of that name says nothing.
     * By itself it waits three minutes for a service that is silent. What a step says counts more than these limits; but an
     * address that is put together for each message cannot say any, so they belong to the component.
     */
    private @Nullable Component careful(@Nullable Component component) {
        if (component instanceof HttpComponent http) {
            http.setAutomaticRetriesDisabled(true);
            http.setHeaderFilterStrategy(new ForeignHeaders());
            http.setConnectTimeout(limits.connect().toMillis());
            http.setResponseTimeout(limits.answer().toMillis());
            http.setSoTimeout(limits.answer().toMillis());
        }
        return component;
    }

    private static final class ForeignHeaders extends HttpHeaderFilterStrategy {
        private static final String OURS = "Deskbridge";

        @Override
        public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
            return name.regionMatches(true, 0, OURS, 0, OURS.length())
                    || super.applyFilterToExternalHeaders(name, value, exchange);
        }
    }

    /** With it "simple" reads the parts of a message. */
    private static final class ForSimple extends BeanComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            throw new IllegalArgumentException(Allowed.refusal("\"bean:\"", "bean"));
        }
    }

    private final class Languages extends DefaultLanguageResolver {
        @Override
        public org.apache.camel.spi.Language resolveLanguage(String name, CamelContext context) {
            return allowed.languageForCamel(name)
                    ? super.resolveLanguage(name, context)
                    : noSpecificLanguageFound(name, context);
        }
    }

    private final class DataFormats extends DefaultDataFormatResolver {
        @Override
        public org.apache.camel.spi.@Nullable DataFormat createDataFormat(String name, CamelContext context) {
            return allowed.dataFormat(name) ? super.createDataFormat(name, context) : null;
        }
    }
}
