package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Media;
import io.deskbridge.hub.ConfigurationMistakes;
import io.deskbridge.store.ReplyState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents attach, where the network takes PNG pictures of at most a million bytes. */
class AgentPicturesTest {
    private static final Attachment PICTURE =
            Attachment.of(Attachment.Type.IMAGE, "help:1").named("box.png").typed("image/png");
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static byte[] png() throws IOException {
        var image = new BufferedImage(1000, 800, BufferedImage.TYPE_INT_RGB);
        var noise = new Random(7);
        for (int i = 0; i < 1000 * 800; i++) {
            image.setRGB(i % 1000, i / 1000, noise.nextInt(0xffffff));
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private void attached(String type, byte[] bytes) {
        app.start();
        app.desk.file("help:1", new Media("box.png", type, bytes));
        app.post("t-1", "t", "where is my parcel?");
        app.desk.comment(app.ticket("t"), "see this", PICTURE);
    }

    private void refused(String reason) {
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .startsWith("✗ ")
                .contains(reason));
        assertThat(app.published("t")).isEmpty();
        assertThat(app.replies("t").get(0).state()).isNotEqualTo(ReplyState.PUBLISHED);
    }

    @Test
    void a_picture_that_is_too_large_is_made_smaller_where_the_settings_say_so() throws Exception {
        app.with("deskbridge.replies.media", "convert");
        byte[] png = png();
        attached("image/png", png);

        soon(() -> assertThat(app.published("t")).containsExactly("see this"));
        assertThat(png.length).isGreaterThan(2_000_000);
        assertThat(app.network.files()).singleElement().satisfies(file -> {
            assertThat(file.bytes().length).isBetween(300_000, 1_000_000);
            assertThat(file.name()).isEqualTo("box.png");
            assertThat(file.mimeType()).isEqualTo("image/png");
        });
    }

    @Test
    void else_the_agent_learns_its_name_its_size_and_the_limit() throws Exception {
        attached("image/png", png());
        refused("the attachment box.png has 2.5 MB and Fake takes at most 1 MB; attach a smaller one");
    }

    @Test
    void what_is_no_picture_is_never_made_smaller_whatever_the_desk_says_it_is() throws Exception {
        app.with("deskbridge.replies.media", "convert")
                .with("deskbridge.channels.shop.files", "image/png,application/pdf")
                .with("deskbridge.hub.language", "de");
        attached("application/pdf", new byte[1_500_000]);
        refused("der Anhang box.png hat 1,5 MB, Fake nimmt höchstens 1 MB; bitte einen kleineren anhängen");
    }

    @Test
    void what_may_tell_its_place_and_cannot_be_cleaned_is_not_published_whatever_the_desk_says_it_is() {
        attached("image/png", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1));
        refused(
                "box.png (HEIC) may tell where it was taken, and from files of this kind the hub cannot take that out; save"
                        + " it as JPEG or PNG and attach that");
        assertThat(app.network.files()).isEmpty();
    }

    @Test
    void a_wrong_setting_is_told_in_a_sentence() {
        app.with("deskbridge.replies.media", "shrink");
        assertThatThrownBy(app::start)
                .rootCause()
                .isInstanceOf(ConfigurationMistakes.class)
                .hasMessage("deskbridge.replies.media is \"shrink\"; write refuse or convert or link");
    }
}
