package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Attachment.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * What a private message consists of. Addresses of files and stories end after a while, so the hub fetches them soon.
 *
 * @param text may be empty
 * @param complete whether all of it is here; Instagram does not show everything to programs
 */
record Contents(String text, List<Attachment> files, boolean complete) {
    Contents {
        files = List.copyOf(files);
    }

    /** As the webhook tells it. */
    static Contents pushed(JsonNode message) {
        var files = new ArrayList<Attachment>();
        boolean complete = !message.path("is_unsupported").asBoolean(false);
        for (JsonNode attachment : message.path("attachments")) {
            int before = files.size();
            String type = Wire.text(attachment.path("type"));
            add(files, attachment.path("payload").path("url"), type(type), description(type));
            complete &= files.size() > before && !type.equals("unsupported_type");
        }
        JsonNode story = message.path("reply_to").path("story");
        add(files, story.path("url"), Type.UNKNOWN, "the story that this answers");
        return of(message.path("text"), files, complete);
    }

    /** As the list of conversations has it. */
    static Contents listed(JsonNode message) {
        var files = new ArrayList<Attachment>();
        boolean complete = !message.path("is_unsupported").asBoolean(false);
        for (JsonNode attachment : message.path("attachments").path("data")) {
            int before = files.size();
            add(files, attachment.path("image_data").path("url"), Type.IMAGE, "");
            add(files, attachment.path("video_data").path("url"), Type.VIDEO, "");
            add(files, attachment.path("file_url"), Type.FILE, "");
            complete &= files.size() > before;
        }
        for (JsonNode share : message.path("shares").path("data")) {
            add(files, share.path("link"), Type.UNKNOWN, "shared on Instagram");
        }
        JsonNode story = message.path("story");
        add(files, story.path("mention").path("link"), Type.UNKNOWN, "a story that mentions us");
        add(files, story.path("reply_to").path("link"), Type.UNKNOWN, "the story that this answers");
        return of(message.path("message"), files, complete);
    }

    private static Contents of(JsonNode text, List<Attachment> files, boolean complete) {
        String words = Wire.text(text);
        return new Contents(words, files, complete && (!words.isEmpty() || !files.isEmpty()));
    }

    private static void add(List<Attachment> files, JsonNode url, Type type, String description) {
        Wire.uri(Wire.text(url))
                .map(uri -> Attachment.of(type, uri.toString()))
                .ifPresent(file -> files.add(description.isEmpty() ? file : file.described(description)));
    }

    private static Type type(String type) {
        return switch (type) {
            case "image" -> Type.IMAGE;
            case "video", "reel", "ig_reel" -> Type.VIDEO;
            case "audio" -> Type.AUDIO;
            case "file" -> Type.FILE;
            case "like_heart", "sticker" -> Type.STICKER;
            default -> Type.UNKNOWN;
        };
    }

    private static String description(String type) {
        return switch (type) {
            case "story_mention" -> "a story that mentions us";
            case "share", "ig_post", "ig_reel", "reel" -> "shared on Instagram";
            default -> "";
        };
    }
}
