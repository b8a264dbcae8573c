package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Ticket;
import io.deskbridge.hub.ConfigurationMistakes;
import io.deskbridge.store.FileLinks;
import io.deskbridge.store.ReplyState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.formats.jpeg.xmp.JpegXmpRewriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that do not fit, where the network takes four PNG pictures of at most a million bytes and settings say: as links. */
class LinkedFilesTest {
    private static final String ADDRESS = "https://hub.example.com";
    private static final Pattern LINK = Pattern.compile(Pattern.quote(ADDRESS) + "/files/([A-Za-z0-9_-]{43})");
    private static final byte[] BILL = "%PDF-1.4 a bill".getBytes(StandardCharsets.UTF_8);

    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.replies.media", "link")
                .with("deskbridge.replies.link-address", ADDRESS + "/");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static Attachment file(String reference, String name, String type) {
        return Attachment.of(Attachment.Type.FILE, reference).named(name).typed(type);
    }

    /** Noise, which takes about three bytes a pixel. */
    private static byte[] png(int side) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var noise = new Random(7);
        IntStream.range(0, side * side).forEach(i -> image.setRGB(i % side, i / side, noise.nextInt(0xffffff)));
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Ticket asked() {
        app.start();
        app.desk.file("bill", new Media("bill.pdf", "application/pdf", BILL));
        List.of("box", "a", "b", "c", "d")
                .forEach(name -> app.desk.file(name, new Media(name + ".png", "image/png", png(8))));
        app.post("t-1", "t", "where is my bill?");
        return app.ticket("t");
    }

    private Comment answered(String words) {
        return app.desk.comment(asked(), words, file("bill", "bill.pdf", "application/pdf"));
    }

    private static String token(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    /** What people get who ask for the link; empty when it is over. */
    private static Optional<byte[]> file(HubApp app, String token) {
        FileLinks links = app.bean(FileLinks.class);
        FileLinks.Found found = links.find(token).orElseThrow();
        if (found.over()) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        try {
            links.read(found.link(), bytes::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(bytes.toByteArray());
    }

    private int links() {
        return app.replies("t").stream()
                .mapToInt(reply -> app.bean(FileLinks.class).of(reply).size())
                .sum();
    }

    @Test
    void a_file_of_another_kind_goes_as_a_link_and_what_fits_hangs_on_the_reply() {
        Ticket ticket = asked();
        app.desk.comment(
                ticket, "see both", file("bill", "bill.pdf", "application/pdf"), file("box", "box.png", "image/png"));

        soon(() -> assertThat(app.published("t")).hasSize(1));
        String text = app.published("t").get(0);
        assertThat(text).matches("see both\\n" + LINK.pattern());
        assertThat(app.network.published().get(0).reply().attachments())
                .extracting(Attachment::reference)
                .containsExactly("box");
        assertThat(file(app, token(text))).contains(BILL);
        assertThat(app.bean(FileLinks.class).find(token(text)).orElseThrow().link())
                .satisfies(link -> {
                    assertThat(link.name()).isEqualTo("bill.pdf");
                    assertThat(link.mimeType()).isEqualTo("application/pdf");
                });
        String until = app.clock.instant().plus(Duration.ofDays(90)).toString().substring(0, 10);
        soon(() -> assertThat(app.notes("t"))
                .singleElement()
                .asString()
                .startsWith(
                        "✓ Published on Fake: “see both”\nSent as a link, which works until " + until + ": bill.pdf."));
    }

    @Test
    void what_is_too_much_and_what_cannot_be_made_smaller_goes_as_links_too() {
        Ticket ticket = asked();
        app.desk.file("large", new Media("large.png", "image/png", png(900)));
        app.desk.file("odd", new Media("odd.bin", "application/zip", new byte[1_500_000]));
        app.desk.comment(
                ticket,
                "six",
                file("large", "large.png", "image/png"),
                file("odd", "odd.png", "image/png"),
                file("a", "a.png", "image/png"),
                file("b", "b.png", "image/png"),
                file("c", "c.png", "image/png"),
                file("d", "d.png", "image/png"));

        soon(() -> assertThat(app.published("t")).hasSize(1));
        assertThat(app.network.published().get(0).reply().attachments())
                .extracting(Attachment::reference)
                .containsExactly("large", "a", "b", "c");
        assertThat(LINK.matcher(app.published("t").get(0)).results()).hasSize(2);
        assertThat(app.network.files()).allMatch(file -> file.bytes().length <= 1_000_000);
    }

    @Test
    void the_same_file_of_the_same_reply_has_one_link_whatever_breaks() {
        app.network.failNext("send", new Failure.Unavailable("not now"));
        app.network.failAfterNext("send", new Failure.Uncertain("the answer did not come"));
        answered("here");

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        String text = app.published("t").get(0);
        app.restart();
        assertThat(app.published("t")).containsExactly(text);
        assertThat(links()).isEqualTo(1);
        assertThat(app.network.calls("send")).isEqualTo(2);
        assertThat(file(app, token(text))).contains(BILL);
    }

    @Test
    void a_reply_that_was_begun_before_a_stop_goes_on_with_its_link() {
        app.network.failNext(
                "send", new Failure.RateLimited("later", app.clock.instant().plus(Duration.ofHours(1))));
        answered("here");
        soon(() -> assertThat(app.comments("t").get(0).reason()).isEqualTo("later"));
        String token =
                app.bean(FileLinks.class).of(app.replies("t").get(0)).get(0).token();
        app.stop();
        app.clock.forward(Duration.ofHours(1));
        app.start();

        soon(() -> assertThat(app.published("t")).containsExactly("here\n" + ADDRESS + "/files/" + token));
        assertThat(links()).isEqualTo(1);
    }

    @Test
    void the_link_counts_in_the_length_and_what_is_refused_can_be_had_nowhere() {
        app.with("deskbridge.channels.shop.limit", "80");
        answered("this fits by itself");

        soon(() -> assertThat(app.notes("t"))
                .singleElement()
                .asString()
                .contains("Reason: it has 93 characters and Fake takes 80; shorten it by 13.")
                .contains("This was to be published:\nthis fits by itself\n" + ADDRESS));
        assertThat(app.published("t")).isEmpty();
        assertThat(file(app, token(app.notes("t").get(0)))).isEmpty();
    }

    @Test
    void the_signature_stands_below_and_a_thread_ends_with_the_link() {
        app.with("deskbridge.signatures.others", "^MK")
                .with("deskbridge.replies.too-long", "thread")
                .with("deskbridge.channels.shop.threads", "true")
                .with("deskbridge.channels.shop.link-price", "true")
                .with("deskbridge.channels.shop.limit", "100");
        answered("Your bill is here, with all that was asked for. It has three pages and a table.");

        soon(() -> assertThat(app.published("t")).hasSize(2));
        assertThat(app.published("t").get(1)).matches("(?s).*" + LINK.pattern() + " .*\\^MK");
        assertThat(app.network.published())
                .allMatch(post -> post.reply().attachments().isEmpty());
        soon(() -> assertThat(app.notes("t"))
                .singleElement()
                .asString()
                .contains("Sent as a link")
                .endsWith(": bill.pdf. With the link it costs $0.21 instead of $0.02 at Fake."));
    }

    @Test
    void where_a_link_costs_the_agent_reads_so_before_and_after() {
        app.with("deskbridge.channels.shop.link-price", "true").with("deskbridge.hub.language", "de");
        answered("hier");

        assertThat(app.desk.cases().get(0).entries())
                .first()
                .asString()
                .contains(
                        "Ein Link darin macht sie bei Fake 0,20 $ statt 0,01 $ teuer. Eine Datei, die Fake nicht nimmt,"
                                + " geht als Link hinaus und kostet ebenso viel.");
        soon(() -> assertThat(app.notes("t"))
                .singleElement()
                .asString()
                .endsWith(": bill.pdf. Mit dem Link kostet sie bei Fake 0,20 $ statt 0,01 $."));
    }

    @Test
    void of_what_stays_inside_there_never_is_a_link() {
        Ticket ticket = asked();
        app.desk.internalNote(ticket, "the bill is bill.pdf");
        app.network.failNext(
                "send", new Failure.RateLimited("later", app.clock.instant().plus(Duration.ofHours(1))));
        app.desk.comment(ticket, "first");
        soon(() -> assertThat(app.comments("t").get(0).reason()).isEqualTo("later"));
        Comment hidden = app.desk.comment(ticket, "SECRET", file("bill", "bill.pdf", "application/pdf"));
        app.desk.hide(hidden.id());
        app.clock.forward(Duration.ofHours(1));

        soon(() -> assertThat(app.replies("t")).last().satisfies(reply -> assertThat(reply.reason())
                .isEqualTo("the comment is not public any more")));
        assertThat(app.desk.calls("fetch")).isZero();
        assertThat(links()).isZero();
    }

    @Test
    void pictures_tell_no_place_and_after_its_time_the_file_is_gone() throws IOException {
        var jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
        var told = new ByteArrayOutputStream();
        new JpegXmpRewriter().updateXmpXml(jpeg.toByteArray(), told, "<x:xmpmeta>somewhere in Bonn</x:xmpmeta>");
        Ticket ticket = asked();
        app.desk.file("photo", new Media("photo.jpg", "image/jpeg", told.toByteArray()));
        app.desk.comment(ticket, "see", file("photo", "photo.jpg", "image/jpeg"));

        soon(() -> assertThat(app.published("t")).hasSize(1));
        String token = token(app.published("t").get(0));
        assertThat(new String(file(app, token).orElseThrow(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Bonn")
                .hasSizeGreaterThan(100);

        app.clock.forward(Duration.ofDays(90));

        assertThat(file(app, token)).isEmpty();
        app.bean(FileLinks.class).forgetEnded();
        app.clock.forward(Duration.ofDays(90).negated());
        assertThatThrownBy(() -> file(app, token)).hasMessageContaining("deleted meanwhile");
        assertThat(app.bean(FileLinks.class).find("A".repeat(43))).isEmpty();
    }

    @Test
    void what_may_tell_its_place_and_cannot_be_cleaned_becomes_no_link_either() {
        app.with("deskbridge.hub.language", "de");
        Ticket ticket = asked();
        byte[] tiff = "II*\0 52.52 N".getBytes(StandardCharsets.ISO_8859_1);
        app.desk.file("scan", new Media("scan.tif", "application/octet-stream", tiff));
        app.desk.comment(ticket, "see", file("scan", "scan.tif", "application/octet-stream"));

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.REFUSED));
        assertThat(app.published("t")).isEmpty();
        assertThat(links()).isZero();
        soon(() -> assertThat(app.notes("t"))
                .singleElement()
                .asString()
                .contains("scan.tif (TIFF/RAW) kann den Ort der Aufnahme verraten")
                .contains("bitte als JPEG oder PNG speichern"));
    }

    @Test
    void another_process_of_a_shared_ledger_hands_it_out_too() {
        app.on(TestPostgres.empty());
        answered("here");
        soon(() -> assertThat(app.published("t")).hasSize(1));
        String token = token(app.published("t").get(0));
        try (HubApp other = app.another().start()) {
            assertThat(file(other, token)).contains(BILL);
        }
    }

    @Test
    void without_the_hubs_address_there_are_no_links_and_the_mistake_is_told() {
        app.without("deskbridge.replies.link-address");
        mistake(
                "deskbridge.replies.media is \"link\" and deskbridge.replies.link-address is missing; write the address under"
                        + " which people reach this hub, such as https://hub.example.com");
        for (String wrong : List.of("hub.example.com", "http://hub.example.com", "https://hub.example.com/?a=b")) {
            app.with("deskbridge.replies.link-address", wrong);
            mistake("deskbridge.replies.link-address is \"" + wrong
                    + "\"; write the address under which people reach this hub, such as https://hub.example.com");
        }
    }

    private void mistake(String sentence) {
        assertThatThrownBy(app::start)
                .rootCause()
                .isInstanceOf(ConfigurationMistakes.class)
                .hasMessage(sentence);
    }
}
