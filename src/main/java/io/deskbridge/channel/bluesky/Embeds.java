package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Attachment.Type;
import io.deskbridge.http.JsonApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What hangs on a post.
 *
 * @param attachments images and videos
 * @param links a card's address, a quoted post's page
 */
record Embeds(List<Attachment> attachments, List<String> links) {
    /**
     * Reads an embed as its author wrote it, with addresses from the view where there is one.
     *
     * @param did the author, who owns the files
     * @param embed of the record
     * @param view of the same embed; a notification has none
     * @param service that is asked for files where the view has no address for them
     */
    static Embeds read(String did, JsonNode embed, JsonNode view, URI service) {
        var found = new Embeds(new ArrayList<>(), new ArrayList<>());
        found.add(did, embed, view, service);
        return found;
    }

    private void add(String did, JsonNode embed, JsonNode view, URI service) {
        switch (embed.path("$type").asText()) {
            case "app.bsky.embed.images" -> images(did, embed.path("images"), view.path("images"), service);
            case "app.bsky.embed.gallery" -> images(did, embed.path("items"), view.path("items"), service);
            case "app.bsky.embed.video" -> {
                String address = blob(did, embed.path("video"), service);
                // the view's address is a playlist of pieces, which no desk can show
                file(Type.VIDEO, address, embed, embed.path("video"));
            }
            case "app.bsky.embed.external" -> link(embed.at("/external/uri").asText());
            case "app.bsky.embed.record" -> quote(embed.at("/record/uri").asText());
            case "app.bsky.embed.recordWithMedia" -> {
                add(did, embed.path("media"), view.path("media"), service);
                quote(embed.at("/record/record/uri").asText());
            }
            default -> {
                // kinds that come after this was written stand behind the permalink
            }
        }
    }

    private void images(String did, JsonNode images, JsonNode views, URI service) {
        for (int i = 0; i < images.size(); i++) {
            String shown = views.path(i).path("fullsize").asText();
            JsonNode image = images.path(i);
            String address = shown.isBlank() ? blob(did, image.path("image"), service) : shown;
            file(Type.IMAGE, address, image, image.path("image"));
        }
    }

    private void file(Type type, String address, JsonNode described, JsonNode blob) {
        if (address.isBlank()) {
            return;
        }
        Attachment attachment = Attachment.of(type, address);
        String alt = described.path("alt").asText();
        String mimeType = blob.path("mimeType").asText();
        attachment = alt.isBlank() ? attachment : attachment.described(alt);
        attachments.add(mimeType.isBlank() ? attachment : attachment.typed(mimeType));
    }

    private static String blob(String did, JsonNode blob, URI service) {
        String cid = blob.at("/ref/$link").asText();
        return cid.isBlank() ? "" : blob(did, cid, service);
    }

    /** Where a server gives out a file. */
    static String blob(String did, String cid, URI service) {
        return service.toString().replaceAll("/+$", "") + "/xrpc/com.atproto.sync.getBlob?did=" + JsonApi.encode(did)
                + "&cid=" + JsonApi.encode(cid);
    }

    private void link(String address) {
        if (!address.isBlank()) {
            links.add(address);
        }
    }

    /** Feeds and lists can be quoted, too; they have no page that this could know. */
    private void quote(String uri) {
        PostUri.parse(uri)
                .ifPresent(post -> links.add(post.permalink(post.did()).toString()));
    }
}
