package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.HttpLimits;
import io.deskbridge.http.PooledHttp;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole hub between a real AT Protocol network and real mail servers. */
@Tag("lab")
class LabIT {
    private static final String SERVICE =
            System.getProperty("lab.bluesky", System.getenv().getOrDefault("LAB_BLUESKY", "http://localhost:2583"));
    private static final int SUBMISSION = 18587;
    private static final int IMAP = 18143;
    private static final int IMAPS = 18993;
    private static final String PASSWORD = "labpassword";
    private static final Path CERTIFICATE = Path.of("/tmp/lab/run/mail/cert.pem");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Map<String, Object> LINK =
            Map.of("$type", "app.bsky.richtext.facet#link", "uri", "https://shop.example/orders/4711");

    @TempDir
    Path data;

    @Test
    void a_mention_on_bluesky_becomes_a_mail_and_the_teams_answer_a_reply_under_it() throws Exception {
        try (var http = new PooledHttp(new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 8, 16))) {
            skipUnlessRunning(http);
            String suffix = Instant.now().getEpochSecond() % 1_000_000 + ".test";
            var brand = BlueskyPerson.create(http, SERVICE, "acme" + suffix, PASSWORD);
            var anna = BlueskyPerson.create(http, SERVICE, "anna" + suffix, PASSWORD);
            try (var hub = RunningHub.configured(data.resolve("ledger"), routes(), settings(brand.handle));
                    var team = new TeamMailbox("agent@lab.test", PASSWORD, IMAP, SUBMISSION)) {
                team.empty();
                assertThat(hub.address()).isNotNull();
                walk(brand, anna, team);
            }
        }
    }

    private static void walk(BlueskyPerson brand, BlueskyPerson anna, TeamMailbox team) throws Exception {
        byte[] picture = picture();
        JsonNode post = mention(brand, anna, picture);

        await().atMost(SOON).untilAsserted(() -> assertThat(team.mails()).hasSize(1));
        MimeMessage first = team.mails().get(0);
        assertThat(TeamMailbox.text(first))
                .contains("Grüße 👋 meine Bestellung ist läte: https://shop.example/orders/4711")
                .contains("@" + anna.handle);
        assertThat(TeamMailbox.file(first, "image/png").getInputStream().readAllBytes())
                .isEqualTo(picture);

        team.answer(first, "Hallo Anna, tut uns leid 😔 sie kommt morgen: https://acme.example/t/4711");
        String uri = post.path("uri").asText();
        await().atMost(SOON).untilAsserted(() -> assertThat(anna.answers(uri)).hasSize(1));
        JsonNode reply = anna.answers(uri).get(0).path("post");
        assertThat(reply.at("/author/did").asText()).isEqualTo(brand.did);
        assertThat(reply.at("/record/text").asText())
                .isEqualTo("Hallo Anna, tut uns leid 😔 sie kommt morgen: https://acme.example/t/4711");
        assertThat(linked(reply.path("record"))).isEqualTo("https://acme.example/t/4711");

        JsonNode second = anna.write(
                "Danke! Und die Rechnung?",
                Map.of("reply", Map.of("root", reference(post), "parent", reference(reply))));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(team)).anyMatch(text -> text.contains("die Rechnung?")));
        MimeMessage next = mail(team, "die Rechnung?");
        assertThat(next.getHeader("References", " ")).contains(first.getMessageID());
        assertThat(next.getReplyTo()).isEqualTo(first.getReplyTo());

        anna.delete(second.path("uri").asText());
        await().atMost(SOON).untilAsserted(() -> assertThat(texts(team))
                .anyMatch(text -> text.contains("Deleted by the author") && text.contains("die Rechnung?")));
        assertThat(anna.answers(uri)).hasSize(1);
    }

    private static JsonNode mention(BlueskyPerson brand, BlueskyPerson anna, byte[] picture) {
        String name = "@" + brand.handle;
        String shown = "shop.example/orders…";
        String text = name + " Grüße 👋 meine Bestellung ist läte: " + shown;
        return anna.write(
                text,
                Map.of(
                        "facets",
                        List.of(
                                BlueskyPerson.facet(
                                        text,
                                        name,
                                        Map.of("$type", "app.bsky.richtext.facet#mention", "did", brand.did)),
                                BlueskyPerson.facet(text, shown, LINK)),
                        "embed",
                        Map.of(
                                "$type",
                                "app.bsky.embed.images",
                                "images",
                                List.of(Map.of("alt", "das Paket", "image", anna.upload(picture, "image/png"))))));
    }

    private static Map<String, String> reference(JsonNode post) {
        return Map.of("uri", post.path("uri").asText(), "cid", post.path("cid").asText());
    }

    /** The words that the first facet covers, cut out in bytes; they must be what it links to. */
    private static String linked(JsonNode entry) {
        byte[] bytes = entry.path("text").asText().getBytes(StandardCharsets.UTF_8);
        JsonNode facet = entry.at("/facets/0");
        int start = facet.at("/index/byteStart").asInt();
        int end = facet.at("/index/byteEnd").asInt();
        String words = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        assertThat(facet.at("/features/0/uri").asText()).isEqualTo(words);
        return words;
    }

    private static List<String> texts(TeamMailbox team) throws Exception {
        var texts = new java.util.ArrayList<String>();
        for (MimeMessage mail : team.mails()) {
            texts.add(TeamMailbox.text(mail));
        }
        return texts;
    }

    private static MimeMessage mail(TeamMailbox team, String words) throws Exception {
        for (MimeMessage mail : team.mails()) {
            if (TeamMailbox.text(mail).contains(words)) {
                return mail;
            }
        }
        throw new AssertionError("no mail has the words " + words);
    }

    private static byte[] picture() throws Exception {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private Path routes() throws Exception {
        Path folder = Files.createDirectories(data.resolve("routes"));
        for (String route : List.of("bluesky-to-mailbox.camel.yaml", "replies-from-mailbox.camel.yaml")) {
            Files.copy(Path.of("routes", route), folder.resolve(route));
        }
        return folder;
    }

    private static List<String> settings(String handle) {
        return List.of(
                "deskbridge.http.allow-private-hosts=localhost,127.0.0.1",
                "deskbridge.channels.acme-bluesky.type=bluesky",
                "deskbridge.channels.acme-bluesky.service=" + SERVICE,
                "deskbridge.channels.acme-bluesky.identifier=" + handle,
                "deskbridge.channels.acme-bluesky.app-password=" + PASSWORD,
                "deskbridge.channels.acme-bluesky.pace=1s",
                "deskbridge.channels.acme-bluesky.threads-pace=3s",
                "deskbridge.channels.acme-bluesky.changes-pace=2s",
                "deskbridge.desks.mailbox.type=mail",
                "deskbridge.desks.mailbox.team=agent@lab.test",
                "deskbridge.desks.mailbox.reply-address=hub@lab.test",
                "deskbridge.desks.mailbox.smtp.host=localhost",
                "deskbridge.desks.mailbox.smtp.port=" + SUBMISSION,
                "deskbridge.desks.mailbox.smtp.user=hub@lab.test",
                "deskbridge.desks.mailbox.smtp.password=" + PASSWORD,
                "deskbridge.desks.mailbox.smtp.tls=starttls",
                "deskbridge.desks.mailbox.smtp.certificate=" + CERTIFICATE,
                "deskbridge.desks.mailbox.imap.host=localhost",
                "deskbridge.desks.mailbox.imap.port=" + IMAPS,
                "deskbridge.desks.mailbox.imap.user=hub@lab.test",
                "deskbridge.desks.mailbox.imap.password=" + PASSWORD,
                "deskbridge.desks.mailbox.imap.tls=tls",
                "deskbridge.desks.mailbox.imap.certificate=" + CERTIFICATE,
                "deskbridge.desks.mailbox.pace=5s");
    }

    private static void skipUnlessRunning(PooledHttp http) {
        Assumptions.assumeTrue(
                isUp(http) && Files.exists(CERTIFICATE),
                () -> "SKIPPED: no AT Protocol network at " + SERVICE + " or no mail servers with " + CERTIFICATE
                        + "; CONTRIBUTING.md says how to start them");
    }

    private static boolean isUp(PooledHttp http) {
        try {
            return http.exchange(HttpCall.get(URI.create(SERVICE + "/xrpc/com.atproto.server.describeServer")))
                    .ok();
        } catch (Failure.Unavailable nobodyThere) {
            return false;
        }
    }
}
