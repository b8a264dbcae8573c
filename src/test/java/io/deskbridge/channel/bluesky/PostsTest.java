package io.deskbridge.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.contract.Shared;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostsTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Posts POSTS = new Posts("acme-bluesky", "did:plc:brand", URI.create("https://pds.example"));

    private static JsonNode fixture(String name) throws IOException {
        try (InputStream file = PostsTest.class.getResourceAsStream("fixtures/" + name)) {
            return Json.MAPPER.readTree(Objects.requireNonNull(file, name));
        }
    }

    /** What is compared, in the order of the expectation's fields. */
    private static ObjectNode seen(Message message) {
        ObjectNode seen = Json.MAPPER
                .createObjectNode()
                .put("id", message.id().value())
                .put("revision", message.revision().id())
                .put("kind", message.kind().name())
                .put("thread", message.conversation().thread())
                .put("author", message.author().id())
                .put("handle", message.author().handle())
                .put("name", message.author().name())
                .put("text", message.text())
                .put("sentAt", message.sentAt().toString())
                .put("permalink", message.permalink().map(URI::toString).orElse(null))
                .put("inReplyTo", message.inReplyTo().orElse(null))
                .put("ours", message.ours())
                .put(
                        "restriction",
                        message.restriction().map(words -> words.english()).orElse(null))
                .put("unread", message.unread().orElse(null));
        var attachments = seen.putArray("attachments");
        message.attachments()
                .forEach(attachment -> attachments.add(attachment.type() + " " + attachment.reference() + " "
                        + attachment.description().orElse("")));
        return seen;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mention-with-link-and-image",
                "reply-that-also-mentions",
                "plain-reply",
                "quote-with-media",
                "video-and-card",
                "own-post",
                "handle-invalid",
                "thread-closed",
                "record-missing",
                "uri-missing",
                "author-missing"
            })
    void a_post_is_read_as_expected(String name) throws IOException {
        ObjectNode seen = seen(POSTS.read(fixture(name + ".json"), NOW));
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(
                    Path.of("src/test/java/io/deskbridge/channel/bluesky/fixtures", name + ".expected.json"),
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(seen) + "\n",
                    StandardCharsets.UTF_8);
        }
        assertThat(seen).isEqualTo(fixture(name + ".expected.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "[]", "{}", "\"x\"", "{\"uri\":{}}", "{\"uri\":\"at://did:plc:x/a.b/c\"}"})
    void nonsense_becomes_a_placeholder_that_names_what_was_missing(String json) throws IOException {
        Message message = POSTS.read(Json.MAPPER.readTree(json), NOW);

        assertThat(message.unread()).isPresent();
        assertThat(message.text())
                .contains("could not be read")
                .contains(message.unread().orElseThrow());
        assertThat(POSTS.read(Json.MAPPER.readTree(json), NOW).id()).isEqualTo(message.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'uri':'at://did:web:a%zz/app.bsky.feed.post/3k','cid':'c','record':{'text':'x'}}",
                "{'uri':'at://did:plc:a/app.bsky.feed.post/3k','indexedAt':'-999999999-01-01T00:00:00Z','record':{'text':'x'}}",
                "{'uri':'at://did:plc:a/app.bsky.feed.post/3k','record':{'text':'x','facets':5,'embed':[],'reply':'y'}}",
                "{'uri':'at://did:plc:a/app.bsky.feed.post/3k','record':{'text':'x','facets':[{'features':[{'$type':'app.bsky.richtext.facet#link'}]}]}}",
                "{'author':{'did':'did:x y','handle':'ab','avatar':'http://a b'},'record':{'text':'x'}}"
            })
    void what_strangers_may_have_written_never_throws(String json) throws IOException {
        Message message = POSTS.read(Json.MAPPER.readTree(json.replace('\'', '"')), NOW);

        assertThat(message.sentAt().toEpochMilli()).isPositive();
        assertThat(message.text()).containsAnyOf("x", "could not be read");
    }

    @Test
    void every_shared_sample_is_understood_or_a_placeholder() throws IOException {
        int read = 0;
        for (String folder : List.of("samples/bluesky", "lab/atproto/samples")) {
            try (Stream<Path> files = Files.list(Shared.path(folder))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".json")).toList()) {
                    JsonNode sample = Json.MAPPER.readTree(Files.readAllBytes(file));
                    List<JsonNode> posts = posts(sample);
                    posts.forEach(
                            post -> assertThat(POSTS.read(post, NOW).text()).isNotEmpty());
                    posts.stream()
                            .filter(post -> post.path("uri").asText().contains("/app.bsky.feed.post/"))
                            .forEach(post ->
                                    assertThat(POSTS.read(post, NOW).unread()).isEmpty());
                    read += posts.size();
                }
            }
        }
        assertThat(read).isGreaterThan(8);
    }

    private static List<JsonNode> posts(JsonNode sample) {
        var posts = new ArrayList<JsonNode>();
        sample.path("notifications").forEach(posts::add);
        sample.path("posts").forEach(posts::add);
        sample.findParents("record").stream()
                .filter(node -> node.hasNonNull("author"))
                .forEach(posts::add);
        return posts;
    }

    @Test
    void the_kind_comes_from_the_post_and_not_from_the_reason() throws IOException {
        assertThat(POSTS.read(fixture("reply-that-also-mentions.json"), NOW).kind())
                .isEqualTo(Kind.MENTION);
        assertThat(POSTS.read(fixture("plain-reply.json"), NOW).kind()).isEqualTo(Kind.COMMENT);
    }
}
