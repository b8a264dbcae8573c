package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Private messages as the Graph API lists them; of each conversation it shows no more than the newest twenty. */
@Component("sandboxInstagramConversations")
@SandboxPart
class Conversations {
    private static final int SHOWN = 20;

    private final World world;

    Conversations(World world) {
        this.world = world;
    }

    /** The one that moved last comes first. */
    ObjectNode of(Who account, Fields asked) {
        Optional<String> person = Optional.ofNullable(asked.parameters().get("user_id"));
        Map<Who, List<Letter>> all = new LinkedHashMap<>();
        world.letters(letter -> letter.account().equals(account)
                        && person.filter(id -> !id.equals(letter.person().id())).isEmpty())
                .forEach(letter -> all.computeIfAbsent(letter.person(), unused -> new ArrayList<>())
                        .add(letter));
        List<List<Letter>> conversations = all.values().stream()
                .sorted(Comparator.comparing(
                                (List<Letter> letters) -> newest(letters).at())
                        .reversed())
                .toList();
        return Pages.of(conversations, "/me/conversations", asked, letters -> conversation(letters, asked));
    }

    private static Letter newest(List<Letter> letters) {
        return letters.get(letters.size() - 1);
    }

    private static ObjectNode conversation(List<Letter> letters, Fields fields) {
        Letter newest = newest(letters);
        ObjectNode view = Pages.object().put("id", "aWdfZAG06" + newest.person().id());
        if (fields.wants("updated_time")) {
            view.put("updated_time", Pages.time(newest.at()));
        }
        if (fields.wants("participants")) {
            ArrayNode people = view.putObject("participants").putArray("data");
            people.add(Views.from(newest.person()));
            people.add(Views.from(newest.account()));
        }
        if (fields.wants("messages")) {
            ArrayNode data = view.putObject("messages").putArray("data");
            for (int i = letters.size() - 1; i >= 0 && data.size() < SHOWN; i--) {
                data.add(message(letters.get(i)));
            }
        }
        return view;
    }

    private static ObjectNode message(Letter letter) {
        JsonNode message = letter.message();
        ObjectNode view = Pages.object()
                .put("id", letter.id())
                .put("created_time", Pages.time(letter.at()))
                .put("message", message.path("text").asText(""));
        view.set("from", Views.from(letter.from()));
        view.putObject("to").putArray("data").add(Views.from(letter.to()));
        if (message.path("is_unsupported").asBoolean(false)) {
            view.put("is_unsupported", true);
        }
        JsonNode story = message.path("reply_to").path("story");
        if (story.has("url")) {
            ObjectNode answered = view.putObject("story").putObject("reply_to");
            answered.put("link", story.path("url").asText())
                    .put("id", story.path("id").asText());
        }
        message.path("attachments").forEach(attachment -> attach(view, attachment));
        return view;
    }

    private static void attach(ObjectNode view, JsonNode attachment) {
        String url = attachment.path("payload").path("url").asText("");
        switch (attachment.path("type").asText()) {
            case "story_mention" -> view.putObject("story").putObject("mention").put("link", url);
            case "share", "ig_post" ->
                view.withObject("/shares").withArray("data").addObject().put("link", url);
            case "image" -> file(view).putObject("image_data").put("url", url);
            case "video", "ig_reel" -> file(view).putObject("video_data").put("url", url);
            default -> file(view).put("file_url", url);
        }
    }

    private static ObjectNode file(ObjectNode view) {
        return view.withObject("/attachments").withArray("data").addObject();
    }
}
