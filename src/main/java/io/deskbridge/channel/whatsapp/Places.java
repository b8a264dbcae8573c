package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.MessageBuilder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Places that customers send. */
final class Places {
    private Places() {}

    static MessageBuilder fill(MessageBuilder message, JsonNode location) {
        // as written: to read them as numbers could change the last digits
        String point = location.path("latitude").asText("0") + ","
                + location.path("longitude").asText("0");
        String name = Stream.of("name", "address")
                .map(part -> location.path(part).asText(""))
                .filter(part -> !part.isBlank())
                .distinct()
                .collect(Collectors.joining(", "));
        Attachment place = Attachment.of(Attachment.Type.LOCATION, "geo:" + point);
        return message.text(location.path("url").asText(""))
                .attachments(List.of(name.isEmpty() ? place : place.named(name)));
    }
}
