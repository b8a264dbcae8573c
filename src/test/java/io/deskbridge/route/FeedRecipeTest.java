package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.Hostile;
import io.deskbridge.store.Change;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's blog, between a real HTTP server and the hub. */
class FeedRecipeTest {
    private static final String[] RECIPES = {"blog-comments", "blog-replies"};
    private static final String POST = "https://blog.acme.example/hello/";

    private Service blog;
    private RecipeRun run;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        blog = new Service();
        run = new RecipeRun(
                folder,
                "blog",
                Map.of(
                        "uri: \"https://blog.acme.example",
                        "uri: \"" + blog.address(),
                        "period: \"60000\"",
                        "period: \"100\"\n        delay: \"50\""),
                RECIPES);
    }

    @AfterEach
    void stop() {
        run.close();
        blog.close();
    }

    private static String item(int number, String author, String html) {
        return "<item><title>Comment on Hello by " + author + "</title><link>" + POST + "#comment-" + number
                + "</link><dc:creator><![CDATA[" + author + "]]></dc:creator><pubDate>Mon, 05 Jan 2026 10:0"
                + number % 10
                + ":00 +0000</pubDate><guid isPermaLink=\"false\">https://blog.acme.example/?p=12#comment-" + number
                + "</guid><description>short</description><content:encoded><![CDATA["
                + html.replace("]]>", "]]]]><![CDATA[>") + "]]></content:encoded></item>";
    }

    private static String rss(String... items) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\""
                + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Comments</title><link>"
                + "https://blog.acme.example</link><description/>" + String.join("", items) + "</channel></rss>";
    }

    @Test
    void comments_become_tickets_and_answers_appear_below_them_and_are_known_when_the_feed_brings_them() {
        blog.listing = rss(item(2, "Otto", "<p>Me, too.</p>"), item(1, "Anna", "<p>It <b>drips</b>.</p>"));
        blog.answering = call ->
                new Service.Answer(201, "{\"id\": 3, \"post\": 12, \"link\": \"" + POST + "#comment-3\"}", Map.of());
        run.app.start();

        run.ticket(POST);
        soon(() -> assertThat(run.entries(POST)).hasSize(2));
        assertThat(run.entries(POST).get(0).text())
                .startsWith("Comment on Hello by Anna\n\nIt drips.\n\n———\n@Anna · Custom · comment #1"
                        + " · 2026-01-05 10:01 UTC\n" + POST + "#comment-1");

        run.app.otherDesk.comment(run.ticket(POST), "Sorry <Anna> & Otto!");
        soon(() -> assertThat(run.replies(POST)).singleElement().satisfies(reply -> {
            assertThat(reply.state()).as(reply.reason()).isEqualTo(ReplyState.PUBLISHED);
            assertThat(reply.sentId()).hasValue("https://blog.acme.example/?p=12#comment-3");
            assertThat(reply.permalink()).hasToString("Optional[" + POST + "#comment-3]");
        }));
        Service.Call call = blog.posted.get(0);
        assertThat(call.path()).isEqualTo("/wp-json/wp/v2/comments");
        assertThat(call.header("Authorization")).startsWith("Basic ");
        assertThat(call.header("Idempotency-key")).startsWith("deskbridge-");
        assertThat(call.body())
                .isEqualToIgnoringWhitespace(
                        "{\"post\": \"12\", \"parent\": \"2\"," + " \"content\": \"Sorry &lt;Anna&gt; &amp; Otto!\"}");

        int looked = blog.looked.get();
        blog.listing = rss(item(3, "Acme", "Sorry"), item(2, "Otto", "<p>Me, too.</p>"));
        soon(() -> assertThat(run.rows(POST)).anyMatch(row -> row.reason().startsWith("echo: our own reply")));
        soon(() -> assertThat(blog.looked.get()).isGreaterThan(looked + 2));
        assertThat(run.entries(POST)).hasSize(2);
        assertThat(blog.posted).hasSize(1);
    }

    @Test
    void what_the_feed_brings_again_is_known_also_after_a_crash_and_other_words_are_an_edit() {
        blog.listing = rss(item(1, "Anna", "It drips."));
        run.app.start();
        run.ticket(POST);
        run.app.restart();
        int looked = blog.looked.get();
        soon(() -> assertThat(blog.looked.get()).isGreaterThan(looked + 2));
        assertThat(run.rows(POST)).hasSize(1);

        blog.listing = rss(item(1, "Anna", "It does not drip any more."));
        soon(() -> assertThat(run.entries(POST)).hasSize(2));
        assertThat(run.rows(POST)).extracting(MessageRow::change).containsExactly(Change.NEW, Change.EDITED);
    }

    @Test
    void what_people_comment_is_data() {
        var items = new java.util.ArrayList<String>();
        int number = 1;
        for (String words : Hostile.TEXTS) {
            String xml = words.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "");
            items.add(0, item(number++, "x", xml.replace("&", "&amp;").replace("<", "&lt;")));
        }
        blog.listing = rss(items.toArray(String[]::new));
        run.app.start();

        soon(() -> assertThat(run.entries(POST)).hasSize(Hostile.TEXTS.size()));
        assertThat(run.entries(POST)).anyMatch(entry -> entry.text().contains("${camelContext.stop}"));
        assertThat(run.entries(POST))
                .anyMatch(entry -> entry.text().contains("<script>alert(1)</script>")); // as words; desks escape them
        run.unharmed(RECIPES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Maintenance</body></html>",
                "<!DOCTYPE rss [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel>"
                        + "<title>&e;</title><item><title>&e;</title><guid>1</guid></item></channel></rss>"
            })
    void what_is_no_feed_brings_nothing_and_stops_nothing(String listing) {
        blog.listing = listing;
        run.app.start();
        soon(() -> assertThat(blog.looked.get()).isGreaterThan(2));
        assertThat(run.app.otherDesk.cases()).isEmpty();

        blog.listing = rss(item(1, "Anna", "It drips."));
        run.ticket(POST);
        assertThat(run.entries(POST)).noneMatch(entry -> entry.text().contains("root:"));
    }

    /** The same entries, as each of Camel's components gives them. */
    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void entries_of_camels_own_components_are_taken_too(String component) {
        blog.listing = component.equals("rss")
                ? rss(item(2, "Otto", "<p>Me, too.</p>"), item(1, "Anna", "<p>It <b>drips</b>.</p>"))
                : "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>Comments</title>"
                        + atom(2, "Otto", "Me, too.") + atom(1, "Anna", "It &lt;b&gt;drips&lt;/b&gt;.") + "</feed>";
        run.app
                .unroute("blog-comments")
                .route(
                        "by-component",
                        """
                        - route:
                            id: by-component
                            description: Comments by a component of Camel.
                            from:
                              uri: "%s:%s/feed"
                              parameters: {throttleEntries: "false", delay: "100", initialDelay: "50"}
                              steps:
                                - to: {uri: "inbox:blog", parameters: {as: "feed", own: "Acme"}}
                        """
                                .formatted(component, blog.address()))
                .start();
        String anna = component.equals("rss") ? "https://blog.acme.example/?p=12#comment-1" : "urn:1";
        run.ticket(anna);
        assertThat(run.entries(anna).get(0).text()).contains("It drips.").contains("@Anna");
        assertThat(run.entries(anna).get(0).message().sentAt()).isEqualTo("2026-01-05T10:01:00Z");
        int looked = blog.looked.get();
        soon(() -> assertThat(blog.looked.get()).isGreaterThan(looked + 2));
        assertThat(run.app.otherDesk.cases()).hasSize(2);
        assertThat(run.rows(anna)).singleElement().matches(row -> row.state() == MessageState.TICKETED);
    }

    private static String atom(int number, String author, String html) {
        return "<entry><id>urn:" + number + "</id><title>Comment by " + author + "</title><link href=\"" + POST
                + "#comment-" + number + "\"/><author><name>" + author + "</name></author><published>2026-01-05T10:0"
                + number + ":00Z</published><updated>2026-01-05T10:0" + number + ":00Z</updated><content type=\"html\">"
                + html + "</content></entry>";
    }
}
