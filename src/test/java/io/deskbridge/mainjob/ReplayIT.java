package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.Shared;
import io.deskbridge.mainjob.Tweets.Tweet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of recorded customer tweets through the whole hub: posted to the sandbox's X in their order and threads,
 * ticketed in its Zendesk, answered there with the brands' real answers, internal notes mixed in. Counted at the two other
 * sides, not in the hub.
 */
@Tag("replay")
class ReplayIT {
    private static final int THREADS_AT_ONCE = 12;

    @TempDir
    Path data;

    @Test
    void every_tweet_is_ticketed_once_and_every_answer_published_once_under_its_post() throws Exception {
        List<List<Tweet>> threads = Tweets.threads(Shared.path("data/twcs-sample/twcs_sample.csv"));
        Set<String> brands = threads.stream()
                .flatMap(List::stream)
                .filter(tweet -> !tweet.customers())
                .map(Tweet::author)
                .collect(Collectors.toSet());
        Instant began = Instant.now();
        try (var hub = RunningHub.inSandbox(
                data,
                // one ticket takes 30 writes in ten minutes; a replay does in minutes what took days
                "deskbridge.desks.zendesk.updates-per-ticket=100000",
                "deskbridge.sandbox.zendesk.update-limit=100000",
                "deskbridge.channels.acme-x.deletions-pace=1h")) {
            var people = new People(hub);
            var replays = new ArrayList<Future<ThreadReplay>>();
            var pool = Executors.newFixedThreadPool(THREADS_AT_ONCE);
            for (List<Tweet> thread : threads) {
                replays.add(pool.submit(() -> {
                    var replay = new ThreadReplay(hub, people, brands, thread);
                    replay.run();
                    return replay;
                }));
            }
            pool.shutdown();
            var done = new ArrayList<ThreadReplay>();
            for (Future<ThreadReplay> replay : replays) {
                done.add(replay.get());
            }
            Duration took = Duration.between(began, Instant.now());
            report(people, done, took);
        }
    }

    private static void report(People people, List<ThreadReplay> threads, Duration took) {
        int posts = 0;
        int entries = 0;
        int tickets = 0;
        int wrongTickets = 0;
        int answers = 0;
        int shortened = 0;
        int notes = 0;
        var expected = new HashMap<String, Integer>();
        var expectedTexts = new HashMap<String, List<String>>();
        for (ThreadReplay thread : threads) {
            posts += thread.customerPosts().size();
            answers += thread.answers().size();
            shortened += thread.shortened();
            notes += thread.notes();
            thread.answers().forEach(answer -> {
                expected.merge(answer.under(), 1, Integer::sum);
                expectedTexts
                        .computeIfAbsent(answer.under(), under -> new ArrayList<>())
                        .add(withoutLinks(answer.text()));
            });
            if (!thread.customerPosts().isEmpty()) {
                List<JsonNode> found = people.tickets("deskbridge:acme-x:" + thread.conversation());
                tickets += found.size();
                wrongTickets += found.size() == 1 ? 0 : 1;
                for (JsonNode ticket : found) {
                    entries += (int) people.comments(ticket.path("id").asText()).stream()
                            .filter(ThreadReplay::isOfCustomer)
                            .count();
                }
            }
        }
        var published = new HashMap<String, Integer>();
        var publishedTexts = new HashMap<String, List<String>>();
        int leaked = 0;
        List<String> ownPosts = threads.stream()
                .flatMap(thread -> thread.nativePosts().stream())
                .toList();
        for (JsonNode post : people.acmesPostsOnX()) {
            String text = post.path("text").asText();
            leaked += text.contains(ThreadReplay.INTERNAL) ? 1 : 0;
            if (!ownPosts.contains(post.path("id").asText())) {
                published.merge(People.parent(post), 1, Integer::sum);
                publishedTexts
                        .computeIfAbsent(People.parent(post), under -> new ArrayList<>())
                        .add(withoutLinks(text));
            }
        }
        long withPosts = threads.stream()
                .filter(thread -> !thread.customerPosts().isEmpty())
                .count();
        System.out.printf(
                """

                Replay of %d threads in %d s
                  customer posts in            %d
                  ticket entries out           %d
                  threads with customer posts  %d
                  tickets                      %d (threads with none or several: %d)
                  public answers written       %d (%d shortened by the agent to 280, %d posts of the brand's own)
                  answers published            %d
                  internal notes written       %d
                  internal notes published     %d
                """,
                threads.size(),
                took.toSeconds(),
                posts,
                entries,
                withPosts,
                tickets,
                wrongTickets,
                answers,
                shortened,
                ownPosts.size(),
                published.values().stream().mapToInt(Integer::intValue).sum(),
                notes,
                leaked);
        assertThat(entries).as("ticket entries").isEqualTo(posts);
        assertThat(tickets).as("tickets").isEqualTo((int) withPosts);
        assertThat(wrongTickets).as("threads with none or several tickets").isZero();
        assertThat(published).as("answers under each post").isEqualTo(expected);
        expectedTexts.forEach((under, texts) -> assertThat(publishedTexts.get(under))
                .as("texts under " + under)
                .allSatisfy(text -> assertThat(texts).anyMatch(text::endsWith)));
        assertThat(leaked).as("internal notes published").isZero();
        assertThat(notes).as("internal notes written").isPositive();
    }

    /**
     * X escapes markup in what it shows, and puts links of its own in place of every link, a bare domain's included; spaces beside
     * them are not compared.
     */
    private static String withoutLinks(String text) {
        return Parser.unescapeEntities(text, false)
                .replaceAll("(https?://)?[\\w-]+(\\.[\\w-]+)+(/\\S*[\\w/])?/?", "(link)")
                .replaceAll("[\\s\\u00A0]+", " ");
    }

    /** Whose answer stands under which post. */
    record Answer(String under, String text) {}
}
