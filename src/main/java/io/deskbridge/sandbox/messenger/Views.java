package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.Fields;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Conversations as the Graph API shows them: only what was asked for, times in seconds, some of it not at all. */
@Component("sandboxMessengerViews")
@SandboxPart
class Views {
    /** So many of the newest messages are shown in full; of older ones Meta shows nothing useful. */
    private static final int SHOWN = 20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);
    private static final Fields CONVERSATION = Fields.of("id,updated_time");
    private static final Fields MESSAGE = Fields.of("id,created_time");

    private final World world;

    Views(World world) {
        this.world = world;
    }

    static ObjectNode profile(Person person) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("first_name", person.firstName())
                .put("last_name", person.lastName())
                .put("id", person.id());
    }

    ObjectNode conversation(Person person, Fields asked) {
        Fields fields = asked.below().isEmpty() ? CONVERSATION : asked;
        List<Said> messages = world.conversation(person);
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", person.thread());
        if (fields.wants("updated_time")) {
            view.put(
                    "updated_time",
                    TIME.format(
                            messages.isEmpty()
                                    ? Instant.EPOCH
                                    : messages.get(messages.size() - 1).at()));
        }
        if (fields.wants("participants")) {
            ArrayNode participants = view.putObject("participants").putArray("data");
            participants.add(who(person, false));
            participants.add(who(person, true));
        }
        if (fields.wants("messages")) {
            Fields below = fields.of("messages", MESSAGE);
            int limit =
                    Math.min(SHOWN, Integer.parseInt(below.parameters().getOrDefault("limit", String.valueOf(SHOWN))));
            ArrayNode data = view.putObject("messages").putArray("data");
            for (int i = messages.size() - 1; i >= 0 && data.size() < limit; i--) {
                data.add(message(messages.get(i), below));
            }
        }
        return view;
    }

    ObjectNode message(Said said, Fields asked) {
        Fields fields = asked.below().isEmpty() ? MESSAGE : asked;
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", said.id());
        if (fields.wants("created_time")) {
            view.put("created_time", TIME.format(said.at()));
        }
        if (fields.wants("from")) {
            view.set("from", who(said.person(), said.fromPage()));
        }
        if (fields.wants("to")) {
            view.putObject("to").putArray("data").add(who(said.person(), !said.fromPage()));
        }
        if (fields.wants("message")) {
            view.put("message", said.text());
        }
        ArrayNode files = JsonNodeFactory.instance.arrayNode();
        for (JsonNode attachment : said.content().path("attachments")) {
            JsonNode payload = attachment.path("payload");
            if (payload.has("sticker_id") && fields.wants("sticker")) {
                view.put("sticker", payload.path("url").asText());
            } else if (!payload.has("sticker_id") && payload.has("url")) {
                files.add(file(attachment));
            }
        }
        if (fields.wants("attachments") && !files.isEmpty()) {
            view.putObject("attachments").set("data", files);
        }
        return view;
    }

    private ObjectNode file(JsonNode attachment) {
        String url = attachment.path("payload").path("url").asText();
        String id = url.substring(url.lastIndexOf('/') + 1);
        Optional<Medium> medium = world.medium(id);
        String type = attachment.path("type").asText();
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("mime_type", medium.map(Medium::mimeType).orElse(type.equals("image") ? "image/jpeg" : ""))
                .put("name", medium.map(Medium::name).orElse(id))
                .put("size", medium.map(kept -> kept.bytes().length).orElse(0));
        switch (type) {
            case "image" -> view.putObject("image_data").put("url", url);
            case "video" -> view.putObject("video_data").put("url", url);
            default -> view.put("file_url", url);
        }
        return view;
    }

    private static ObjectNode who(Person person, boolean page) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", page ? Pages.name(person.page()) : person.fullName())
                .put("id", page ? person.page() : person.id());
    }
}
