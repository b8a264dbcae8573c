package io.deskbridge.sandbox.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SandboxXTest {
    private static final String ANNA = "Bearer customer-anna";
    private static final String BRAND = "Bearer brand-acme";
    private static SandboxServer sandbox;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private static JsonNode post(String who, String text, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("text", text);
        return sandbox.call("POST", "/sandbox/x/2/tweets", who, body).path("data");
    }

    private static HttpAnswer raw(String method, String path, String who, Object body) {
        var call = body == null
                ? HttpCall.get(URI.create(sandbox.address() + path))
                : HttpCall.write(method, URI.create(sandbox.address() + path), "application/json", Json.bytes(body));
        return sandbox.http().exchange(who.isEmpty() ? call : call.with("Authorization", who));
    }

    private static String id(String name) {
        return sandbox.call("GET", "/sandbox/x/2/users/by/username/" + name, BRAND, null)
                .path("data")
                .path("id")
                .asText();
    }

    @Test
    void says_who_one_is_and_refuses_strangers_as_X_does() {
        assertThat(sandbox.call("GET", "/sandbox/x/2/users/me", BRAND, null)
                        .path("data")
                        .path("username")
                        .asText())
                .isEqualTo("acme");
        HttpAnswer stranger = raw("GET", "/sandbox/x/2/users/me", "Bearer nobody", null);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.text()).contains("\"title\":\"Unauthorized\"");
        assertThat(raw("GET", "/sandbox/x/2/users/me", "Bearer app-acme", null).status())
                .isEqualTo(403);
        assertThat(stranger.header("x-rate-limit-remaining")).isPresent();
    }

    @Test
    void gives_only_the_fields_that_were_asked_for() {
        String id = post(ANNA, "plain & simple https://example.org/x", Map.of())
                .path("id")
                .asText();
        JsonNode least = sandbox.call("GET", "/sandbox/x/2/tweets/" + id, BRAND, null);
        assertThat(least.path("data").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "text", "edit_history_tweet_ids");
        assertThat(least.path("data").path("text").asText()).startsWith("plain &amp; simple https://t.co/");
        JsonNode more = sandbox.call(
                "GET",
                "/sandbox/x/2/tweets?ids=" + id + ",123&tweet.fields=entities&expansions=author_id",
                BRAND,
                null);
        assertThat(more.path("data")
                        .path(0)
                        .path("entities")
                        .path("urls")
                        .path(0)
                        .path("expanded_url")
                        .asText())
                .isEqualTo("https://example.org/x");
        assertThat(more.path("includes").path("users").path(0).path("username").asText())
                .isEqualTo("anna");
        assertThat(more.path("errors").path(0).path("resource_id").asText()).isEqualTo("123");
    }

    /** The library that the connector counts with is the other opinion. */
    @Test
    void a_bare_domain_is_a_link_as_X_sees_it() {
        for (String text : List.of(
                "See example.com/help",
                "www.example.org/",
                "(example.com), EXAMPLE.NET.",
                "a.b-c.example.co.uk/x?y=1&z=2",
                "shop.example.de/a and https://example.com/b example.com",
                "someone@example.org",
                "first.last@example.com",
                "@example.com",
                "#example.com",
                "v1.2.3 and e.g. this.that",
                "file.txt index.html",
                "example.comx",
                "end.Com on",
                "müller.example.com")) {
            assertThat(Texts.weightedLength(text))
                    .describedAs(text)
                    .isEqualTo(com.twitter.twittertext.TwitterTextParser.parseTweet(text).weightedLength);
        }
        String id = post(ANNA, "me@example.com is not example.com nor https://www.example.com/x", Map.of())
                .path("id")
                .asText();
        JsonNode post = sandbox.call("GET", "/sandbox/x/2/tweets/" + id + "?tweet.fields=entities", BRAND, null)
                .path("data");
        assertThat(post.path("text").asText())
                .matches("me@example\\.com is not https://t\\.co/\\w{10} nor https://t\\.co/\\w{10}");
        JsonNode urls = post.path("entities").path("urls");
        assertThat(urls.findValuesAsText("expanded_url"))
                .containsExactly("http://example.com", "https://www.example.com/x");
        assertThat(urls.findValuesAsText("display_url")).containsExactly("example.com", "example.com/x");
    }

    @Test
    void the_brand_may_not_answer_uninvited_repeat_itself_or_write_too_much() {
        String uninvited = post(ANNA, "nobody asked", Map.of()).path("id").asText();
        var reply = Map.<String, Object>of("text", "hi!", "reply", Map.of("in_reply_to_tweet_id", uninvited));
        assertThat(raw("POST", "/sandbox/x/2/tweets", BRAND, reply).status()).isEqualTo(403);
        post(BRAND, "the same words", Map.of());
        assertThat(raw("POST", "/sandbox/x/2/tweets", BRAND, Map.of("text", "the same words"))
                        .text())
                .contains("duplicate");
        assertThat(raw("POST", "/sandbox/x/2/tweets", BRAND, Map.of("text", "ä".repeat(281)))
                        .status())
                .isEqualTo(403);
        assertThat(raw("POST", "/sandbox/x/2/tweets", BRAND, Map.of("text", "の".repeat(140)))
                        .status())
                .isEqualTo(201);
        assertThat(raw("POST", "/sandbox/x/2/tweets", BRAND, Map.of("text", "の".repeat(141)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_replayed_post_keeps_its_time_and_gets_an_id_in_the_order_of_arrival() {
        String now = post(ANNA, "of today", Map.of()).path("id").asText();
        String old = post(ANNA, "of long ago", Map.of("sandbox_created_at", "2017-10-31T22:10:47Z"))
                .path("id")
                .asText();

        JsonNode shown = sandbox.call("GET", "/sandbox/x/2/tweets/" + old + "?tweet.fields=created_at", BRAND, null);
        assertThat(shown.path("data").path("created_at").asText()).isEqualTo("2017-10-31T22:10:47.000Z");
        assertThat(Long.parseLong(old)).isGreaterThan(Long.parseLong(now));
        assertThat(raw("POST", "/sandbox/x/2/tweets", ANNA, Map.of("text", "x", "sandbox_created_at", "then"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_playground_sees_threads_and_letters() {
        String first = post(ANNA, "@acme <b>help</b>", Map.of()).path("id").asText();
        String answer = post(BRAND, "gladly", Map.of("reply", Map.of("in_reply_to_tweet_id", first)))
                .path("id")
                .asText();
        sandbox.call(
                "POST", "/sandbox/x/2/dm_conversations/with/" + id("acme") + "/messages", ANNA, Map.of("text", "psst"));

        JsonNode newest =
                sandbox.call("GET", "/sandbox/x/timeline?limit=1", "", null).path(0);
        assertThat(newest.path("id").asText()).isEqualTo(answer);
        assertThat(newest.path("text").asText()).isEqualTo("gladly");
        assertThat(newest.path("inReplyTo").asText()).isEqualTo(first);
        assertThat(newest.path("url").asText()).isEqualTo("https://x.com/acme/status/" + answer);
        JsonNode letter =
                sandbox.call("GET", "/sandbox/x/dms?user=anna", "", null).path(0);
        assertThat(letter.path("to").asText()).isEqualTo("acme");
        assertThat(letter.path("text").asText()).isEqualTo("psst");
    }

    @Test
    void a_refresh_token_works_once() {
        var call = HttpCall.write(
                "POST",
                URI.create(sandbox.address() + "/sandbox/x/2/oauth2/token"),
                "application/x-www-form-urlencoded",
                "grant_type=refresh_token&refresh_token=refresh-zoe&client_id=c".getBytes(StandardCharsets.UTF_8));
        JsonNode tokens = Json.tryRead(sandbox.http().exchange(call).body()).orElseThrow();

        assertThat(tokens.path("expires_in").asInt()).isEqualTo(7200);
        assertThat(sandbox.call(
                                "GET",
                                "/sandbox/x/2/users/me",
                                "Bearer " + tokens.path("access_token").asText(),
                                null)
                        .path("data")
                        .path("username")
                        .asText())
                .isEqualTo("zoe");
        assertThat(sandbox.http().exchange(call).status()).isEqualTo(400);
    }

    @Test
    void a_webhook_shakes_hands_gets_signed_events_and_a_failed_one_again() throws Exception {
        var bodies = new CopyOnWriteArrayList<String>();
        var signatures = new CopyOnWriteArrayList<Boolean>();
        var failures = new AtomicInteger(1);
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = new byte[0];
            int status = 200;
            if (exchange.getRequestMethod().equals("GET")) {
                String token = exchange.getRequestURI().getQuery().replace("crc_token=", "");
                answer = ("{\"response_token\":\"" + Webhooks.sign(token.getBytes(StandardCharsets.UTF_8)) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
            } else if (failures.getAndDecrement() > 0) {
                status = 500;
            } else {
                String signature = exchange.getRequestHeaders().getFirst("x-twitter-webhooks-signature");
                signatures.add(Webhooks.sign(body).equals(signature));
                bodies.add(new String(body, StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        listener.start();
        try {
            String url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
            String id = sandbox.call("POST", "/sandbox/x/2/webhooks", "Bearer app-acme", Map.of("url", url))
                    .path("data")
                    .path("id")
                    .asText();
            post(ANNA, "@acme first push", Map.of());
            sandbox.call(
                    "POST",
                    "/sandbox/x/2/dm_conversations/with/" + id("acme") + "/messages",
                    ANNA,
                    Map.of("text", "pushed privately"));

            await().untilAsserted(() -> assertThat(bodies).hasSize(2));
            assertThat(signatures).containsOnly(true);
            assertThat(bodies).anyMatch(body -> body.contains("post.mention.create") && body.contains("first push"));
            assertThat(bodies).anyMatch(body -> body.contains("dm.received") && body.contains("pushed privately"));

            assertThat(sandbox.call("GET", "/sandbox/x/2/webhooks", BRAND, null).path("data"))
                    .hasSize(1);
            sandbox.call("DELETE", "/sandbox/x/2/webhooks/" + id, BRAND, null);
            assertThat(sandbox.call("GET", "/sandbox/x/2/webhooks", BRAND, null).path("data"))
                    .isEmpty();
        } finally {
            listener.stop(0);
        }
        assertThatThrownBy(() -> sandbox.call(
                        "POST", "/sandbox/x/2/webhooks", BRAND, Map.of("url", sandbox.address() + "/sandbox/none")))
                .hasMessageContaining("CRC check failed");
    }

    @Test
    void the_mentions_are_newest_first_and_paged() {
        List<String> ids = IntStream.range(0, 7)
                .mapToObj(n -> post("Bearer customer-cleo", "@paging number " + n, Map.of())
                        .path("id")
                        .asText())
                .toList();
        String path = "/sandbox/x/2/users/" + id("paging") + "/mentions?max_results=5";
        JsonNode first = sandbox.call("GET", path, "Bearer app-paging", null);
        JsonNode second = sandbox.call(
                "GET",
                path + "&pagination_token="
                        + first.path("meta").path("next_token").asText(),
                "Bearer app-paging",
                null);

        assertThat(first.path("data").findValuesAsText("id"))
                .containsExactly(ids.get(6), ids.get(5), ids.get(4), ids.get(3), ids.get(2));
        assertThat(first.path("meta").path("newest_id").asText()).isEqualTo(ids.get(6));
        assertThat(second.path("data").findValuesAsText("id")).containsExactly(ids.get(1), ids.get(0));
        assertThat(second.path("meta").has("next_token")).isFalse();
        assertThat(sandbox.call("GET", path + "&since_id=" + ids.get(6), BRAND, null)
                        .has("data"))
                .isFalse();
        assertThat(raw("GET", "/sandbox/x/2/users/" + id("paging") + "/mentions?max_results=500", BRAND, null)
                        .status())
                .isEqualTo(400);
    }
}
