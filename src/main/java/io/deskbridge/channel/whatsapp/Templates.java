package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The templates that WhatsApp approved for the business account, for an agent who asks. */
final class Templates {
    private static final int MOST_PAGES = 5;
    private static final int MOST_SHOWN = 60;

    private final GraphApi api;
    private final Optional<String> account;

    Templates(GraphApi api, Optional<String> account) {
        this.api = api;
        this.account = account;
    }

    Words list() {
        if (account.isEmpty()) {
            return new Words(
                    "nothing was sent; which templates are approved is not known here, because business-account-id is"
                            + " not configured",
                    "nichts wurde gesendet; welche Vorlagen freigegeben sind, ist hier nicht bekannt, weil"
                            + " business-account-id nicht eingestellt ist");
        }
        List<String> lines;
        try {
            lines = lines(account.get());
        } catch (Failure.Unauthorized e) { // of the list alone: what is sent needs another permission
            return new Words(
                    "nothing was sent; the list of templates needs the permission whatsapp_business_management",
                    "nichts wurde gesendet; die Liste der Vorlagen braucht das Recht whatsapp_business_management");
        }
        String shown = String.join("\n", lines.subList(0, Math.min(MOST_SHOWN, lines.size())));
        String more = lines.size() > MOST_SHOWN ? "\n…" : "";
        return new Words(
                "nothing was sent; approved are:\n" + shown + more,
                "nichts wurde gesendet; freigegeben sind:\n" + shown + more);
    }

    private List<String> lines(String id) {
        var lines = new ArrayList<String>();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("status", "APPROVED");
        query.put("fields", "name,language,status,components");
        query.put("limit", "100");
        Optional<Map<String, String>> next = Optional.of(query);
        for (int page = 0; page < MOST_PAGES && next.isPresent(); page++) {
            JsonNode answer = api.get("/" + id + "/message_templates", next.get());
            for (JsonNode template : answer.path("data")) {
                if (template.path("status").asText("APPROVED").equals("APPROVED")) {
                    lines.add(line(template));
                }
            }
            next = GraphApi.next(answer);
        }
        lines.sort(null);
        return lines;
    }

    private static String line(JsonNode template) {
        String body = "";
        var more = new StringBuilder();
        for (JsonNode component : template.path("components")) {
            String type = component.path("type").asText("").toUpperCase(Locale.ROOT);
            if (type.equals("BODY")) {
                body = component.path("text").asText("").replaceAll("\\s+", " ");
            } else if (type.equals("HEADER")) {
                more.append(header(component));
            } else if (type.equals("BUTTONS")) {
                more.append(buttons(component.path("buttons")));
            }
        }
        return "/template " + template.path("name").asText("") + " "
                + template.path("language").asText("") + more + (body.isEmpty() ? "" : "  (" + body + ")");
    }

    private static String header(JsonNode header) {
        String format = header.path("format").asText("TEXT").toUpperCase(Locale.ROOT);
        if (format.equals("TEXT")) {
            return header.path("text").asText("").contains("{{") ? " header:…" : "";
        }
        return " 📎 " + format.toLowerCase(Locale.ROOT);
    }

    /** Only the address of a button can want a value. */
    private static String buttons(JsonNode buttons) {
        var said = new StringBuilder();
        for (int place = 0; place < buttons.size(); place++) {
            if (buttons.path(place).path("url").asText("").contains("{{")) {
                said.append(" button")
                        .append(place == 0 ? "" : String.valueOf(place + 1))
                        .append(":…");
            }
        }
        return said.toString();
    }
}
