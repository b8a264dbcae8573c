package io.deskbridge.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.deskbridge.sandbox.meta.GraphProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The templates that are approved here. */
final class TemplateBook {
    private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)}}");

    static final List<Template> ALL = List.of(
            new Template("order_update", "en", "Your order {{1}} is on its way."),
            new Template("order_update", "de", "Ihre Bestellung {{1}} ist unterwegs."),
            new Template("follow_up", "en", "Hello {{1}}, we have news about {{2}}. Please write to us."),
            new Template("follow_up", "de", "Hallo {{1}}, es gibt Neues zu {{2}}. Bitte schreiben Sie uns."),
            new Template("hello_world", "en_US", "Welcome and congratulations!"),
            new Template(
                    "parcel_here", "en", "Parcel {{1}} lies there for you.", "IMAGE", "https://acme.example/{{1}}"),
            new Template("parcel_here", "de", "Paket {{1}} liegt bereit.", "IMAGE", "https://acme.example/{{1}}"));

    private TemplateBook() {}

    /**
     * @param header the kind of file above the words; empty for none
     * @param url of its one button; empty for none
     */
    record Template(String name, String language, String body, String header, String url) {
        Template(String name, String language, String body) {
            this(name, language, body, "", "");
        }

        int values() {
            return (int) VALUE.matcher(body).results().count();
        }
    }

    /**
     * The template that a message asks for.
     *
     * @throws GraphProblem when it is not there, or wants other values
     */
    static Template asked(JsonNode template) {
        String name = template.path("name").asText();
        String language = template.path("language").path("code").asText();
        Template found = find(name, language)
                .orElseThrow(() -> Problems.of(
                        132001,
                        "Template name does not exist in the translation",
                        "template name (" + name + ") does not exist in " + language));
        check(found, template);
        int given = values(template).size();
        if (given != found.values()) {
            throw Problems.of(
                    132000,
                    "Number of parameters does not match the expected number of params",
                    "body: number of localizable_params (" + given + ") does not match the expected number of params ("
                            + found.values() + ")");
        }
        return found;
    }

    private static void check(Template found, JsonNode template) {
        JsonNode header = parameters(template, "header").path(0);
        String given = header.path("type").asText("").toUpperCase(Locale.ROOT);
        if (!given.equals(found.header())
                || !given.isEmpty()
                        && header.path(header.path("type").asText())
                                .path("id")
                                .asText("")
                                .isEmpty()) {
            throw Problems.of(
                    132012,
                    "Parameter format does not match format in the created template",
                    "header: Format mismatch, expected " + (found.header().isEmpty() ? "UNKNOWN" : found.header())
                            + ", received " + (given.isEmpty() ? "UNKNOWN" : given));
        }
        if (parameters(template, "button").isEmpty() == found.url().contains("{{")) {
            throw Problems.of(
                    131008,
                    "Required parameter is missing",
                    "buttons: Button at index 0 of type Url requires a parameter");
        }
    }

    private static JsonNode parameters(JsonNode template, String type) {
        for (JsonNode component : template.path("components")) {
            if (component.path("type").asText().equals(type)) {
                return component.path("parameters");
            }
        }
        return MissingNode.getInstance();
    }

    /** The text with its values. */
    static String words(JsonNode template) {
        List<String> values = values(template);
        String body = find(
                        template.path("name").asText(),
                        template.path("language").path("code").asText())
                .map(Template::body)
                .orElse("");
        Matcher matcher = VALUE.matcher(body);
        var words = new StringBuilder();
        for (int i = 0; matcher.find(); i++) {
            matcher.appendReplacement(words, Matcher.quoteReplacement(i < values.size() ? values.get(i) : ""));
        }
        return matcher.appendTail(words).toString();
    }

    private static Optional<Template> find(String name, String language) {
        return ALL.stream()
                .filter(one -> one.name().equals(name) && one.language().equals(language))
                .findFirst();
    }

    private static List<String> values(JsonNode template) {
        var values = new ArrayList<String>();
        parameters(template, "body").forEach(one -> values.add(one.path("text").asText()));
        return values;
    }
}
