package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final MediaRule IMAGES = new MediaRule(2, 1000, Set.of("image/png", "image/jpeg"));
    private final SettableClock clock = new SettableClock(NOON.plusSeconds(60));
    private MediaRule media = IMAGES;
    private Optional<Duration> window = Optional.empty();

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
                Duration.ZERO);
    }

    private static MessageBuilder question(Kind kind) {
        return new MessageBuilder("acme", "1", kind, "t", Author.unknown("anna"), NOON);
    }

    private static Reply reply(MessageBuilder to, String text, Attachment... attachments) {
        return new Reply(to.build(), new Agent("mia", "Mia"), text, List.of(attachments), (attachment, max) -> {
            throw new Failure.Rejected("none");
        });
    }

    private String mistake(String language, Reply reply) {
        HubSettings english = VerdictTest.settings(Duration.ZERO, Duration.ZERO);
        var settings = new HubSettings(
                Locale.forLanguageTag(language),
                english.workers(),
                english.sweep(),
                english.check(),
                english.firstPause(),
                english.longestPause(),
                english.attempts(),
                english.maxAttachmentBytes(),
                Duration.ofSeconds(20),
                english.lease());
        return new Preflight(settings, clock).mistake(contract(), reply).orElse("none");
    }

    private void mistakes(Reply reply, String english, String german) {
        assertThat(mistake("en", reply)).isEqualTo(english);
        assertThat(mistake("de", reply)).isEqualTo(german);
    }

    private static Attachment picture(String mime) {
        return Attachment.of(Attachment.Type.IMAGE, "help:1").named("a.bin").typed(mime);
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
    void an_attachment_of_another_type_is_told_by_its_name() {
        mistakes(
                reply(question(Kind.MENTION), "hello", picture("image/png"), picture("text/html")),
                "Net does not take the attachment a.bin (text/html); it takes image/jpeg, image/png",
                "Net nimmt den Anhang a.bin (text/html) nicht; angenommen werden image/jpeg, image/png");
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
                "Net takes answers only within 24 hours",
                "Net nimmt Antworten nur binnen 24 Stunden an");
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
}
