package io.deskbridge.route;

import io.deskbridge.core.Secret;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.component.properties.PropertiesParser;
import org.jspecify.annotations.Nullable;

/**
 * Puts in <code>{{name}}</code> what {@code deskbridge.routes.settings} says. Camel's own way knows the whole configuration
 * and the environment, and with them every secret of the hub.
 */
final class RoutePlaceholders implements PropertiesParser {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\??)([^{}:]+?)\\s*(?::([^{}]*))?}}");
    /** Words before a colon that read elsewhere; they have no default. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("env|sys|service|bean|[a-z.-]*vault[a-z.-]*|[a-z]+map|secret");

    private final Map<String, Secret> settings;

    RoutePlaceholders(Map<String, Secret> settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException naming a setting that is not there, in the words of Camel */
    @Override
    public String parseUri(
            String text, PropertiesLookup lookup, boolean fallback, boolean keepUnresolvedOptional, boolean nested) {
        Matcher found = PLACEHOLDER.matcher(text);
        var whole = new StringBuilder();
        while (found.find()) {
            @Nullable String value = value(found.group(2), found.group(3));
            if (value == null && found.group(1).isEmpty()) {
                String key = found.group(2) + (found.group(3) == null ? "" : ":" + found.group(3));
                throw new IllegalArgumentException("Property with key [" + key + "] not found");
            }
            found.appendReplacement(whole, Matcher.quoteReplacement(value == null ? "" : value));
        }
        return found.appendTail(whole).toString();
    }

    private @Nullable String value(String key, @Nullable String otherwise) {
        Secret setting = settings.get(key);
        if (setting != null) {
            return setting.reveal();
        }
        return ELSEWHERE.matcher(key).matches() ? null : otherwise;
    }

    @Override
    public String parseProperty(String key, String value, PropertiesLookup lookup) {
        return value;
    }
}
