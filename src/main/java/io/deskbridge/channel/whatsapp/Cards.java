package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Contacts from an address book, as text: one paragraph each. */
final class Cards {
    private static final String[][] PARTS = {{"phones", "phone"}, {"emails", "email"}, {"urls", "url"}};

    private Cards() {}

    static String text(JsonNode contacts) {
        var cards = new ArrayList<String>();
        contacts.forEach(contact -> cards.add(card(contact)));
        return String.join("\n\n", cards);
    }

    private static String card(JsonNode contact) {
        var lines = new ArrayList<String>();
        add(lines, name(contact));
        add(lines, contact.path("org").path("company").asText(""));
        for (String[] part : PARTS) {
            contact.path(part[0]).forEach(one -> add(lines, one.path(part[1]).asText("")));
        }
        for (JsonNode address : contact.path("addresses")) {
            add(
                    lines,
                    Stream.of("street", "zip", "city", "state", "country")
                            .map(part -> address.path(part).asText(""))
                            .filter(part -> !part.isBlank())
                            .collect(Collectors.joining(", ")));
        }
        add(lines, contact.path("birthday").asText(""));
        // what a phone shares as a whole says nothing more than these, and says it where they are missing
        return lines.isEmpty()
                ? contact.path("vcard").asText("(an empty contact / ein leerer Kontakt)")
                : String.join("\n", lines);
    }

    private static String name(JsonNode contact) {
        String name = contact.path("name").path("formatted_name").asText("");
        if (!name.isBlank()) {
            return name;
        }
        return contact.path("vcard")
                .asText("")
                .lines()
                .filter(line -> line.startsWith("FN:"))
                .map(line -> line.substring(3).strip())
                .findFirst()
                .orElse("");
    }

    private static void add(List<String> lines, String line) {
        if (!line.isBlank()) {
            lines.add(line.strip());
        }
    }
}
