package io.deskbridge.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import io.deskbridge.http.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How far a poll reads where much stands, in calls; the page 101 at a Graph API of a few lines. */
class FacebookReachTest {
    private static final Pattern AFTER = Pattern.compile("after=(\\d+)");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    /** The comments of each post, both newest first. */
    private final Map<String, List<ObjectNode>> posts = new LinkedHashMap<>();

    private final List<HttpCall> calls = new ArrayList<>();

    private Source<Message> source(String name, String posts) {
        var channel = new FacebookChannel(
                FacebookFixture.settings(URI.create("https://graph.example"), Map.of("posts", posts)),
                new AccountContext("acme-facebook", this::answer, new MemoryTokens(), clock),
                FacebookFixture.FETCH,
                Duration.ofSeconds(1));
        return channel.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody's comment as the newest one of the post. */
    private ObjectNode comment(String post, String id, String author, Instant at) {
        ObjectNode comment = Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("message", "words of " + id)
                .put("created_time", time(at));
        comment.putObject("from").put("id", author).put("name", "Somebody");
        posts.computeIfAbsent(post, unused -> new ArrayList<>()).add(0, comment);
        return comment;
    }

    private static void namesUs(ObjectNode comment) {
        comment.putArray("message_tags").addObject().put("id", "101").put("name", "Acme");
    }

    /** Sixty comments that concern nobody here, one in five minutes up to five minutes ago. */
    private void strangersTalk(String post) {
        for (int i = 60; i > 0; i--) {
            comment(post, "9_" + (1000 - i), "700", clock.instant().minus(Duration.ofMinutes(5L * i)));
        }
    }

    @Test
    void a_comment_that_names_the_page_is_found_below_more_than_one_page_of_others() {
        Instant before = clock.instant().minus(Duration.ofHours(6));
        namesUs(comment("700_9", "9_1", "701", before));
        strangersTalk("700_9");

        assertThat(ids(source("mentions", "25").poll(Cursor.START))).containsExactly("9_1", "700_9");
    }

    @Test
    void others_comments_elsewhere_are_looked_at_once_and_not_at_every_poll() {
        strangersTalk("700_9");
        Source<Message> mentions = source("mentions", "25");
        Batch<Message> first = mentions.poll(Cursor.START);
        assertThat(calls).hasSize(3);

        Batch<Message> second = mentions.poll(first.next());
        assertThat(calls).hasSize(4);
        assertThat(second).isEqualTo(Batch.nothing(first.next()));

        for (int i = 0; i < 30; i++) {
            comment("700_9", "9_20" + (10 + i), "700", clock.instant());
        }
        assertThat(mentions.poll(second.next()).items()).isEmpty();
        assertThat(calls).as("more news than one page").hasSize(6);
    }

    @Test
    void what_answers_us_elsewhere_is_found_though_our_comment_is_not_read_any_more() {
        comment("700_9", "9_1", "101", clock.instant().minus(Duration.ofHours(7)));
        strangersTalk("700_9");
        Source<Message> mentions = source("mentions", "25");
        Batch<Message> first = mentions.poll(Cursor.START);
        assertThat(ids(first)).contains("9_1");
        ObjectNode parent = comment("700_9", "9_3000", "702", clock.instant()).putObject("parent");
        parent.put("id", "9_1").putObject("from").put("id", "101");

        assertThat(ids(mentions.poll(first.next()))).containsExactly("9_3000");
        assertThat(calls).hasSize(4);
    }

    @Test
    void more_wordings_in_reach_than_three_thousand_are_all_remembered() {
        for (int post = 1; post <= 130; post++) {
            for (int i = 0; i < 30; i++) {
                comment(
                        "101_" + post,
                        "8" + post + "_" + (100 + i),
                        "700",
                        clock.instant().minusSeconds(10L * (200 - post)));
            }
        }
        Source<Message> feed = source("feed", "200");
        Batch<Message> first = feed.poll(Cursor.START);
        assertThat(first.items()).hasSize(130 * 31);
        calls.clear();

        Batch<Message> second = feed.poll(first.next());
        assertThat(second).isEqualTo(Batch.nothing(first.next()));
        assertThat(calls).as("one for each 25 posts").hasSize(6);

        comment("101_1", "81_500", "700", clock.instant());
        Batch<Message> third = feed.poll(second.next());
        assertThat(ids(third)).containsExactly("81_500");
        assertThat(feed.poll(third.next()).items()).isEmpty();
    }

    private static List<String> ids(Batch<Message> batch) {
        return batch.items().stream().map(message -> message.id().value()).toList();
    }

    private HttpAnswer answer(HttpCall call) {
        calls.add(call);
        String path = call.uri().getPath();
        Matcher after = AFTER.matcher(String.valueOf(call.uri().getRawQuery()));
        int from = after.find() ? Integer.parseInt(after.group(1)) : 0;
        String post = path.replaceFirst(".*/([\\d_]+)/comments", "$1");
        return new HttpAnswer(
                200,
                Map.of(),
                Json.bytes(
                        post.equals(path)
                                ? page(posts.keySet().stream().map(this::post).toList(), from)
                                : page(posts.getOrDefault(post, List.of()), from)));
    }

    private ObjectNode post(String id) {
        ObjectNode post = Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("message", "words of " + id)
                .put("created_time", time(clock.instant().minus(Duration.ofHours(2))));
        post.putObject("from").put("id", "700").put("name", "Somebody");
        post.set("comments", page(posts.getOrDefault(id, List.of()), 0));
        return post;
    }

    private static ObjectNode page(List<ObjectNode> all, int from) {
        ObjectNode page = Json.MAPPER.createObjectNode();
        ArrayNode data = page.putArray("data");
        all.stream().skip(from).limit(25).forEach(data::add);
        if (all.size() > from + 25) {
            page.putObject("paging").put("next", "https://graph.example/x?limit=25&after=" + (from + 25));
        }
        return page;
    }

    private static String time(Instant at) {
        return at.toString().replace("Z", "+0000");
    }
}
