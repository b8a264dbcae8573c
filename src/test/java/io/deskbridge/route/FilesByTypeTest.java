package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeNetwork.Published;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.ReplyState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What fits depends on what a file is by its bytes, on the message and on what is asked for: here the network takes PNG of a
 * million bytes and JPEG of 100,000, a file a message, nothing below {@code /whisper}; the desk never knows what a file is.
 */
class FilesByTypeTest {
    private static final String LINK = "https://hub.example.com/files/";
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.replies.link-address", "https://hub.example.com")
                .with("deskbridge.channels.shop.files", "image/png,image/jpeg")
                .with("deskbridge.channels.shop.jpeg-bytes", "100000")
                .with("deskbridge.channels.shop.files-apart", "true")
                .with("deskbridge.channels.shop.commands", "true");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void asked(Kind kind) {
        app.start();
        app.desk.file("small", picture("small.png", "png", 8));
        app.desk.file("photo", picture("photo.jpg", "jpeg", 500));
        // as phones save what they call a photograph
        byte[] webp = "RIFF\u0014\0\0\0WEBPVP8L\u0007\0\0\0pixels!\0".getBytes(StandardCharsets.ISO_8859_1);
        app.desk.file("webp", new Media("photo.jpg", "image/webp", webp));
        app.network.post(new MessageBuilder("shop", "t-1", kind, "t", Author.unknown("anna"), app.clock.instant())
                .text("how do I open it?")
                .build());
    }

    private void answered(String words, String... files) {
        app.desk.comment(
                app.ticket("t"),
                words,
                Arrays.stream(files)
                        .map(file -> Attachment.of(Attachment.Type.FILE, file))
                        .toArray(Attachment[]::new));
    }

    /** Noise, of which a JPEG of 500 pixels a side has some 200,000 bytes. */
    private static Media picture(String name, String format, int side) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var noise = new Random(7);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, noise.nextInt(0xffffff));
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Media(name, "image/" + format, out.toByteArray());
    }

    /** Nothing stands there, and the agent reads why and what was to be published. */
    private void refused(String first, String reason, String words) {
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .startsWith(first)
                .contains(reason)
                .endsWith("\n" + words));
        assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.REFUSED);
        assertThat(app.network.calls("send")).isZero();
    }

    private List<Published> published(int count) {
        soon(() -> assertThat(app.network.published()).hasSize(count));
        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        return app.network.published();
    }

    @Test
    void a_second_file_that_is_too_large_for_its_type_is_refused_before_the_first_is_published() {
        asked(Kind.MENTION);
        answered("see both", "small", "photo");
        refused(
                "✗ Not published, and nobody has seen it: “see both”",
                " kB and Fake takes at most 100 kB; attach a smaller one.",
                "This was to be published:\nsee both");
    }

    @Test
    void a_german_team_reads_so_in_german() {
        app.with("deskbridge.hub.language", "de");
        asked(Kind.MENTION);
        answered("hier sind beide", "small", "photo");
        refused(
                "✗ Nicht veröffentlicht, niemand hat es gesehen: “hier sind beide”",
                " kB, Fake nimmt höchstens 100 kB; bitte einen kleineren anhängen.",
                "Veröffentlicht worden wäre:\nhier sind beide");
    }

    @Test
    void it_is_made_smaller_than_the_limit_of_its_type_where_the_settings_say_so() {
        app.with("deskbridge.replies.media", "convert");
        asked(Kind.MENTION);
        answered("see both", "small", "photo");
        published(2);
        assertThat(app.network.files()).extracting(Media::name).containsExactly("small.png", "photo.jpg");
        assertThat(app.network.files().get(1).bytes().length).isBetween(20_000, 100_000);
    }

    @Test
    void it_goes_as_a_link_where_it_cannot_be_made_smaller() {
        app.with("deskbridge.replies.media", "link").with("deskbridge.channels.shop.jpeg-bytes", "100");
        asked(Kind.MENTION);
        answered("see both", "small", "photo");
        Published words = published(2).get(0); // too long with their link to stand with the file that is left
        assertThat(words.reply().text()).startsWith("see both\n" + LINK);
        assertThat(app.network.files()).extracting(Media::name).containsExactly("small.png");
    }

    @Test
    void a_webp_that_calls_itself_jpg_is_what_its_bytes_are() {
        asked(Kind.MENTION);
        app.desk.comment(
                app.ticket("t"),
                "see this",
                Attachment.of(Attachment.Type.IMAGE, "webp").named("photo.jpg").typed("image/jpeg"));
        refused(
                "✗ Not published, and nobody has seen it: “see this”",
                "Fake does not take the attachment photo.jpg (image/webp); it takes image/jpeg, image/png.",
                "This was to be published:\nsee this");
    }

    @Test
    void and_goes_as_a_link_where_the_settings_say_so() {
        app.with("deskbridge.replies.media", "link");
        asked(Kind.MENTION);
        app.desk.comment(
                app.ticket("t"),
                "see this",
                Attachment.of(Attachment.Type.IMAGE, "webp").named("photo.jpg").typed("image/jpeg"));
        assertThat(published(1).get(0).reply().text()).startsWith("see this\n" + LINK);
        assertThat(app.network.files()).isEmpty();
    }

    @Test
    void where_private_messages_take_none_a_file_is_refused_there_alone() {
        app.without("deskbridge.channels.shop.files-apart").with("deskbridge.channels.shop.direct-files", "0");
        asked(Kind.DIRECT);
        answered("see this", "small");
        refused(
                "✗ Not published, and nobody has seen it: “see this”",
                "Fake takes no files on an answer of this kind; send it without attachments.",
                "This was to be sent in private:\nsee this");
    }

    @Test
    void or_goes_as_a_link() {
        app.without("deskbridge.channels.shop.files-apart")
                .with("deskbridge.channels.shop.direct-files", "0")
                .with("deskbridge.replies.media", "link");
        asked(Kind.DIRECT);
        answered("see this", "small");
        assertThat(published(1).get(0).reply().text()).startsWith("see this\n" + LINK);
    }

    @Test
    void a_request_that_takes_no_files_is_refused_with_one_though_other_answers_take_it() {
        asked(Kind.MENTION);
        answered("/whisper\nsee this", "small");
        refused(
                "✗ Not published, and nobody has seen it: “/whisper see this”",
                "Fake takes no files on an answer of this kind; send it without attachments.",
                "This was to be sent in private:\n/whisper\nsee this");
    }

    @Test
    void or_has_it_as_a_link_below_its_words() {
        app.with("deskbridge.replies.media", "link");
        asked(Kind.MENTION);
        answered("/whisper\nsee this", "small");
        assertThat(published(1).get(0).reply().text()).startsWith("/whisper\nsee this\n" + LINK);
    }
}
