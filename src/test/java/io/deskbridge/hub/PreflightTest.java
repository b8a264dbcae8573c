package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Reply;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final MediaRule IMAGES = new MediaRule(2, 1000, Set.of("image/png", "image/jpeg"));
    private final SettableClock clock = new SettableClock(NOON.plusSeconds(60));
    private MediaRule media = IMAGES;
    private String converting = "refuse";
    private Optional<Duration> window = Optional.empty();
    private List<ReplyCommand> commands = List.of();
    private Set<Kind> windowed = Set.of(Kind.values());

    private ChannelContract contract() {
        var text = new TextRule(10, new Words("graphemes", "Zeichen"), String::length);
        return new ChannelContract(
                "Net",
                Optional.of(text),
                Optional.empty(),
                media,
                window,
                ChannelContract.Repeat.LOOK_UP,
                ChannelContract.Repeat.LOOK_UP,
                Duration.ZERO,
                commands,
                windowed);
    }

    private static MessageBuilder question(Kind kind) {
        return new MessageBuilder("acme", "1", kind, "t", Author.unknown("anna"), NOON);
    }

    /** Its files fit. */
    private static Reply reply(MessageBuilder to, String text, Attachment... attachments) {
        return reply(to, text, (attachment, max) -> new Media("a", "image/png", new byte[1]), attachments);
    }

    private static Reply reply(MessageBuilder to, String text, Media.Source files, Attachment... attachments) {
        return new Reply(to.build(), new Agent("mia", "Mia"), text, List.of(attachments), files);
    }

    private FileFit fit() {
        return new FileFit(new ReplySettings("refuse", converting), settings("en"));
    }

    private static HubSettings settings(String language) {
        HubSettings english = VerdictTest.settings(Duration.ZERO, Duration.ZERO);
        return new HubSettings(
                Locale.forLanguageTag(language),
                english.workers(),
                english.sweep(),
                english.check(),
                english.firstPause(),
                english.longestPause(),
                english.attempts(),
                20_000_000,
                english.tellWaiting(),
                Duration.ofSeconds(20),
                english.lease());
    }

    private String mistake(String language, Reply reply) {
        HubSettings settings = settings(language);
        var replies = new ReplySettings("refuse", converting);
        return new Preflight(fit(), replies, settings, clock)
                .mistake(contract(), reply, reply.inReplyTo().sentAt())
                .orElse("none");
    }

    private void mistakes(Reply reply, String english, String german) {
        assertThat(mistake("en", reply)).isEqualTo(english);
        assertThat(mistake("de", reply)).isEqualTo(german);
    }

    private static Attachment picture(String mime) {
        return Attachment.of(Attachment.Type.IMAGE, "help:1").named("a.bin").typed(mime);
    }

    private static Attachment sized(Attachment file, long bytes) {
        return new Attachment(
                file.type(),
                file.reference(),
                file.name(),
                file.mimeType(),
                file.description(),
                OptionalLong.of(bytes));
    }

    @Test
    void a_file_with_too_many_bytes_is_named_with_its_size_and_the_limit() {
        media = new MediaRule(2, 5_000_000, Set.of());
        Attachment film = sized(picture("video/mp4").named("tour.mp4"), 12_340_001);
        mistakes(
                reply(question(Kind.MENTION), "see", film),
                "the attachment tour.mp4 has 12.4 MB and Net takes at most 5 MB; attach a smaller one",
                "der Anhang tour.mp4 hat 12,4 MB, Net nimmt höchstens 5 MB; bitte einen kleineren anhängen");
        media = new MediaRule(2, 976_560, Set.of());
        mistakes(
                reply(question(Kind.MENTION), "see", sized(picture("image/png"), 976_561)),
                "the attachment a.bin has 977 kB and Net takes at most 976 kB; attach a smaller one",
                "der Anhang a.bin hat 977 kB, Net nimmt höchstens 976 kB; bitte einen kleineren anhängen");
        mistakes(reply(question(Kind.MENTION), "see", sized(picture("image/png"), 976_560)), "none", "none");
    }

    @Test
    void a_picture_that_can_be_made_smaller_is_no_mistake_where_the_settings_say_so() {
        converting = "convert";
        media = new MediaRule(2, 5_000_000, Set.of());
        mistakes(reply(question(Kind.MENTION), "see", sized(picture("IMAGE/JPEG"), 9_000_000)), "none", "none");
        for (Attachment other : List.of(
                sized(picture("image/gif"), 9_000_000),
                sized(picture("image/webp"), 9_000_000),
                sized(picture("image/png"), 90_000_000_000L))) {
            assertThat(mistake("en", reply(question(Kind.MENTION), "see", other)))
                    .contains("takes at most 5 MB");
        }
    }

    @Test
    void a_reply_within_the_rules_has_no_mistake() {
        assertThat(mistake("en", reply(question(Kind.MENTION), "0123456789", picture("IMAGE/PNG"))))
                .isEqualTo("none");
    }

    @Test
    void a_text_that_is_too_long_is_told_by_how_much() {
        mistakes(
                reply(question(Kind.MENTION), "0123456789abc"),
                "it has 13 graphemes and Net takes 10; shorten it by 3",
                "er hat 13 Zeichen, Net nimmt 10; bitte um 3 kürzen");
    }

    @Test
    void a_comment_without_words_needs_an_attachment() {
        mistakes(reply(question(Kind.MENTION), " \n"), "the comment has no text", "der Kommentar hat keinen Text");
        assertThat(mistake("en", reply(question(Kind.MENTION), "", picture("image/png"))))
                .isEqualTo("none");
    }

    @Test
    void a_kind_that_takes_no_answers_is_told() {
        mistakes(
                reply(question(Kind.DIRECT), "hello"),
                "Net takes no answers to this kind of message",
                "Net nimmt auf diese Art von Nachricht keine Antworten an");
    }

    @Test
    void too_many_attachments_are_told() {
        mistakes(
                reply(
                        question(Kind.MENTION),
                        "hello",
                        picture("image/png"),
                        picture("image/png"),
                        picture("image/png")),
                "it has 3 attachments and Net takes 2",
                "er hat 3 Anhänge, Net nimmt 2");
    }

    @Test
    void an_attachment_of_another_type_is_told_by_its_name_and_by_what_its_bytes_are() {
        var page = new Media("a.bin", "text/html", new byte[1]);
        mistakes(
                reply(
                        question(Kind.MENTION),
                        "hello",
                        (attachment, max) -> fit().fit(page, media, max, "Net"),
                        picture("image/png")),
                "Net does not take the attachment a.bin (text/html); it takes image/jpeg, image/png",
                "Net nimmt den Anhang a.bin (text/html) nicht; angenommen werden image/jpeg, image/png");
    }

    @Test
    void a_file_has_the_limit_of_its_type() {
        media = new MediaRule(2, 5_000, Set.of(), Map.of("image/png", 2_000L));
        for (String type : List.of("image/png", "application/pdf")) {
            var file = new Media("a", type, new byte[3_000]);
            Reply reply = reply(
                    question(Kind.MENTION),
                    "hello",
                    (attachment, max) -> fit().fit(file, media, max, "Net"),
                    sized(picture("application/octet-stream"), 3_000));
            assertThat(mistake("en", reply))
                    .isEqualTo(
                            type.equals("image/png")
                                    ? "the attachment a has 3 kB and Net takes at most 2 kB; attach a smaller one"
                                    : "none");
        }
    }

    @Test
    void what_takes_no_files_is_told_so_by_kind_and_by_request() {
        commands = List.of(
                new ReplyCommand("private", new Words("/private", "/private"), false, true, line -> Optional.empty())
                        .with(MediaRule.NONE));
        assertThat(mistake("en", reply(question(Kind.MENTION), "hello", picture("image/png"))))
                .isEqualTo("none");
        mistakes(
                reply(question(Kind.MENTION), "/private\nhello", picture("image/png")),
                "Net takes no files on an answer of this kind; send it without attachments",
                "Net nimmt an einer Antwort dieser Art keine Dateien an; bitte ohne Anhänge senden");
        assertThat(mistake("en", reply(question(Kind.MENTION), "/private\nhello")))
                .isEqualTo("none");
        ChannelContract publicOnly = contract().inPrivate(MediaRule.NONE);
        assertThat(publicOnly.mostFiles(Kind.DIRECT)).isZero();
        assertThat(publicOnly.mostFiles(Kind.COMMENT)).isEqualTo(2);
    }

    @Test
    void a_network_that_names_no_types_takes_any() {
        media = new MediaRule(1, 1000, Set.of());
        assertThat(mistake("en", reply(question(Kind.MENTION), "hello", picture("text/html"))))
                .isEqualTo("none");
    }

    @Test
    void an_answer_that_comes_too_late_is_told() {
        window = Optional.of(Duration.ofHours(24));
        clock.set(NOON.plus(Duration.ofHours(24)));
        assertThat(mistake("en", reply(question(Kind.MENTION), "hello"))).isEqualTo("none");

        clock.advance(Duration.ofSeconds(1));

        mistakes(
                reply(question(Kind.MENTION), "hello"),
                "Net takes answers only within 24 hours after the customer last wrote",
                "Net nimmt Antworten nur binnen 24 Stunden an, nachdem der Kunde zuletzt schrieb");
    }

    @Test
    void a_window_of_private_messages_does_not_end_public_answers() {
        window = Optional.of(Duration.ofHours(24));
        windowed = Set.of(Kind.DIRECT);
        clock.set(NOON.plus(Duration.ofHours(25)));
        assertThat(mistake("en", reply(question(Kind.COMMENT), "hello"))).isEqualTo("none");

        windowed = Set.of(Kind.DIRECT, Kind.COMMENT);

        assertThat(mistake("en", reply(question(Kind.COMMENT), "hello"))).contains("only within 24 hours");
    }

    @Test
    void what_the_channel_said_of_the_message_comes_first() {
        mistakes(
                reply(question(Kind.MENTION).restriction(new Words("not summoned", "nicht gerufen")), "x".repeat(99)),
                "not summoned",
                "nicht gerufen");
        mistakes(
                reply(question(Kind.MENTION).deletedAt(NOON), "hello"),
                "the message was deleted by its author",
                "die Nachricht wurde vom Verfasser gelöscht");
    }

    @Test
    void what_looks_like_a_request_is_never_sent_as_words() {
        for (String text :
                List.of("/private", "/private\nhello", "/private: hello", " / Private hello", "\u200b/private")) {
            mistakes(
                    reply(question(Kind.MENTION), text),
                    "it begins with /private, which Net does not know; to send it as it is, begin with another character",
                    "er beginnt mit /private, das kennt Net nicht; um ihn so zu senden, beginnen Sie mit einem anderen"
                            + " Zeichen");
        }
        assertThat(mistake("en", reply(question(Kind.MENTION), "1/2 / 3"))).isEqualTo("none");
    }

    @Test
    void a_request_that_the_channel_knows_is_sent_only_as_it_is_to_be_written() {
        commands = List.of(new ReplyCommand(
                "private",
                new Words("/private sends it in private", "/private sendet vertraulich"),
                false,
                line -> line.rest().isEmpty()
                        ? Optional.of(new Words("no words below", "keine Worte darunter"))
                        : Optional.empty()));
        assertThat(mistake("en", reply(question(Kind.MENTION), "/private\nhello")))
                .isEqualTo("none");
        mistakes(reply(question(Kind.MENTION), "/private"), "no words below", "keine Worte darunter");
        mistakes(
                reply(question(Kind.MENTION), "/private: hello"),
                "its first line is not written as /private must be; /private sends it in private",
                "seine erste Zeile ist nicht so geschrieben, wie /private es verlangt; /private sendet vertraulich");
        mistakes(
                reply(question(Kind.MENTION), "/privat\nhello"),
                "it begins with /privat, which Net does not know; perhaps /private was meant; to send it as it is, begin"
                        + " with another character",
                "er beginnt mit /privat, das kennt Net nicht; vielleicht war /private gemeint; um ihn so zu senden,"
                        + " beginnen Sie mit einem anderen Zeichen");
    }
}
