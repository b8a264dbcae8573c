package io.deskbridge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.twitter.twittertext.TwitterTextParser;
import io.deskbridge.mainjob.RunningHub;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jsoup.parser.Parser;

/** X: the network the recorded tweets come from, so it takes them all. A program's answer may have 280 characters. */
final class XPosts implements Network {
    private static final String API = "/sandbox/x/2/";

    private final RunningHub hub;
    private final Names names;

    XPosts(RunningHub hub, Collection<String> companies) {
        this.hub = hub;
        names = new Names(companies, "acme", "");
    }

    @Override
    public String channel() {
        return "acme-x";
    }

    @Override
    public String title() {
        return "X";
    }

    @Override
    public boolean takes(Talk talk, Map<String, String> people) {
        return true;
    }

    @Override
    public String person(Talk talk, String author, char letter) {
        return letter + author;
    }

    @Override
    public String customersWords(String recorded, Map<String, String> people) {
        return names.naming(recorded, people);
    }

    @Override
    public String companysWords(String recorded, Map<String, String> people) {
        return names.people(recorded, people);
    }

    @Override
    public int length(String text) {
        return TwitterTextParser.parseTweet(text).weightedLength;
    }

    @Override
    public int limit() {
        return 280;
    }

    @Override
    public String say(String person, String text, String under) {
        return post("customer-" + person, text, under);
    }

    @Override
    public String sayUnasked(String text, String under) {
        return post("brand-acme", text, under);
    }

    private String post(String who, String text, String under) {
        Map<String, Object> body = under.isEmpty()
                ? Map.of("text", text)
                : Map.of("text", text, "reply", Map.of("in_reply_to_tweet_id", under));
        return hub.call("POST", API + "tweets", "Bearer " + who, body)
                .at("/data/id")
                .asText();
    }

    @Override
    public String mark(String message, String person) {
        return "/status/" + message;
    }

    /**
     * X escapes markup in what it shows, puts links of its own in place of every link, a bare domain's included, and
     * names in front whom a post answers; spaces beside links are not compared.
     */
    @Override
    public String plain(String text) {
        return Parser.unescapeEntities(text, false)
                .replaceAll("(https?://)?[\\w-]+(\\.[\\w-]+)+(/\\S*[\\w/])?/?", "(link)")
                .replaceAll("[\\s\\u00A0]+", " ")
                .strip();
    }

    @Override
    public List<Published> published() {
        String acme = hub.call("GET", API + "users/by/username/acme", "Bearer app-acme", null)
                .at("/data/id")
                .asText();
        var published = new ArrayList<Published>();
        String token = "";
        do {
            JsonNode page = hub.call(
                    "GET",
                    API + "users/" + acme + "/tweets?max_results=100&tweet.fields=referenced_tweets"
                            + (token.isEmpty() ? "" : "&pagination_token=" + token),
                    "Bearer app-acme",
                    null);
            page.path("data").forEach(post -> published.add(0, read(post)));
            token = page.at("/meta/next_token").asText("");
        } while (!token.isEmpty());
        return published;
    }

    private static Published read(JsonNode post) {
        String under = "";
        for (JsonNode reference : post.path("referenced_tweets")) {
            under = reference.path("type").asText().equals("replied_to")
                    ? reference.path("id").asText()
                    : under;
        }
        return new Published(post.path("id").asText(), under, post.path("text").asText());
    }

    @Override
    public String secrets() {
        return hub.call("GET", "/sandbox/x/dms?user=acme", "", null).toString();
    }
}
