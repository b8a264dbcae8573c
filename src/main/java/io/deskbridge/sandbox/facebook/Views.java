package io.deskbridge.sandbox.facebook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Objects as the Graph API shows them: only the fields that were asked for, and the id. */
@Component("sandboxFacebookViews")
@SandboxPart
class Views {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);
    private static final Fields DEFAULT = Fields.of("id,message,created_time,from");
    private static final Duration PRIVATE = Duration.ofDays(7);

    private final World world;

    Views(World world) {
        this.world = world;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static ObjectNode who(Who who) {
        return object().put("id", who.id()).put("name", who.name());
    }

    /**
     * @param list the path of the object's own edges, for the addresses of next pages
     */
    ObjectNode node(Node node, Fields asked, String list) {
        if (node.kind() == Node.Kind.RATING) {
            return rating(node, asked, list);
        }
        Fields fields = asked.below().isEmpty() ? DEFAULT : asked;
        ObjectNode view = object().put("id", node.id());
        if (fields.wants("message")) {
            view.put("message", node.message());
        }
        if (fields.wants("from")) {
            view.set("from", who(node.author()));
        }
        if (fields.wants("created_time")) {
            view.put("created_time", time(node.createdAt()));
        }
        if (fields.wants("is_hidden")) {
            view.put("is_hidden", node.hidden());
        }
        if (fields.wants("permalink_url")) {
            view.put("permalink_url", permalink(node));
        }
        if (fields.wants("parent") && node.parent().isPresent()) {
            view.set("parent", parent(node.parent().get(), fields.of("parent", Fields.of("id"))));
        }
        if (fields.wants("attachment") && node.isComment()) {
            picture(node).ifPresent(picture -> view.set("attachment", picture));
        }
        if (fields.wants("attachments") && !node.isComment()) {
            picture(node)
                    .ifPresent(picture ->
                            view.putObject("attachments").putArray("data").add(picture));
        }
        if (fields.wants("message_tags")) {
            tags(node).ifPresent(tags -> view.set("message_tags", tags));
        }
        privateReply(node, fields, view);
        if (fields.wants("comments")) {
            Fields below = fields.of("comments", DEFAULT);
            view.set("comments", comments(node, below, list + "/" + node.id() + "/comments", 0));
        }
        return view;
    }

    private ObjectNode parent(String id, Fields asked) {
        ObjectNode view = object().put("id", id);
        if (asked.wants("from")) {
            world.get(id).ifPresent(parent -> view.set("from", who(parent.author())));
        }
        return view;
    }

    /** Whom a page named in words: {@code @[101]}, as the Graph API writes it, or {@code @Acme}. */
    static boolean names(Node node, Who page) {
        return node.message().contains("@[" + page.id() + "]") || node.message().contains("@" + page.name());
    }

    private static Optional<ArrayNode> tags(Node node) {
        Who acme = World.page("101");
        if (!names(node, acme)) {
            return Optional.empty();
        }
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        tags.add(who(acme).put("type", "page"));
        return Optional.of(tags);
    }

    private void privateReply(Node node, Fields fields, ObjectNode view) {
        List<World.Letter> letters = world.letters(node.id());
        if (fields.wants("can_reply_privately")) {
            view.put(
                    "can_reply_privately",
                    letters.isEmpty()
                            && !node.author().isPage()
                            && node.createdAt().plus(PRIVATE).isAfter(Instant.now()));
        }
        if (fields.wants("private_reply_conversation") && !letters.isEmpty()) {
            ArrayNode data = view.putObject("private_reply_conversation")
                    .put("id", "t_" + node.author().id())
                    .putObject("messages")
                    .putArray("data");
            letters.forEach(letter -> data.add(object().put("id", letter.id())
                    .put("message", letter.text())
                    .put("created_time", time(letter.at()))
                    .set("from", who(letter.from()))));
        }
    }

    private ObjectNode rating(Node node, Fields fields, String list) {
        ObjectNode view = object().put("created_time", time(node.createdAt()))
                .put("review_text", node.message())
                .put("recommendation_type", node.verdict().orElse(""));
        view.set("reviewer", who(node.author()));
        ObjectNode story = view.putObject("open_graph_story").put("id", node.id());
        Fields wanted = fields.of("open_graph_story", DEFAULT);
        if (wanted.wants("comments")) {
            story.set(
                    "comments",
                    comments(node, wanted.of("comments", DEFAULT), list + "/" + node.id() + "/comments", 0));
        }
        return view;
    }

    /** A page of the comments below a post or comment; the parameters stand beside the fields. */
    ObjectNode comments(Node node, Fields asked, String path, int from) {
        boolean stream = asked.parameters().getOrDefault("filter", "toplevel").equals("stream");
        var found = new ArrayList<>(world.all(other -> other.isComment() && isBelow(node, other, stream)));
        if (!asked.parameters().getOrDefault("order", "chronological").equals("reverse_chronological")) {
            Collections.reverse(found);
        }
        return page(found, asked, path, from);
    }

    private boolean isBelow(Node node, Node comment, boolean stream) {
        if (!node.isComment()) {
            return comment.post().equals(node.id())
                    && (stream || comment.parent().isEmpty());
        }
        Optional<String> parent = comment.parent();
        while (stream && parent.isPresent() && !parent.get().equals(node.id())) {
            parent = parent.flatMap(world::get).flatMap(Node::parent);
        }
        return parent.filter(node.id()::equals).isPresent();
    }

    /** A list with the address of its next page, which carries the caller's parameters. */
    ObjectNode page(List<Node> found, Fields asked, String path, int from) {
        int limit = Math.min(100, Integer.parseInt(asked.parameters().getOrDefault("limit", "25")));
        ObjectNode page = object();
        ArrayNode data = page.putArray("data");
        String root = path.replaceFirst("(/sandbox/facebook/v[^/]+)/.*", "$1");
        found.stream().skip(from).limit(limit).forEach(node -> data.add(node(node, asked, root)));
        if (found.size() > from + limit) {
            ServletUriComponentsBuilder next = ServletUriComponentsBuilder.fromCurrentContextPath();
            next.path(path);
            asked.parameters().forEach((name, value) -> next.queryParam(name, "{" + name + "}"));
            String url = next.queryParam("fields", "{fields}")
                    .queryParam("after", from + limit)
                    .queryParam("access_token", "the-token-stands-here")
                    .encode()
                    .buildAndExpand(variables(asked))
                    .toUriString();
            page.putObject("paging").put("next", url).putObject("cursors").put("after", String.valueOf(from + limit));
        }
        return page;
    }

    private static java.util.Map<String, String> variables(Fields asked) {
        var variables = new java.util.LinkedHashMap<>(asked.parameters());
        variables.put("fields", asked.text());
        return variables;
    }

    private Optional<ObjectNode> picture(Node node) {
        return node.picture().map(id -> {
            ObjectNode view = object().put("type", "photo");
            view.putObject("media").putObject("image").put("src", pictureUrl(id));
            return view;
        });
    }

    static String pictureUrl(String id) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + "/sandbox/facebook/media/" + id;
    }

    static String permalink(Node node) {
        return "https://www.facebook.com/" + node.post()
                + (node.isComment()
                        ? "?comment_id=" + node.id().substring(node.id().lastIndexOf('_') + 1)
                        : "");
    }
}
