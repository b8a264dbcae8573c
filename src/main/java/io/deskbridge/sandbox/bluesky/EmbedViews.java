package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What hangs on a post, as the AppView shows it: files by address, quoted posts with their words. */
@Component
@SandboxPart
class EmbedViews {
    private final Records records;

    EmbedViews(Records records) {
        this.records = records;
    }

    /** The sandbox's own address, as the caller knows it. */
    static String base() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/sandbox/bluesky")
                .toUriString();
    }

    static String blob(String did, JsonNode blob) {
        return base() + "/xrpc/com.atproto.sync.getBlob?did=" + did + "&cid="
                + blob.at("/ref/$link").asText();
    }

    Optional<ObjectNode> of(Stored post, Function<String, ObjectNode> author) {
        return view(post.did(), post.value().path("embed"), author);
    }

    private Optional<ObjectNode> view(String did, JsonNode embed, Function<String, ObjectNode> author) {
        String type = embed.path("$type").asText();
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("$type", type + "#view");
        switch (type) {
            case "app.bsky.embed.images" -> {
                var images = view.putArray("images");
                for (JsonNode image : embed.path("images")) {
                    String address = blob(did, image.path("image"));
                    images.addObject()
                            .put("thumb", address)
                            .put("fullsize", address)
                            .put("alt", image.path("alt").asText());
                }
            }
            case "app.bsky.embed.video" ->
                view.put("cid", embed.at("/video/ref/$link").asText())
                        .put("playlist", blob(did, embed.path("video")))
                        .put("alt", embed.path("alt").asText());
            case "app.bsky.embed.external" -> view.set("external", embed.path("external"));
            case "app.bsky.embed.record" ->
                view.set("record", quoted(embed.at("/record/uri").asText(), author));
            case "app.bsky.embed.recordWithMedia" -> {
                view.putObject("record")
                        .set("record", quoted(embed.at("/record/record/uri").asText(), author));
                view(did, embed.path("media"), author).ifPresent(media -> view.set("media", media));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(view);
    }

    private ObjectNode quoted(String uri, Function<String, ObjectNode> author) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("uri", uri);
        return records.find(uri)
                .map(post -> {
                    view.put("$type", "app.bsky.embed.record#viewRecord").put("cid", post.cid());
                    view.set("author", author.apply(post.did()));
                    view.set("value", post.value());
                    return view.put("indexedAt", post.sortedAt().toString());
                })
                .orElseGet(() ->
                        view.put("$type", "app.bsky.embed.record#viewNotFound").put("notFound", true));
    }
}
