package io.deskbridge.route;

import static io.deskbridge.contract.FakeNetwork.NOT_THIS_ONE;
import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeNetwork.Published;
import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.hub.Webhooks;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.PartLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a message takes one file, an answer takes three, and at most 30 characters stand with a PNG. */
class FilesApartTest {
    private static final Failure LOST = new Failure.Uncertain("the answer did not come");
    private static final List<String> ALL = List.of("see these [a]", " [b]", " [c]");
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.channels.shop.files-apart", "true")
                .with("deskbridge.channels.shop.files", "image/png,image/jpeg,audio/ogg")
                .with("deskbridge.channels.shop.settle", "1h");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static Attachment file(String name) {
        return Attachment.of(Attachment.Type.IMAGE, name).named(name + ".png").typed("image/png");
    }

    private void asked() {
        app.post("t-1", "t", "where is my parcel?");
        List.of("a", "b", "c", "d").forEach(name -> app.desk.file(name, new Media(name + ".png", "image/png", png())));
    }

    private static byte[] png() {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Comment answered(String words, String... names) {
        asked();
        return app.desk.comment(
                app.ticket("t"),
                words,
                List.of(names).stream().map(FilesApartTest::file).toArray(Attachment[]::new));
    }

    /** Each message's words and files, in order. */
    private List<String> messages() {
        return app.network.published().stream()
                .map(Published::reply)
                .map(reply -> reply.text()
                        + reply.attachments().stream()
                                .map(file -> " [" + file.reference() + "]")
                                .reduce("", String::concat))
                .toList();
    }

    private ReplyRow reply() {
        return app.replies("t").get(0);
    }

    private void finished() {
        soon(() -> assertThat(app.outcomes("t")).containsExactly("✓ Published on Fake as 3 posts: “see these”"));
        assertThat(messages()).isEqualTo(ALL);
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(app.comments("t").get(0).state()).isEqualTo(CommentState.REPLIED);
    }

    @Test
    void each_file_is_a_message_and_the_words_stand_with_the_first() {
        app.start();
        answered("see these", "a", "b", "c");
        finished();
        assertThat(app.network.files()).hasSize(3);
    }

    @Test
    void words_that_may_not_stand_with_the_file_go_before_it() {
        app.start();
        answered("these are more than thirty characters", "a", "b");
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));
        assertThat(messages()).containsExactly("these are more than thirty characters", " [a]", " [b]");

        app.desk.file("d", new Media("d", "audio/ogg", new byte[] {1}));
        app.desk.comment(app.ticket("t"), "listen", file("d"));
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));
        assertThat(messages().subList(3, 5)).containsExactly("listen", " [d]");
    }

    @Test
    void what_a_file_is_is_told_by_its_bytes() {
        app.start();
        asked();
        app.desk.comment(
                app.ticket("t"),
                "see",
                Attachment.of(Attachment.Type.FILE, "a").named("a.txt").typed("text/plain"));
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));
        assertThat(messages()).containsExactly("see [a]");
    }

    @Test
    void one_file_with_its_words_and_files_without_words_need_no_more_messages_than_files() {
        app.start();
        answered("see", "a");
        soon(() -> assertThat(app.outcomes("t")).containsExactly("✓ Published on Fake: “see”"));
        app.desk.comment(app.ticket("t"), "", file("b"), file("c"));
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));
        assertThat(messages()).containsExactly("see [a]", " [b]", " [c]");
    }

    @Test
    void a_long_text_is_a_thread_before_the_files() {
        app.with("deskbridge.replies.too-long", "thread")
                .with("deskbridge.channels.shop.threads", "true")
                .with("deskbridge.channels.shop.limit", "32")
                .start();
        answered("Your parcel is on its way. It comes tomorrow.", "a", "b");
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));
        assertThat(messages())
                .containsExactly("Your parcel is on its way. (1/2)", "It comes tomorrow. (2/2)", " [a]", " [b]");
    }

    @Test
    void more_files_than_an_answer_takes_are_refused_before_anything_is_sent() {
        app.start();
        answered("see these", "a", "b", "c", "d");
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .contains("it has 4 attachments and Fake takes 3"));
        assertThat(messages()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_published_is_found_out_before_anything_is_sent() {
        app.start();
        asked();
        app.desk.file("b", new Media("b.png", "image/png", "II*\0 52.52 N".getBytes(StandardCharsets.UTF_8)));
        app.desk.comment(app.ticket("t"), "see these", file("a"), file("b"));
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .startsWith("✗ Not published, and nobody has seen it")
                .contains("b.png (TIFF/RAW) may tell where it was taken"));
        assertThat(messages()).isEmpty();
        assertThat(reply().state()).isEqualTo(ReplyState.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,false", "0,true", "1,true", "2,true"})
    void a_message_whose_answer_is_lost_is_looked_up_and_each_stands_once(int part, boolean after) {
        app.start();
        for (int i = 0; i < part; i++) {
            queue(after, NOT_THIS_ONE);
        }
        queue(after, LOST);
        answered("see these", "a", "b", "c");
        soon(() -> assertThat(app.comments("t").get(0).reason())
                .isEqualTo("waits until Fake must have ended the first attempt"));
        app.restart();
        app.clock.forward(Duration.ofHours(1));
        finished();
    }

    private void queue(boolean after, RuntimeException failure) {
        if (after) {
            app.network.failAfterNext("send", failure);
        } else {
            app.network.failNext("send", failure);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void what_was_sent_before_a_stop_is_not_sent_again(int sent) {
        app.start();
        for (int i = 0; i < sent; i++) {
            app.network.failNext("send", NOT_THIS_ONE);
        }
        app.network.failNext(
                "send", new Failure.RateLimited("later", app.clock.instant().plus(Duration.ofHours(1))));
        answered("see these", "a", "b", "c");
        soon(() -> assertThat(app.comments("t").get(0).reason()).isEqualTo("later"));
        app.stop();
        app.clock.forward(Duration.ofHours(1));
        app.start();
        finished();
        assertThat(app.network.published().stream().map(Published::key))
                .containsExactlyElementsOf(IntStream.range(0, 3)
                        .mapToObj(part -> reply().key().forPart(part))
                        .toList());
    }

    @Test
    void what_the_network_does_not_take_ends_it_the_agent_reads_which_file_is_missing_and_sends_that_alone() {
        app.start();
        app.network.failNext("send", NOT_THIS_ONE);
        app.network.failNext("send", new Failure.Rejected("it is too dark"));
        answered("see these", "a", "b", "c");
        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .contains("✗ Published in part on Fake: “see these”")
                .contains("Of 3 parts: part 1 stands there; parts 2 and 3 do not.")
                .contains("it is too dark")
                .endsWith("This is missing:\n[b.png]\n[c.png]"));
        assertThat(reply().state()).isEqualTo(ReplyState.FAILED);

        app.desk.comment(app.ticket("t"), "/again " + reply().seq());
        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(messages()).isEqualTo(ALL);
    }

    @Test
    void what_did_not_arrive_by_the_networks_word_is_told_and_sent_again_alone() {
        app.on(TestPostgres.empty())
                .with("deskbridge.channels.shop.repeat", "TOLD_LATER")
                .start();
        answered("see these", "a", "b", "c");
        finished();
        String second = app.bean(PartLedger.class)
                .of(reply())
                .get(1)
                .sent()
                .orElseThrow()
                .id();
        String body = "!" + second + "||FAILED|no such picture";
        var call =
                new WebhookCall("POST", Map.of(), Map.of("X-Signature", "good"), body.getBytes(StandardCharsets.UTF_8));
        app.bean(Webhooks.class).channel("shop", call).orElseThrow().join();
        soon(() -> assertThat(app.outcomes("t"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("✗ Part 2 of 3 was not delivered by Fake: “see these”\nIt said: no such picture"));

        app.desk.comment(app.ticket("t"), "/again " + reply().seq());
        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(messages()).containsExactly("see these [a]", " [b]", " [c]", " [b]");
    }
}
