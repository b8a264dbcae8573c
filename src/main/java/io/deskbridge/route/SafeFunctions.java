package io.deskbridge.route;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between <code>${</code> and <code>}</code> may read the message and its parts. It may not call what it likes
 * on them: from any Java object a few calls lead to its class, and from there to everything.
 */
final class SafeFunctions {
    private static final Pattern FUNCTION = Pattern.compile("\\$(?:simple)?\\{\\s*([A-Za-z][A-Za-z-]*)?");
    private static final Pattern PART = Pattern.compile("[.]\\s*([A-Za-z_$][A-Za-z0-9_$]*)\\s*(\\()?");
    private static final Pattern TYPE = Pattern.compile(
            "\\b(?:bodyAs|mandatoryBodyAs|messageAs|attachmentContentAs)\\s*\\(\\s*([^)]*)\\)|(?:headerAs|variableAs)\\s*\\([^,)]*,\\s*([^)]*)\\)");
    /** Parts that lead out of the message, however they are written. */
    private static final Set<String> OUT = Set.of(
            "class",
            "declaringclass",
            "classloader",
            "contextclassloader",
            "module",
            "exchange",
            "context",
            "camelcontext",
            "registry",
            "unitofwork",
            "fromendpoint",
            "endpoint",
            "session",
            "store",
            "threads");
    /** Calls of text, lists and maps that read them and do nothing. */
    private static final Set<String> CALLS = Set.of(
            "size",
            "length",
            "isEmpty",
            "isBlank",
            "isPresent",
            "get",
            "getFirst",
            "getLast",
            "orElse",
            "contains",
            "containsKey",
            "startsWith",
            "endsWith",
            "indexOf",
            "substring",
            "replace",
            "trim",
            "strip",
            "toLowerCase",
            "toUpperCase",
            "equals",
            "equalsIgnoreCase",
            "toString",
            "name",
            "charAt",
            "isBefore",
            "isAfter");

    /** Types of plain values. */
    static final Set<String> TYPES = Set.of(
            "String",
            "byte[]",
            "Integer",
            "int",
            "Long",
            "long",
            "Double",
            "double",
            "Boolean",
            "boolean",
            "Map",
            "List",
            "java.lang.String",
            "java.util.Map",
            "java.util.List");

    private SafeFunctions() {}

    /** What in the text is closed to routes, in a sentence; empty when nothing is. */
    static Optional<String> refusal(String text, Allowed allowed) {
        Matcher function = FUNCTION.matcher(text);
        while (function.find()) {
            String inside = inside(text, function.end() - length(function.group(1)));
            String name = length(function.group(1)) == 0 ? "" : function.group(1);
            if (!allowed.function(name) && isCamels(name)) {
                return Optional.of(Allowed.refusal("\"${" + name + "}\"", name));
            }
            if (!allowed.beans()) {
                Optional<String> part = part(inside);
                if (part.isPresent()) {
                    return part;
                }
            }
        }
        return Optional.empty();
    }

    private static int length(@org.jspecify.annotations.Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** Up to the brace that ends it. */
    private static String inside(String text, int begin) {
        int depth = 1;
        for (int at = begin; at < text.length(); at++) {
            char here = text.charAt(at);
            depth += here == '{' ? 1 : here == '}' ? -1 : 0;
            if (depth == 0) {
                return text.substring(begin, at);
            }
        }
        return text.substring(begin);
    }

    /** A word that Camel does not know is no danger, and told with the nearest one elsewhere. */
    private static boolean isCamels(String name) {
        return CamelFunctions.NAMES.contains(name);
    }

    private static Optional<String> part(String inside) {
        Matcher part = PART.matcher(inside);
        while (part.find()) {
            String name = part.group(1);
            String plain = name.toLowerCase(java.util.Locale.ROOT).replaceFirst("^get", "");
            if (OUT.contains(plain) || part.group(2) != null && !CALLS.contains(name)) {
                return Optional.of("\"." + name + (part.group(2) == null ? "" : "()") + "\" in ${" + inside
                        + "} is closed to routes, because it leads out of the message and may run code; "
                        + Allowed.opening("bean"));
            }
        }
        Matcher type = TYPE.matcher(inside);
        while (type.find()) {
            String name = (type.group(1) == null ? type.group(2) : type.group(1)).strip();
            if (!TYPES.contains(name)) {
                return Optional.of("\"" + name + "\" in ${" + inside + "} is closed to routes; a type is one of String,"
                        + " Integer, Long, Double, Boolean, Map, List. Who runs the hub may open it with"
                        + " deskbridge.routes.allow: [class]");
            }
        }
        return Optional.empty();
    }
}
