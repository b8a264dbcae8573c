package io.deskbridge.route;

import io.deskbridge.hub.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * A Camel in which routes run and nothing leaves it. Whoever asks it for a component gets a recorder, unless the component
 * is named here; so it does not matter whether a step is {@code to}, {@code toD}, {@code enrich} or one that nobody thought
 * of, nor whether its address is known before a message comes. It has none of the hub's beans.
 */
final class TrialCamel implements AutoCloseable {
    /** The steps of the hub that decide, and only decide; a desk's and a channel's do what the run they carry does. */
    private static final Set<String> REAL = Set.of("channel", "desk", "only", "dismiss", "set", "acknowledge");
    /** Languages that compute. The others call code. */
    private static final Set<String> LANGUAGES = Set.of(
            "simple",
            "simple-no-file",
            "file",
            "constant",
            "header",
            "exchangeProperty",
            "variable",
            "jq",
            "jsonpath",
            "xpath",
            "tokenize",
            "xtokenize");

    private static final long STOP_SECONDS = 2;

    private final RouteTable table = new RouteTable();
    private final Recorders recorders = new Recorders();
    private final List<String> routes = new ArrayList<>();
    private final BooleanSupplier goOn;
    private final Scratch scratch;

    /**
     * @param goOn asked before each step; once it says no, each step fails
     */
    TrialCamel(Scratch.Factory scratches, BooleanSupplier goOn) {
        this.goOn = goOn;
        this.scratch = scratches.make(table, this::prepare);
    }

    private void prepare(DefaultCamelContext camel) {
        ExtendedCamelContext inner = camel.getCamelContextExtension();
        inner.setName("route-trial");
        inner.setRegistry(new DefaultRegistry());
        camel.setAutowiredEnabled(false); // it takes a recorder for the component whose name it has
        List.copyOf(camel.getComponentNames()).stream()
                .filter(name -> !REAL.contains(name))
                .forEach(camel::removeComponent);
        inner.addContextPlugin(ComponentResolver.class, (name, context) -> component(name));
        LanguageResolver languages = PluginHelper.getLanguageResolver(camel);
        inner.addContextPlugin(LanguageResolver.class, (name, context) -> {
            if (name.equals("bean")) {
                return new TrialBeans.Values(languages.resolveLanguage(name, context));
            }
            if (!LANGUAGES.contains(name)) {
                throw TrialBeans.refused(name);
            }
            return languages.resolveLanguage(name, context);
        });
        inner.addContextPlugin(ResourceLoader.class, new LocalResources(PluginHelper.getResourceLoader(camel)));
        inner.addInterceptStrategy((context, definition, target, next) -> new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                if (goOn.getAsBoolean()) {
                    recorders.in(exchange);
                    return super.process(exchange, callback);
                }
                exchange.setException(new IllegalStateException("the trial is over"));
                callback.done(true);
                return true;
            }
        });
        var steps = new TrialSteps(recorders);
        camel.addModelLifecycleStrategy(new ModelLifecycleStrategySupport() {
            @Override
            public void onAddRouteDefinition(RouteDefinition definition) {
                steps.takeOut(definition);
            }
        });
        camel.setAutoStartup(true);
        camel.getShutdownStrategy().setTimeout(STOP_SECONDS);
        camel.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    }

    private Component component(String name) {
        return switch (name) {
            case "direct" -> {
                var direct = new DirectComponent();
                direct.setBlock(false); // what is not there now does not come
                yield direct;
            }
            case "bean" -> new TrialBeans.Component(recorders);
            default -> new RecorderComponent(recorders);
        };
    }

    /** Begins those of the routes that messages go through; the others take nothing here. */
    void add(List<BuiltRoute> all) {
        all.stream().filter(route -> route.from().startsWith("direct:")).forEach(this::begin);
        all.stream().filter(route -> route.from().startsWith("channel:")).forEach(route -> {
            routes.add(route.id());
            begin(route);
        });
    }

    private void begin(BuiltRoute route) {
        try {
            PluginHelper.getRoutesLoader(scratch.camel())
                    .loadRoutes(route.file().resource());
        } catch (Exception e) {
            recorders.note(
                    "route " + route.id() + " cannot be tried, and takes nothing here: " + BuildMistakes.sentence(e));
        }
    }

    /** Which of the routes takes what. */
    Routing routing() {
        return table;
    }

    /** The ids of the routes from channels. */
    List<String> routes() {
        return List.copyOf(routes);
    }

    Recorders recorders() {
        return recorders;
    }

    /** Lets what goes on beside a route come to its end, within limits. */
    @Override
    public void close() {
        scratch.close();
    }
}
