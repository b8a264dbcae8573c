package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Plays customers and agents through the vendors' own APIs, as a script would. */
final class People {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningHub hub;

    People(RunningHub hub) {
        this.hub = hub;
    }

    /** Posts on X and returns the post's id. */
    String postOnX(String customer, String text) {
        return hub.call("POST", "/sandbox/x/2/tweets", "Bearer customer-" + customer, Map.of("text", text))
                .at("/data/id")
                .asText();
    }

    String replyOnX(String customer, String text, String to) {
        Map<String, Object> body = Map.of("text", text, "reply", Map.of("in_reply_to_tweet_id", to));
        return hub.call("POST", "/sandbox/x/2/tweets", "Bearer customer-" + customer, body)
                .at("/data/id")
                .asText();
    }

    void directOnX(String customer, String text) {
        String acme = hub.call("GET", "/sandbox/x/2/users/by/username/acme", "Bearer app-acme", null)
                .at("/data/id")
                .asText();
        hub.call(
                "POST",
                "/sandbox/x/2/dm_conversations/with/" + acme + "/messages",
                "Bearer customer-" + customer,
                Map.of("text", text));
    }

    List<String> directTextsOnX(String customer) {
        return texts(hub.call("GET", "/sandbox/x/dms?user=" + customer, "", null), "text");
    }

    /** What @acme wrote under a post, oldest first. */
    List<String> acmesRepliesOnX(String post) {
        return acmesPostsOnX().stream()
                .filter(reply -> parent(reply).equals(post))
                .map(reply -> reply.path("text").asText())
                .toList();
    }

    /** All that @acme wrote on X, oldest first. */
    List<JsonNode> acmesPostsOnX() {
        String acme = hub.call("GET", "/sandbox/x/2/users/by/username/acme", "Bearer app-acme", null)
                .at("/data/id")
                .asText();
        var posts = new ArrayList<JsonNode>();
        String token = "";
        do {
            JsonNode page = hub.call(
                    "GET",
                    "/sandbox/x/2/users/" + acme + "/tweets?max_results=100&tweet.fields=referenced_tweets"
                            + (token.isEmpty() ? "" : "&pagination_token=" + token),
                    "Bearer app-acme",
                    null);
            page.path("data").forEach(post -> posts.add(0, post));
            token = page.at("/meta/next_token").asText("");
        } while (!token.isEmpty());
        return posts;
    }

    static String parent(JsonNode post) {
        return StreamSupport.stream(post.path("referenced_tweets").spliterator(), false)
                .filter(reference -> reference.path("type").asText().equals("replied_to"))
                .map(reference -> reference.path("id").asText())
                .findFirst()
                .orElse("");
    }

    /** The Zendesk tickets of a conversation, oldest first. */
    List<JsonNode> tickets(String externalId) {
        JsonNode answer = hub.call(
                "GET",
                "/sandbox/zendesk/api/v2/tickets.json?external_id="
                        + java.net.URLEncoder.encode(externalId, StandardCharsets.UTF_8),
                basic("agent-mia@sandbox.example/token:x"),
                null);
        var tickets = new ArrayList<JsonNode>();
        answer.path("tickets").forEach(tickets::add);
        return tickets;
    }

    Optional<String> ticketOf(String externalId) {
        List<JsonNode> tickets = tickets(externalId);
        return tickets.isEmpty()
                ? Optional.empty()
                : Optional.of(tickets.get(0).path("id").asText());
    }

    /** The first Zendesk ticket of a conversation, as soon as there is one. */
    String awaitTicket(String channel, String thread) {
        String externalId = "deskbridge:" + channel + ":" + thread;
        await().atMost(SOON).until(() -> ticketOf(externalId).isPresent());
        return ticketOf(externalId).orElseThrow();
    }

    /** The one note of a ticket that begins so, as soon as it stands there; it must be internal. */
    String awaitNote(String ticket, String begins) {
        await().atMost(SOON).untilAsserted(() -> assertThat(comments(ticket))
                .filteredOn(comment -> comment.path("body").asText().startsWith(begins))
                .singleElement()
                .satisfies(note -> assertThat(note.path("public").asBoolean()).isFalse()));
        return bodies(ticket).stream()
                .filter(body -> body.startsWith(begins))
                .findFirst()
                .orElseThrow();
    }

    /** What acme said to a person in a private chat of a network that the sandbox plays, oldest first. */
    List<String> acmesAnswers(String network, String person) {
        var answers = new ArrayList<String>();
        for (JsonNode one : hub.call("GET", "/sandbox/" + network + "/people/" + person + "/chat", "", null)) {
            if (one.path("from").asText().equals("acme")) {
                answers.add(one.path("text").asText());
            }
        }
        return answers;
    }

    /** What the hub's API tells of a conversation. */
    JsonNode story(String channel, String thread) {
        return hub.call("GET", "/api/conversations/" + channel + "?thread=" + thread, "", null);
    }

    /** The comments of a ticket, oldest first. */
    List<JsonNode> comments(String ticket) {
        var comments = new ArrayList<JsonNode>();
        String path = "/sandbox/zendesk/api/v2/tickets/" + ticket + "/comments.json?page[size]=100";
        boolean more = true;
        String after = "";
        while (more) {
            JsonNode page = hub.call(
                    "GET",
                    (path + (after.isEmpty() ? "" : "&page[after]=" + after))
                            .replace("[", "%5B")
                            .replace("]", "%5D"),
                    basic("agent-mia@sandbox.example/token:x"),
                    null);
            page.path("comments").forEach(comments::add);
            more = page.at("/meta/has_more").asBoolean(false);
            after = page.at("/meta/after_cursor").asText("");
        }
        return comments;
    }

    List<String> bodies(String ticket) {
        return comments(ticket).stream()
                .map(comment ->
                        comment.path("plain_body").asText(comment.path("body").asText()))
                .toList();
    }

    void comment(String ticket, String text, boolean isPublic) {
        hub.call(
                "PUT",
                "/sandbox/zendesk/api/v2/tickets/" + ticket + ".json",
                basic("agent-mia@sandbox.example/token:x"),
                Map.of("ticket", Map.of("comment", Map.of("body", text, "public", isPublic))));
    }

    static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }
}
