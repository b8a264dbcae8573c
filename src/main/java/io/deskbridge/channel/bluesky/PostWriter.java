package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Publishes replies. The record key and the time in the record follow from the reply's key, so sending it again writes the
 * same record to the same place, which {@code putRecord} takes as nothing new; {@code createRecord} would fail with a bare
 * 500.
 */
final class PostWriter {
    static final int MAX_IMAGES = 4;
    static final long MAX_IMAGE_BYTES = 1_000_000;
    static final Set<String> IMAGE_TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final BlueskySettings settings;
    private final Xrpc xrpc;

    PostWriter(BlueskySettings settings, Xrpc xrpc) {
        this.settings = settings;
        this.xrpc = xrpc;
    }

    Sent send(Reply reply, SendKey key) {
        JsonNode parent = parent(reply.inReplyTo());
        // a NUL would never reach the readers: the network's database refuses it after the fact
        String text = reply.text().replace("\0", "");
        var record = new LinkedHashMap<String, Object>();
        record.put("$type", PostUri.COLLECTION);
        record.put("text", text);
        record.put("createdAt", writtenAt(key).toString());
        record.put("reply", Map.of("root", root(parent), "parent", reference(parent)));
        List<Map<String, Object>> facets = Facets.of(text, this::did);
        if (!facets.isEmpty()) {
            record.put("facets", facets);
        }
        if (!settings.languages().isEmpty()) {
            record.put("langs", settings.languages());
        }
        if (!reply.attachments().isEmpty()) {
            record.put("embed", Map.of("$type", "app.bsky.embed.images", "images", images(reply)));
        }
        var own = new PostUri(xrpc.session().did(), Tid.of(key));
        JsonNode answer = xrpc.procedure(
                "com.atproto.repo.putRecord",
                Map.of("repo", own.did(), "collection", PostUri.COLLECTION, "rkey", own.rkey(), "record", record));
        if (!answer.path("uri").asText().equals(own.toString())) {
            throw new Failure.Uncertain("putRecord answered without the address of the post it wrote");
        }
        return sent(own, key);
    }

    /**
     * Asks our own server, which kept the record or did not.
     *
     * @return empty when no record stands under the reply's key
     */
    Optional<Sent> find(SendKey key) {
        var own = new PostUri(xrpc.session().did(), Tid.of(key));
        return xrpc.find(
                        "com.atproto.repo.getRecord",
                        Map.of("repo", own.did(), "collection", PostUri.COLLECTION, "rkey", own.rkey()),
                        Set.of("RecordNotFound"))
                .map(record -> sent(own, key));
    }

    /** A record that is not there is no error. Other servers might keep a copy; none that is well-behaved shows it. */
    void delete(String sentId) {
        PostUri own = PostUri.parse(sentId)
                .filter(uri -> uri.did().equals(xrpc.session().did()))
                .orElseThrow(() -> new Failure.Rejected(new Words(
                        "it is no post of this account, so it stays as it is",
                        "es ist kein Beitrag dieses Kontos und bleibt, wie es ist")));
        xrpc.exchange(api -> api.write(
                        "POST",
                        "/xrpc/com.atproto.repo.deleteRecord",
                        Map.of("repo", own.did(), "collection", PostUri.COLLECTION, "rkey", own.rkey()))
                .having(HttpCall.Effect.REPEATABLE_WRITE));
    }

    private Sent sent(PostUri own, SendKey key) {
        return new Sent(own.toString(), Optional.of(own.permalink(xrpc.session().handle())), writtenAt(key));
    }

    /** The posts of a thread are read in the order of their times. */
    private static Instant writtenAt(SendKey key) {
        return key.reservedAt().plusMillis(key.part());
    }

    /** The post that is answered, as it stands now: the server would take a reply to a deleted one, and nobody would see it. */
    private JsonNode parent(Message message) {
        String uri = message.id().value();
        Optional<PostUri> own = PostUri.parse(uri)
                .filter(post -> post.did().equals(xrpc.session().did()));
        if (own.isPresent()) {
            return own(own.get());
        }
        JsonNode found = PostUri.parse(uri).isEmpty()
                ? null
                : new PostViews(xrpc).of(List.of(uri)).get(uri);
        if (found == null) {
            throw new Failure.Rejected(new Words(
                    "The post was deleted, or is hidden from this account, so it cannot be answered",
                    "Der Beitrag wurde gelöscht oder ist für dieses Konto verborgen und kann deshalb nicht beantwortet"
                            + " werden"));
        }
        Posts posts = new Posts(
                message.id().channel(), xrpc.session().did(), xrpc.session().endpoint());
        posts.read(found, message.sentAt()).restriction().ifPresent(words -> {
            throw new Failure.Rejected(words);
        });
        return found;
    }

    /** Our own post from our own server: the network's view may take a while to show what was just written. */
    private JsonNode own(PostUri post) {
        JsonNode kept = xrpc.find(
                        "com.atproto.repo.getRecord",
                        Map.of("repo", post.did(), "collection", PostUri.COLLECTION, "rkey", post.rkey()),
                        Set.of("RecordNotFound"))
                .orElseThrow(() -> new Failure.Rejected(new Words(
                        "Our post before it was deleted, so it cannot be continued",
                        "Unser Beitrag davor wurde gelöscht, deshalb geht es dort nicht weiter")));
        return Json.MAPPER
                .createObjectNode()
                .put("uri", post.toString())
                .put("cid", kept.path("cid").asText())
                .set("record", kept.path("value"));
    }

    private static Map<String, String> reference(JsonNode post) {
        return Map.of("uri", post.path("uri").asText(), "cid", post.path("cid").asText());
    }

    private static Map<String, String> root(JsonNode parent) {
        JsonNode root = parent.at("/record/reply/root");
        return root.path("cid").asText().isBlank() ? reference(parent) : reference(root);
    }

    private List<Map<String, Object>> images(Reply reply) {
        var images = new ArrayList<Map<String, Object>>();
        for (Attachment attachment : reply.attachments()) {
            Media media = reply.media().fetch(attachment, MAX_IMAGE_BYTES);
            if (!IMAGE_TYPES.contains(media.mimeType()) || images.size() == MAX_IMAGES) {
                throw new Failure.Rejected(new Words(
                        "Bluesky takes up to " + MAX_IMAGES + " images and no other files; " + media.name() + " is "
                                + media.mimeType(),
                        "Bluesky nimmt bis zu " + MAX_IMAGES + " Bilder und keine anderen Dateien; " + media.name()
                                + " ist " + media.mimeType()));
            }
            JsonNode blob = xrpc.upload(media.mimeType(), media.bytes()).path("blob");
            images.add(Map.of("alt", attachment.description().orElse(""), "image", blob));
        }
        return images;
    }

    private Optional<String> did(String handle) {
        try {
            return Optional.of(xrpc.query("com.atproto.identity.resolveHandle", Map.of("handle", handle))
                            .path("did")
                            .asText())
                    .filter(did -> did.startsWith("did:"));
        } catch (Failure.Rejected nobody) {
            return Optional.empty();
        }
    }
}
