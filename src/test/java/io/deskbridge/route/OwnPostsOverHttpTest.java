package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.contract.TestPostgres;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import io.deskbridge.store.StandingReplies;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;

/** Replies that are taken away on X, where X is only polled: the hub between X's sandbox, over HTTP, and a desk in memory. */
class OwnPostsOverHttpTest {
    private static final String ANNA = "Bearer customer-anna";
    private static final String BRAND = "Bearer brand-acme";
    private static SandboxServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void serve() {
        server = new SandboxServer();
    }

    @AfterAll
    static void stopServing() throws Exception {
        server.close();
    }

    private HubApp app() {
        return HubApp.usual(folder)
                .first(starting -> new ClassPathBeanDefinitionScanner(
                                (BeanDefinitionRegistry) starting.getBeanFactory())
                        .scan("io.deskbridge.channel.x"))
                .with("deskbridge.channels.shop.type", "x")
                .with("deskbridge.channels.shop.base-url", server.address() + "/sandbox/x")
                .with("deskbridge.channels.shop.account", "acme")
                .with("deskbridge.channels.shop.access-token", "brand-acme")
                .with("deskbridge.channels.shop.mentions-pace", "100ms")
                .with("deskbridge.channels.shop.direct-pace", "100ms")
                .with("deskbridge.channels.shop.deletions-pace", "200ms")
                .with("deskbridge.replies.too-long", "thread");
    }

    private static String post(String who, String text) {
        return server.call("POST", "/sandbox/x/2/tweets", who, Map.of("text", text))
                .at("/data/id")
                .asText();
    }

    private static String idOf(String handle) {
        JsonNode user = server.call("GET", "/sandbox/x/2/users/by/username/" + handle, BRAND, null);
        return user.at("/data/id").asText();
    }

    private static void takenAway(String id) {
        server.call("DELETE", "/sandbox/x/2/tweets/" + id, BRAND, null);
    }

    private static ReplyRow answered(HubApp app, String thread, String text) {
        app.desk.comment(app.ticket(thread), text);
        soon(() -> assertThat(app.replies(thread)).extracting(ReplyRow::state).contains(ReplyState.PUBLISHED));
        return app.replies(thread).get(0);
    }

    private static List<String> gone(HubApp app, String thread) {
        return app.notes(thread).stream()
                .filter(note -> note.startsWith("⚠ No longer stands"))
                .toList();
    }

    @Test
    void the_agent_is_told_once_and_only_of_what_is_gone() {
        try (HubApp app = app().start()) {
            String first = post(ANNA, "@acme one " + UUID.randomUUID());
            String second = post(ANNA, "@acme two " + UUID.randomUUID());
            String kept = answered(app, first, "I stay").sentId().orElseThrow();
            String gone = answered(app, second, "I go").sentId().orElseThrow();
            assertThat(app.bean(StandingReplies.class).of("shop").newest(Instant.EPOCH, 10))
                    .containsExactly(gone, kept);

            takenAway(gone);

            soon(() -> assertThat(gone(app, second)).singleElement().asString().contains("“I go”"));
            assertThat(app.replies(second).get(0).goneAt()).isPresent();
            assertThat(app.bean(StandingReplies.class).of("shop").newest(Instant.EPOCH, 10))
                    .containsExactly(kept);
            app.restart();
            takenAway(kept);
            soon(() -> assertThat(gone(app, first)).hasSize(1));
            assertThat(gone(app, second)).hasSize(1);
        }
    }

    @Test
    void a_post_in_the_middle_of_a_thread_counts_and_a_private_answer_is_never_taken_for_a_post() {
        try (HubApp app = app().on(TestPostgres.empty()).start()) {
            String asked = post(ANNA, "@acme tell me all " + UUID.randomUUID());
            answered(
                    app,
                    asked,
                    "We will look for it as fast as we can. ".repeat(14).strip());
            server.call(
                    "POST",
                    "/sandbox/x/2/dm_conversations/with/" + idOf("acme") + "/messages",
                    ANNA,
                    Map.of("text", "in private " + UUID.randomUUID()));
            soon(() -> assertThat(app.desk.cases()).hasSize(2));
            String talk = app.desk
                    .cases()
                    .get(1)
                    .entries()
                    .get(0)
                    .message()
                    .conversation()
                    .thread();
            ReplyRow inPrivate = answered(app, talk, "only for you");
            List<String> standing = app.bean(StandingReplies.class).of("shop").newest(Instant.EPOCH, 10);
            assertThat(standing).hasSize(2).doesNotContain(inPrivate.sentId().orElseThrow());
            assertThat(app.bean(StandingReplies.class).of("shop").newest(Instant.EPOCH, 1))
                    .hasSize(1);
            assertThat(app.bean(StandingReplies.class).of("shop").newest(Instant.now(), 10))
                    .isEmpty();

            takenAway(standing.get(0));

            soon(() -> assertThat(gone(app, asked)).hasSize(1));
            assertThat(gone(app, talk)).isEmpty();
            assertThat(app.replies(talk).get(0).goneAt()).isEmpty();
        }
    }
}
