package io.deskbridge.route;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Says in the hub's words what Camel says in its own of an endpoint. */
final class EndpointMistakes {
    private static final Pattern UNKNOWN_OPTION = Pattern.compile("Unknown parameters=\\[\\{([^=}]+)=");
    private static final Pattern NO_COMPONENT =
            Pattern.compile("No component found with scheme|No endpoint could be found for");
    private static final Pattern NO_SETTING = Pattern.compile("Property with key \\[([^]]+)]");
    private static final String COMPONENTS = "classpath*:META-INF/services/org/apache/camel/component/*";

    /** The hub's own beginnings; a name stands behind the colon of each. */
    private static final Set<String> OWN = Set.of(
            "acknowledge", "channel", "comments", "desk", "dismiss", "entries", "inbox", "only", "outbox", "set");

    private EndpointMistakes() {}

    static String sentence(CamelContext camel, String uri, Exception thrown) {
        String camels = Mistakes.sentence(thrown);
        Matcher setting = NO_SETTING.matcher(camels);
        if (setting.find()) {
            return "{{" + setting.group(1) + "}} stands for nothing: there is no setting deskbridge.routes.settings."
                    + setting.group(1);
        }
        int colon = uri.indexOf(':');
        if (OWN.contains(uri)) {
            return "\"" + uri + "\" is without its name; write " + uri + ": and the name behind it";
        }
        if (colon < 1) {
            return "\"" + uri + "\" is no endpoint; write what it is and a colon before it, such as desk:" + uri;
        }
        String scheme = uri.substring(0, colon);
        if (NO_COMPONENT.matcher(camels).find()) {
            return "there is no \"" + scheme + ":\" in this hub" + DslCheck.hint(scheme, components());
        }
        Matcher option = UNKNOWN_OPTION.matcher(camels);
        if (option.find()) {
            return scheme + " has no option \"" + option.group(1) + "\""
                    + DslCheck.hint(option.group(1), options(camel, scheme));
        }
        return camels;
    }

    private static Collection<String> options(CamelContext camel, String scheme) {
        EndpointUriFactory factory = camel.getCamelContextExtension().getEndpointUriFactory(scheme);
        return factory == null ? List.of() : factory.propertyNames();
    }

    /** The hub's own, and all of Camel's that it ships. */
    static Set<String> components() {
        var names = new TreeSet<>(OWN);
        try {
            for (Resource found : new PathMatchingResourcePatternResolver().getResources(COMPONENTS)) {
                names.add(String.valueOf(found.getFilename()));
            }
        } catch (IOException e) {
            return names; // the hint is poorer by some words
        }
        return names;
    }
}
