package io.deskbridge.channel.whatsapp;

import io.deskbridge.core.CommandLine;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /template order_update de 4711}: an approved template, by its name and language, with its values in the
 * template's order, or as {@code name=value} where the template names them. Words that begin with {@code header:} or
 * {@code button:} belong there. Alone it asks which ones are approved.
 *
 * @param values of the template's body
 * @param header the value in the header's text; a picture or file in the header is what hangs on the comment
 * @param buttons what ends the addresses of buttons, by their place, from 0
 */
record TemplateLine(
        String name,
        String language,
        List<String> values,
        Optional<String> header,
        SortedMap<Integer, String> buttons) {
    static final Words USAGE = new Words(
            "after that only a template that WhatsApp approved is taken: write a new public comment whose first line"
                    + " names the template, its language and its values, such as /template order_update de 4711 (a"
                    + " value of several words stands in quotes; /template alone lists the approved ones)",
            "danach nimmt es nur eine von WhatsApp freigegebene Vorlage: schreiben Sie einen neuen öffentlichen"
                    + " Kommentar, dessen erste Zeile die Vorlage, ihre Sprache und ihre Werte nennt, etwa /template"
                    + " order_update de 4711 (ein Wert aus mehreren Wörtern steht in Anführungszeichen; /template allein"
                    + " zählt die freigegebenen auf)");

    static final ReplyCommand COMMAND =
            new ReplyCommand("template", USAGE, true, TemplateLine::mistake).with(OutgoingFile.HEADER);

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}([_-][A-Za-z]{2,4})?");
    private static final Pattern NAMED = Pattern.compile("([a-z][a-z0-9_]*)=(.*)", Pattern.DOTALL);

    private static final String HEADER = "header:";
    /** {@code button:4711} is of the first one, {@code button2:4711} of the second. */
    private static final Pattern BUTTON = Pattern.compile("button([1-9]|10)?:(.+)", Pattern.DOTALL);

    /** Empty when the text does not ask for a template; without name and language it asks for the list. */
    static Optional<TemplateLine> of(String text) {
        return CommandLine.of(text)
                .filter(line -> line.word().equals(COMMAND.word()))
                .map(line -> line.arguments().size() < 2
                        ? new TemplateLine("", "", List.of(), Optional.empty(), new TreeMap<>())
                        : of(line.arguments()));
    }

    private static TemplateLine of(List<String> said) {
        var values = new ArrayList<String>();
        Optional<String> header = Optional.empty();
        var buttons = new TreeMap<Integer, String>();
        for (String word : said.subList(2, said.size())) {
            Matcher button = BUTTON.matcher(word);
            if (button.matches()) {
                int place = button.group(1) == null ? 1 : Integer.parseInt(button.group(1));
                buttons.put(place - 1, button.group(2));
            } else if (word.startsWith(HEADER) && word.length() > HEADER.length()) {
                header = Optional.of(word.substring(HEADER.length()));
            } else {
                values.add(word);
            }
        }
        return new TemplateLine(said.get(0), said.get(1).replace('-', '_'), List.copyOf(values), header, buttons);
    }

    boolean asksForList() {
        return name.isEmpty();
    }

    private static Optional<Words> mistake(CommandLine line) {
        List<String> said = line.arguments();
        if (!line.rest().isEmpty()) {
            return Optional.of(new Words(
                    "a template goes alone, and there is text below its line; take that away",
                    "eine Vorlage geht allein, und unter ihrer Zeile steht noch Text; bitte entfernen"));
        }
        if (said.isEmpty()) {
            return Optional.empty();
        }
        if (!NAME.matcher(said.get(0)).matches()) {
            return Optional.of(new Words(
                    "\"" + said.get(0) + "\" is no template's name, which has small letters, digits and _ only",
                    "„" + said.get(0) + "“ ist kein Name einer Vorlage; der hat nur Kleinbuchstaben, Ziffern und _"));
        }
        if (said.size() < 2 || !LANGUAGE.matcher(said.get(1)).matches()) {
            return Optional.of(new Words(
                    "the template's language is missing after its name, as in /template " + said.get(0) + " de",
                    "nach dem Namen der Vorlage fehlt ihre Sprache, etwa /template " + said.get(0) + " de"));
        }
        return Optional.empty();
    }

    /**
     * As the API wants it.
     *
     * @param file what stands in the header, as a parameter of it
     */
    Map<String, Object> wire(Optional<Map<String, Object>> file) {
        var template = new LinkedHashMap<String, Object>();
        template.put("name", name);
        template.put("language", Map.of("policy", "deterministic", "code", language));
        var components = new ArrayList<Map<String, Object>>();
        file.or(() -> header.map(TemplateLine::text))
                .ifPresent(parameter -> components.add(Map.of("type", "header", "parameters", List.of(parameter))));
        if (!values.isEmpty()) {
            components.add(Map.of("type", "body", "parameters", parameters()));
        }
        buttons.forEach((place, end) -> components.add(Map.of(
                "type",
                "button",
                "sub_type",
                "url",
                "index",
                String.valueOf(place),
                "parameters",
                List.of(Map.of("type", "text", "text", end)))));
        if (!components.isEmpty()) {
            template.put("components", components);
        }
        return template;
    }

    private static Map<String, Object> text(String value) {
        return Map.copyOf(NAMED.matcher(value).matches() ? named(value) : Map.of("type", "text", "text", value));
    }

    private List<Map<String, String>> parameters() {
        boolean named = values.stream().allMatch(value -> NAMED.matcher(value).matches());
        return values.stream()
                .map(value -> named ? named(value) : Map.of("type", "text", "text", value))
                .toList();
    }

    private static Map<String, String> named(String value) {
        int equals = value.indexOf('=');
        return Map.of(
                "type", "text", "parameter_name", value.substring(0, equals), "text", value.substring(equals + 1));
    }
}
