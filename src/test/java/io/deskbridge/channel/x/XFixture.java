package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.Secret;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings and people for the tests. */
final class XFixture {
    static final String ANNA = "Bearer customer-anna";
    static final String BRAND = "Bearer brand-acme";
    static final GuardedFetch FETCH = new GuardedFetch(SandboxServer.LIMITS, Set.of("127.0.0.1"));

    private XFixture() {}

    /** An account that acts, with what the test needs to be different. */
    static final class Settings {
        URI baseUrl = URI.create("http://127.0.0.1:1");

        @Nullable
        String userId;

        @Nullable
        Secret bearer;

        @Nullable
        Secret access = Secret.of("brand-acme");

        @Nullable
        Secret refresh;

        @Nullable
        Secret consumer;

        @Nullable
        String search;

        boolean carriedMentionsSummon = true;
        boolean longPosts;
        int ownPostsWatched = 150;

        XSettings make() {
            return new XSettings(
                    baseUrl,
                    "acme",
                    userId,
                    bearer,
                    "client",
                    Secret.of("client-password"),
                    access,
                    refresh,
                    consumer,
                    search,
                    null,
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    ownPostsWatched,
                    true,
                    Duration.ofDays(1),
                    longPosts,
                    carriedMentionsSummon);
        }
    }

    static String post(SandboxServer sandbox, String who, String text, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("text", text);
        return sandbox.call("POST", "/sandbox/x/2/tweets", who, body)
                .path("data")
                .path("id")
                .asText();
    }

    static String answer(SandboxServer sandbox, String who, String parent, String text) {
        return post(sandbox, who, text, Map.of("reply", Map.of("in_reply_to_tweet_id", parent)));
    }

    static JsonNode json(String text) {
        return Json.tryRead(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
