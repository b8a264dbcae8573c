package io.deskbridge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.mainjob.RunningHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A Facebook page: the first of a thread is a visitor's post, or the page's own, the others are comments. People's apps
 * know two levels, a comment and what answers it, so who answers an answer stands beside it; the hub answers under the very
 * comment, whichever level that is.
 */
final class FacebookPage implements Network {
    private static final String API = "/sandbox/facebook/v25.0/";
    private static final String PAGE = "101";
    private static final int LIMIT = 7600;

    private final RunningHub hub;
    private final Queue<String> posts = new ConcurrentLinkedQueue<>();
    /** Where people's apps put what answers a comment: below the comment on the first level. */
    private final Map<String, String> places = new ConcurrentHashMap<>();

    FacebookPage(RunningHub hub) {
        this.hub = hub;
    }

    @Override
    public String channel() {
        return "acme-facebook";
    }

    @Override
    public String title() {
        return "Facebook";
    }

    @Override
    public boolean takes(Talk talk, Map<String, String> people) {
        return true;
    }

    @Override
    public String person(Talk talk, String author, char letter) {
        return letter + author;
    }

    /** Nobody has a handle here, so a name that somebody typed is words like others. */
    @Override
    public String customersWords(String recorded, Map<String, String> people) {
        return recorded.strip();
    }

    @Override
    public String companysWords(String recorded, Map<String, String> people) {
        return recorded;
    }

    @Override
    public int length(String text) {
        return text.length();
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public String say(String person, String text, String under) {
        return write("person-" + person, text, under);
    }

    @Override
    public String sayUnasked(String text, String under) {
        return write("page-" + PAGE, text, under);
    }

    private String write(String who, String text, String under) {
        String place = places.getOrDefault(under, "");
        String path = place.isEmpty() ? PAGE + "/feed" : place + "/comments";
        String id = hub.call("POST", API + path, "Bearer " + who, Map.of("message", text))
                .path("id")
                .asText();
        if (place.isEmpty()) {
            posts.add(id);
        }
        stands(id, place);
        return id;
    }

    @Override
    public void answered(String id, String under) {
        stands(id, places.getOrDefault(under, ""));
    }

    private void stands(String id, String place) {
        places.put(id, place.isEmpty() || posts.contains(place) ? id : place);
    }

    @Override
    public String mark(String message, String person) {
        return posts.contains(message)
                ? "facebook.com/" + message
                : "comment_id=" + message.substring(message.indexOf('_') + 1);
    }

    @Override
    public List<Published> published() {
        var published = new ArrayList<Published>();
        for (JsonNode post : all(PAGE + "/feed?limit=100&fields=from,message")) {
            add(post, "", published);
        }
        for (String post : posts) {
            for (JsonNode comment :
                    all(post + "/comments?filter=stream&order=chronological&limit=100&fields=from,message,parent")) {
                add(comment, comment.at("/parent/id").asText(post), published);
            }
        }
        return published;
    }

    private static void add(JsonNode item, String under, List<Published> published) {
        if (item.at("/from/id").asText().equals(PAGE)) {
            published.add(new Published(
                    item.path("id").asText(), under, item.path("message").asText()));
        }
    }

    private List<JsonNode> all(String path) {
        var all = new ArrayList<JsonNode>();
        String after = "";
        do {
            JsonNode page = hub.call(
                    "GET", API + path + (after.isEmpty() ? "" : "&after=" + after), "Bearer page-" + PAGE, null);
            page.path("data").forEach(all::add);
            after = page.path("paging").path("next").isMissingNode()
                    ? ""
                    : page.at("/paging/cursors/after").asText("");
        } while (!after.isEmpty());
        return all;
    }
}
