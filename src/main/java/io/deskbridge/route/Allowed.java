package io.deskbridge.route;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What routes may use, so that somebody who may write them does not thereby own the hub's machine. Closed is what runs
 * code, names classes, takes the hub's own objects, reads its environment or its files. What is on none of these lists is
 * closed, too: a new version of Camel opens nothing by itself.
 */
final class Allowed {
    /** Languages without a way to code, classes or files; "jq" has its environment taken away. */
    static final Set<String> LANGUAGES = Set.of(
            "simple", "constant", "header", "exchangeProperty", "variable", "tokenize", "xtokenize", "jq", "jsonpath");

    static final Set<String> DATA_FORMATS = Set.of("jackson", "mimeMultipart", "rss", "base64");

    static final Set<String> STEPS = Set.of(
            "aggregate",
            "choice",
            "circuitBreaker",
            "claimCheck",
            "convertBodyTo",
            "convertHeaderTo",
            "convertVariableTo",
            "delay",
            "doCatch",
            "doFinally",
            "doTry",
            "dynamicRouter",
            "enrich",
            "filter",
            "idempotentConsumer",
            "loadBalance",
            "log",
            "loop",
            "marshal",
            "multicast",
            "pipeline",
            "poll",
            "pollEnrich",
            "recipientList",
            "removeHeader",
            "removeHeaders",
            "removeProperties",
            "removeProperty",
            "removeVariable",
            "resequence",
            "rollback",
            "routingSlip",
            "sample",
            "setBody",
            "setExchangePattern",
            "setHeader",
            "setHeaders",
            "setProperty",
            "setVariable",
            "setVariables",
            "sort",
            "split",
            "step",
            "stop",
            "threads",
            "throttle",
            "throwException",
            "to",
            "toD",
            "transform",
            "unmarshal",
            "validate",
            "wireTap");

    /** Functions of "simple" that tell of the message alone, of the time, or of nothing. */
    static final Set<String> FUNCTIONS = Set.of(
            "body",
            "prettyBody",
            "bodyOneLine",
            "bodyType",
            "originalBody",
            "id",
            "messageTimestamp",
            "exchangeId",
            "exception",
            "threadId",
            "threadName",
            "hostName",
            "camelId",
            "routeId",
            "fromRouteId",
            "routeGroup",
            "stepId",
            "null",
            "in",
            "messageAs",
            "bodyAs",
            "mandatoryBodyAs",
            "headerAs",
            "headers",
            "header",
            "variableAs",
            "variables",
            "variable",
            "exchangeProperty",
            "jq",
            "jsonpath",
            "pretty",
            "date",
            "date-with-timezone",
            "replace",
            "substring",
            "random",
            "skip",
            "collate",
            "join",
            "messageHistory",
            "uuid",
            "hash",
            "empty",
            "iif",
            "list",
            "map",
            "attachments",
            "attachmentContentAsText",
            "attachmentContent",
            "attachmentContentAs",
            "attachmentHeader",
            "attachment");

    private static final String CODE = "it runs code";
    private static final String INSIDE = "it reaches into the hub itself";
    private static final String FILES = "it reads or writes files of the hub's machine";
    private static final String TESTS = "it is made for tests and keeps what it gets";
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("file", FILES),
            Map.entry("validator", FILES),
            Map.entry("xslt", CODE),
            Map.entry("bean", CODE),
            Map.entry("class", CODE),
            Map.entry("method", CODE),
            Map.entry("script", CODE),
            Map.entry("process", CODE),
            Map.entry("spel", CODE),
            Map.entry("csimple", CODE),
            Map.entry("language", CODE),
            Map.entry("type", CODE),
            Map.entry("ref", INSIDE),
            Map.entry("camelContext", INSIDE),
            Map.entry("exchange", INSIDE),
            Map.entry("controlbus", INSIDE),
            Map.entry("spring-event", INSIDE),
            Map.entry("env", "it reads the hub's environment, and so its secrets"),
            Map.entry("sysenv", "it reads the hub's environment, and so its secrets"),
            Map.entry("sys", "it reads the settings of the hub's Java"),
            Map.entry("properties", "it reads the hub's settings, and so its secrets"),
            Map.entry("propertiesExist", "it reads the hub's settings"),
            Map.entry("xpath", "it reads the hub's settings, and so its secrets"),
            Map.entry("activemq6", "it reaches the hub's own broker"),
            Map.entry("jms", "it reaches the hub's own broker"),
            Map.entry("mock", TESTS),
            Map.entry("stub", TESTS),
            Map.entry("browse", TESTS),
            Map.entry("dataset", TESTS),
            Map.entry("dataset-test", TESTS));

    private final RouteSettings settings;

    Allowed(RouteSettings settings) {
        this.settings = settings;
    }

    boolean component(String scheme) {
        return settings.components().contains(scheme) || settings.opens(scheme);
    }

    /** Also what "simple" needs to read a part of the message; a route that names it is refused by its text. */
    boolean languageForCamel(String name) {
        return name.equals("bean") || language(name);
    }

    boolean language(String name) {
        return LANGUAGES.contains(name) || settings.opens(name);
    }

    boolean dataFormat(String name) {
        return DATA_FORMATS.contains(name) || settings.opens(name);
    }

    boolean step(String name) {
        return STEPS.contains(name) || settings.opens(name);
    }

    boolean function(String name) {
        return FUNCTIONS.contains(name) || settings.opens(name);
    }

    /** Whether texts may name the hub's beans and classes, and read files in place of a text. */
    boolean beans() {
        return settings.opensOneOf(List.of("bean", "class"));
    }

    boolean files() {
        return settings.opens("file");
    }

    boolean allSettings() {
        return settings.opens("properties");
    }

    /** Why it is closed, and how somebody who runs the hub opens it. */
    static String refusal(String shown, String word) {
        return shown + " is closed to routes, because "
                + REASONS.getOrDefault(word, "it is not among what is safe for all who write routes") + "; "
                + opening(word);
    }

    static String opening(String word) {
        return "who runs the hub may open it with deskbridge.routes.allow: [" + word + "]";
    }
}
