package io.deskbridge.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Secret;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Source;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.PooledHttp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The channel on a real AT Protocol network with its AppView; skipped where none runs at {@code lab.bluesky}. */
@Tag("lab")
class BlueskyLabIT {
    private static final String SERVICE =
            System.getProperty("lab.bluesky", System.getenv().getOrDefault("LAB_BLUESKY", "http://localhost:2583"));
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(20), 16, 64);
    private static final String PASSWORD = "lab-password-4711";

    private static PooledHttp http;
    private static boolean running;
    private static Person brand;
    private static Person customer;

    private final SettableClock clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final MemoryTokens tokens = new MemoryTokens();
    private BlueskyChannel channel;

    @BeforeAll
    static void accounts() {
        http = new PooledHttp(LIMITS);
        running = reachable();
        if (!running) {
            return;
        }
        String suffix = Instant.now().getEpochSecond() % 1_000_000 + ".test";
        brand = Person.create(http, SERVICE, "brand" + suffix, PASSWORD);
        customer = Person.create(http, SERVICE, "customer" + suffix, PASSWORD);
    }

    private static boolean reachable() {
        try {
            return http.exchange(HttpCall.get(URI.create(SERVICE + "/xrpc/com.atproto.server.describeServer")))
                    .ok();
        } catch (Failure.Unavailable nobody) {
            return false;
        }
    }

    @AfterAll
    static void close() throws IOException {
        http.close();
    }

    @BeforeEach
    void open() {
        // here and not before all: only so does the report name every skipped test and why
        assumeTrue(running, () -> "skipped: no AT Protocol network answers at " + SERVICE);
        channel = open(PASSWORD);
    }

    private BlueskyChannel open(String password) {
        var settings = new BlueskySettings(
                URI.create(SERVICE),
                false,
                brand.handle,
                Secret.of(password),
                Duration.ofSeconds(1),
                true,
                Duration.ofSeconds(1),
                20,
                true,
                Duration.ofDays(3),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                List.of("de"));
        return new BlueskyChannel(
                settings,
                new AccountContext("lab", http, tokens, clock),
                new GuardedFetch(LIMITS, Set.of("localhost", "127.0.0.1")),
                LIMITS.settle());
    }

    private Source<Message> source(String name) {
        return channel.sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Cursor readAll(String source) {
        return source(source).poll(Cursor.START).next();
    }

    /** Polls until the message is there: the AppView needs a moment to index it. */
    private Batch<Message> awaitMessage(String source, Cursor since, String id) {
        var found = new AtomicReference<Batch<Message>>();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    Batch<Message> batch = source(source).poll(since);
                    found.set(batch);
                    return batch.items().stream()
                            .anyMatch(message -> message.id().value().equals(id));
                });
        return found.get();
    }

    private Message mention(String text) {
        Cursor before = readAll("notifications");
        String id = customer.draft("@" + brand.handle + " " + text)
                .mentioning(brand)
                .post()
                .uri();
        return message(awaitMessage("notifications", before, id), id);
    }

    private static Message message(Batch<Message> batch, String id) {
        return batch.items().stream()
                .filter(message -> message.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] png() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void a_mention_with_umlaut_emoji_link_and_image_is_read_whole() throws IOException {
        Cursor before = readAll("notifications");
        JsonNode blob = customer.upload("image/png", png());
        String text = "Grüße 👋🏽👩‍👩‍👧‍👦 @" + brand.handle + ", schaut: shop.example/kat...";
        Person.Ref post = customer.draft(text)
                .mentioning(brand)
                .linking("shop.example/kat...", "https://shop.example/katalog?seite=7")
                .with(
                        "embed",
                        Map.of(
                                "$type",
                                "app.bsky.embed.images",
                                "images",
                                List.of(Map.of("alt", "ein schwarzes Paket", "image", blob))))
                .post();

        Batch<Message> batch = awaitMessage("notifications", before, post.uri());
        Message message = message(batch, post.uri());

        assertThat(message.text())
                .isEqualTo("Grüße 👋🏽👩‍👩‍👧‍👦 @" + brand.handle + ", schaut: https://shop.example/katalog?seite=7");
        assertThat(message.kind()).isEqualTo(Kind.MENTION);
        assertThat(message.author().id()).isEqualTo(customer.did);
        assertThat(message.author().handle()).isEqualTo(customer.handle);
        assertThat(message.revision().id()).isEqualTo(post.cid());
        assertThat(message.restriction()).isEmpty();
        assertThat(message.attachments()).singleElement().satisfies(image -> {
            assertThat(image.description()).contains("ein schwarzes Paket");
            Media media = channel.fetch(image, 1_000_000);
            assertThat(media.mimeType()).startsWith("image/");
            assertThat(media.bytes()).isNotEmpty();
        });
        assertThat(source("notifications").poll(batch.next()).items()).isEmpty();
    }

    @Test
    void a_reply_sent_twice_under_one_key_stands_once_below_the_mention_with_its_facets() throws IOException {
        Message message = mention("wo ist mein Paket?");
        byte[] image = png();
        String text = "Grüße 👩‍👩‍👧‍👦 @" + customer.handle + "! Mehr auf https://acme.com/hilfe/ü, und acme.com.";
        var reply = new Reply(
                message,
                new Agent("mia", "Mia"),
                text,
                List.of(Attachment.of(Attachment.Type.IMAGE, "desk:1").described("Etikett")),
                (attachment, max) -> new Media("a.png", "image/png", image));
        var key = new SendKey(System.nanoTime() % 1_000_000, clock.instant());

        assertThat(channel.find(reply, key)).isEmpty();
        Sent sent = channel.send(reply, key);
        assertThat(channel.send(reply, key)).isEqualTo(sent);
        assertThat(channel.find(reply, key)).contains(sent);

        String mention = message.id().value();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !customer.answers(mention).isEmpty());
        assertThat(customer.answers(mention)).singleElement().satisfies(post -> {
            assertThat(post.path("uri").asText()).isEqualTo(sent.id());
            assertThat(post.at("/record/text").asText()).isEqualTo(text);
            assertThat(post.at("/record/reply/root/uri").asText()).isEqualTo(mention);
            assertThat(post.at("/record/reply/parent/uri").asText()).isEqualTo(mention);
            assertThat(FacetsTest.words(post.path("record")))
                    .containsExactlyInAnyOrder("@" + customer.handle, "https://acme.com/hilfe/ü", "acme.com");
            assertThat(post.at("/embed/images/0/alt").asText()).isEqualTo("Etikett");
        });
    }

    @Test
    void a_deletion_is_noticed() {
        Cursor before = readAll("notifications");
        Person.Ref post =
                customer.draft("@" + brand.handle + " oh no").mentioning(brand).post();
        Batch<Message> first = awaitMessage("notifications", before, post.uri());
        customer.delete(post);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> customer.find(post.uri()).isEmpty());
        clock.advance(Duration.ofMinutes(2));

        Batch<Message> second = awaitMessage("notifications", first.next(), post.uri());

        assertThat(message(second, post.uri()).deleted()).isTrue();
        assertThatThrownBy(() -> channel.send(
                        new Reply(
                                message(first, post.uri()),
                                new Agent("mia", "Mia"),
                                "too late",
                                List.of(),
                                (attachment, max) -> new Media("a", "b", new byte[0])),
                        new SendKey(1, clock.instant())))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("deleted");
    }

    @Test
    void a_post_whose_clock_is_two_days_behind_is_found() {
        Message now = mention("pünktlich");
        Cursor since = readAll("notifications");
        Person.Ref late = customer.draft("@" + brand.handle + " aus der Vergangenheit")
                .mentioning(brand)
                .at(Instant.now().minus(Duration.ofDays(2)))
                .post();
        clock.advance(Duration.ofMinutes(6));

        var found = new AtomicReference<Batch<Message>>();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    clock.advance(Duration.ofMinutes(6));
                    found.set(source("notifications").poll(since));
                    return !found.get().items().isEmpty();
                });

        assertThat(found.get().items()).extracting(m -> m.id().value()).containsExactly(late.uri());
        assertThat(found.get().items().get(0).sentAt()).isBefore(now.sentAt());
    }

    @Test
    void a_reply_that_was_indexed_before_its_parent_is_found_in_the_thread() {
        Cursor before = readAll("threads");
        var races = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            Person.Ref own = brand.draft("Wir haben offen 🎉 " + i).post();
            races.add(customer.draft("Bis wann? " + i).under(own, own).post().uri());
        }

        for (String race : races) {
            Message message = message(awaitMessage("threads", before, race), race);
            assertThat(message.kind()).isEqualTo(Kind.COMMENT);
            assertThat(message.ours()).isFalse();
        }
        List<String> notified = source("notifications").poll(Cursor.START).items().stream()
                .map(message -> message.id().value())
                .toList();
        System.out.println("replies that made a notification: "
                + races.stream().filter(notified::contains).count() + " of " + races.size());
    }

    @Test
    void a_reply_that_also_mentions_is_a_mention_in_the_threads_conversation_and_a_quote_is_a_mention() {
        Person.Ref own = brand.draft("Neue Öffnungszeiten").post();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> customer.find(own.uri()).isPresent());
        Cursor before = readAll("notifications");
        Person.Ref reply = customer.draft("danke @" + brand.handle)
                .mentioning(brand)
                .under(own, own)
                .post();
        Person.Ref quote = customer.draft("Endlich")
                .with("embed", Map.of("$type", "app.bsky.embed.record", "record", own.json()))
                .post();

        Message first = message(awaitMessage("notifications", before, reply.uri()), reply.uri());
        Message second = message(awaitMessage("notifications", before, quote.uri()), quote.uri());

        assertThat(first.kind()).isEqualTo(Kind.MENTION);
        assertThat(first.conversation().thread()).isEqualTo(own.uri());
        assertThat(first.inReplyTo()).contains(own.uri());
        assertThat(second.kind()).isEqualTo(Kind.MENTION);
        assertThat(second.text()).isEqualTo("Endlich\nhttps://bsky.app/profile/" + brand.did + "/post/" + own.rkey());
    }

    @Test
    void the_session_is_kept_and_a_broken_one_is_replaced() {
        channel.check();
        String access = tokens.get("access").orElseThrow();
        open("not the password").check();
        assertThat(tokens.get("access")).contains(access);

        tokens.put(Map.of("access", "nonsense"));
        open("not the password").check(); // refreshes
        assertThat(tokens.get("access").orElseThrow()).isNotEqualTo("nonsense");

        tokens.put(Map.of("access", "nonsense", "refresh", "nonsense"));
        assertThatThrownBy(() -> open("not the password").check()).isInstanceOf(Failure.Unauthorized.class);
        open(PASSWORD).check(); // logs in
    }

    @Test
    void a_network_without_chat_breaks_nothing() {
        assertThat(source("direct").poll(Cursor.START)).isEqualTo(Batch.nothing(Cursor.START));
    }
}
