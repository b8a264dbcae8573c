package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.AcknowledgementLedger;
import io.deskbridge.store.AcknowledgementRow;
import io.deskbridge.store.AcknowledgementState;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NoteRow;
import io.deskbridge.store.NoteState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step {@code acknowledge:}: the customer hears once that the message arrived. */
class AcknowledgeTest {
    private static final String HELP = "to: {uri: 'desk:help'}";
    private static final String WORDS = "It arrived, 100% & more. Number {ticket} on {network}.";
    private static final String NIGHT = "to: {uri: 'acknowledge:night', parameters: {text: '" + WORDS + "'}}";
    private static final Failure LOST = new Failure.Uncertain("the answer did not come");

    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder).with("deskbridge.channels.shop.settle", "1h");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void start(String... steps) {
        app.route("in", Yaml.route("in", "channel:shop", steps)).start();
    }

    private MessageBuilder message(String id, String thread, Kind kind, String text) {
        return new MessageBuilder("shop", id, kind, thread, Author.unknown("anna"), app.clock.instant()).text(text);
    }

    private Message direct(String thread, String text) {
        Message message = message(thread + "-" + text.hashCode(), thread, Kind.DIRECT, text)
                .build();
        app.network.post(message);
        return message;
    }

    private Optional<AcknowledgementRow> row(String thread) {
        return app.bean(AcknowledgementLedger.class).of(HubApp.talk(thread));
    }

    private AcknowledgementRow ended(String thread, AcknowledgementState state) {
        soon(() -> assertThat(row(thread))
                .get()
                .satisfies(found -> assertThat(found.state()).as(found.reason()).isEqualTo(state)));
        return row(thread).orElseThrow();
    }

    private void waits(String reason) {
        soon(() -> assertThat(row("t"))
                .get()
                .extracting(AcknowledgementRow::reason)
                .asString()
                .startsWith(reason));
    }

    private void notesAreWritten(String thread) {
        soon(() -> assertThat(app.noteRows(thread)).allMatch(note -> note.state() != NoteState.WAITING));
    }

    @Test
    void a_private_message_is_acknowledged_once_when_it_stands_in_its_ticket() {
        start(NIGHT, HELP);
        direct("t", "hello");
        Ticket ticket = app.ticket("t");
        String words = "It arrived, 100% & more. Number " + ticket.id() + " on Fake.";
        ended("t", AcknowledgementState.SENT);
        direct("t", "anybody there?");
        direct("t", "hello?");

        soon(() -> assertThat(app.entries("t")).hasSize(3));
        soon(() -> assertThat(app.notes("t")).hasSize(1));
        app.restart();
        direct("t", "I am back");
        soon(() -> assertThat(app.entries("t")).hasSize(4));
        assertThat(app.published("t")).containsExactly(words);
        FakeNetwork.Published there = app.network.published().get(0);
        assertThat(there.reply().inReplyTo().id().value())
                .isEqualTo(app.entries("t").get(0));
        assertThat(app.notes("t")).containsExactly("✓ Acknowledged automatically on Fake: “" + words + "”");
        assertThat(app.replies("t")).isEmpty();
        assertThat(app.comments("t")).isEmpty();
    }

    @Test
    void messages_that_came_together_have_one() {
        start(NIGHT, HELP);
        app.desk.hold("open");
        for (int i = 0; i < 20; i++) {
            direct("t", "message " + i);
        }
        app.desk.letGo("open");
        soon(() -> assertThat(app.entries("t")).hasSize(20));
        ended("t", AcknowledgementState.SENT);
        assertThat(app.published("t")).hasSize(1);
    }

    @Test
    void what_is_dismissed_is_not_acknowledged_and_neither_is_what_stands_in_no_ticket_yet() {
        start(NIGHT, "to: {uri: 'only:orders', parameters: {words-any: order}}", HELP);
        direct("dismissed", "hello");
        soon(() -> assertThat(app.messages("dismissed").get(0).state()).isEqualTo(MessageState.DISMISSED));
        app.desk.fails(() -> new Failure.Unavailable("down"));
        direct("waits", "my order");
        soon(() -> assertThat(app.messages("waits")).hasSize(1));
        assertThat(row("waits")).isEmpty();
        app.desk.works();

        ended("waits", AcknowledgementState.SENT);
        assertThat(row("dismissed")).isEmpty();
        assertThat(app.published("dismissed")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MENTION", "COMMENT", "REVIEW"})
    void what_is_public_is_acknowledged_only_where_the_step_says_so(Kind kind) {
        start(NIGHT, HELP);
        app.network.post(message("m", "t", kind, "hello").build());
        app.ticket("t");
        assertThat(row("t")).isEmpty();

        app.route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "to: {uri: 'acknowledge:all', parameters: {text: 'Thanks.', public: true}}",
                                HELP))
                .restart();
        app.network.post(message("o", "other", kind, "hello").build());
        ended("other", AcknowledgementState.SENT);
        assertThat(app.published("other")).containsExactly("Thanks.");
    }

    @Test
    void conditions_choose_as_everywhere() {
        start("to: {uri: 'acknowledge:orders', parameters: {words-any: order, text: 'Thanks.'}}", HELP);
        direct("no", "hello");
        app.ticket("no");
        direct("yes", "my order");
        ended("yes", AcknowledgementState.SENT);
        assertThat(row("no")).isEmpty();
        direct("no", "an order");
        ended("no", AcknowledgementState.SENT);
    }

    @Test
    void an_edit_a_deletion_and_a_machines_message_are_not_acknowledged() {
        start("to: {uri: 'acknowledge:late', parameters: {words-any: 'late, reply', text: 'Thanks.'}}", HELP);
        direct("machine", "Automatic reply: we are closed");
        app.network.post(message("m", "t", Kind.DIRECT, "hello").build());
        app.ticket("t");
        app.network.post(message("m", "t", Kind.DIRECT, "late")
                .revision("2", app.clock.instant().plusSeconds(1))
                .build());
        app.network.post(message("m", "t", Kind.DIRECT, "late")
                .deletedAt(app.clock.instant().plusSeconds(2))
                .build());
        soon(() -> assertThat(app.entries("t")).hasSize(3));
        app.ticket("machine");
        assertThat(row("t")).isEmpty();
        assertThat(row("machine")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text: T|Guten Abend, wo bleibt denn meine Bestellung seit einer Woche?|T",
                "text: T, text-de: D|Guten Abend, wo bleibt denn meine Bestellung seit einer Woche?|D",
                "text: T, text-de: D|Good evening, where is the order that I have been waiting for?|T",
                "text-de: D|Good evening, where is the order that I have been waiting for?|E of the settings",
                "text-de: D, text-en: E|Bonsoir, où est la commande que j'attends depuis une semaine ?|E",
                "kinds: direct|Guten Abend, wo bleibt denn meine Bestellung seit einer Woche?|D of the settings",
                "kinds: direct|👍|E of the settings"
            })
    void the_words_are_the_steps_or_the_settings_in_the_customers_language(String said, String text, String words) {
        app.with("deskbridge.acknowledgements.english", "E of the settings")
                .with("deskbridge.acknowledgements.german", "D of the settings");
        start("to: {uri: 'acknowledge:night', parameters: {" + said + "}}", HELP);
        direct("t", text);
        ended("t", AcknowledgementState.SENT);
        assertThat(app.published("t")).containsExactly(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ticket} {network}", "${body.text} {{secret}}", "/private", "$1 \\1"})
    void nothing_of_what_the_customer_wrote_goes_out(String text) {
        start(NIGHT, HELP);
        app.network.post(new MessageBuilder(
                        "shop",
                        "m",
                        Kind.DIRECT,
                        "t",
                        new Author(
                                "a",
                                text,
                                text,
                                Optional.empty(),
                                Optional.empty(),
                                java.util.OptionalLong.empty(),
                                false),
                        app.clock.instant())
                .text(text)
                .build());
        Ticket ticket = app.ticket("t");
        ended("t", AcknowledgementState.SENT);
        assertThat(app.published("t")).containsExactly("It arrived, 100% & more. Number " + ticket.id() + " on Fake.");
    }

    @Test
    void an_agent_who_answers_meanwhile_is_not_followed_by_an_acknowledgement() {
        start(NIGHT, HELP);
        app.network.fails(() -> new Failure.Unavailable("down"));
        app.network.works();
        app.network.hold("send");
        direct("other", "hello"); // keeps the network busy with another conversation
        soon(() -> assertThat(app.network.calls("send")).isEqualTo(1));
        app.network.letGo("send");
        ended("other", AcknowledgementState.SENT);

        app.network.failNext(
                "send", new Failure.RateLimited("slowly", app.clock.instant().plusSeconds(60)));
        direct("t", "hello");
        waits("slowly");
        app.desk.comment(app.ticket("t"), "Here I am.");
        soon(() -> assertThat(app.comments("t")).hasSize(1));
        app.clock.forward(Duration.ofSeconds(90));

        assertThat(ended("t", AcknowledgementState.WITHHELD).reason()).isEqualTo("an agent answers");
        soon(() -> assertThat(app.published("t")).containsExactly("Here I am."));
        soon(() -> assertThat(app.notes("t")).hasSize(1));
        assertThat(app.notes("t").get(0)).startsWith("✓ Sent in private on Fake");
    }

    @Test
    void a_conversation_in_which_an_agent_answered_long_ago_gets_none() {
        start(HELP);
        direct("t", "hello");
        app.desk.comment(app.ticket("t"), "Here I am.");
        soon(() -> assertThat(app.published("t")).hasSize(1));
        app.route("in", Yaml.route("in", "channel:shop", NIGHT, HELP)).restart();
        app.clock.forward(Duration.ofDays(3));
        direct("t", "hello again");
        assertThat(ended("t", AcknowledgementState.WITHHELD).reason()).isEqualTo("an agent answers");
        assertThat(app.published("t")).containsExactly("Here I am.");
    }

    @Test
    void outside_the_networks_window_none_is_sent_and_the_ticket_says_why_once() {
        app.with("deskbridge.channels.shop.window", "24h").with("deskbridge.acknowledgements.expires", "9d");
        start(NIGHT, HELP);
        app.network.hold("poll");
        direct("t", "hello");
        direct("t", "hello?");
        app.clock.forward(Duration.ofHours(25));
        app.network.letGo("poll");

        ended("t", AcknowledgementState.WITHHELD);
        soon(() -> assertThat(app.entries("t")).hasSize(2));
        soon(() -> assertThat(app.notes("t"))
                .containsExactly("No acknowledgement was sent on Fake, the customer has heard nothing yet: Fake takes"
                        + " answers only within 24 hours after the customer last wrote."));
        direct("t", "now I am here");
        ended("t", AcknowledgementState.SENT);
        assertThat(app.published("t")).hasSize(1);
    }

    @Test
    void after_an_outage_it_would_come_too_late() {
        start(NIGHT, HELP);
        app.network.failNext(
                "send", new Failure.RateLimited("slowly", app.clock.instant().plus(Duration.ofHours(2))));
        direct("t", "hello");
        waits("slowly");
        assertThat(row("t").orElseThrow().dueAt())
                .isEqualTo(row("t").orElseThrow().expiresAt());
        app.clock.forward(Duration.ofMinutes(16));

        ended("t", AcknowledgementState.EXPIRED);
        soon(() -> assertThat(app.notes("t"))
                .containsExactly("No acknowledgement was sent on Fake, the customer has heard nothing yet: it would"
                        + " have come too late."));
        assertThat(app.published("t")).isEmpty();
    }

    @Test
    void what_the_network_does_not_take_is_told_once() {
        start(NIGHT, HELP);
        app.network.failNext("send", new Failure.Rejected("this person takes nothing from you"));
        direct("t", "hello");
        ended("t", AcknowledgementState.FAILED);
        direct("t", "hello?");
        soon(() -> assertThat(app.entries("t")).hasSize(2));
        soon(() -> assertThat(app.notes("t"))
                .containsExactly("✗ The acknowledgement was not taken by Fake. It said: this person takes nothing from"
                        + " you"));
        assertThat(app.network.calls("send")).isEqualTo(1);
    }

    @Test
    void one_whose_answer_was_lost_is_looked_up_and_stands_once() {
        start(NIGHT, HELP);
        app.network.failAfterNext("send", LOST);
        direct("t", "hello");
        waits("waits until Fake must have ended");
        app.restart();
        app.clock.forward(Duration.ofHours(2)); // too late to be sent, but it stands there
        ended("t", AcknowledgementState.SENT);
        assertThat(app.published("t")).hasSize(1);
        assertThat(app.network.calls("send")).isEqualTo(1);
        soon(() -> assertThat(app.notes("t")).hasSize(1));
    }

    @Test
    void one_that_certainly_was_not_sent_yields_again() {
        start(NIGHT, HELP);
        app.network.failNext("send", LOST);
        direct("t", "hello");
        waits("waits until Fake must have ended");
        app.clock.forward(Duration.ofHours(2));
        ended("t", AcknowledgementState.EXPIRED);
        assertThat(app.published("t")).isEmpty();
    }

    @Test
    void where_nobody_can_be_asked_it_is_told_and_not_repeated() {
        app.with("deskbridge.channels.shop.direct-repeat", "NONE");
        start(NIGHT, HELP);
        app.network.failAfterNext("send", LOST);
        direct("t", "hello");
        ended("t", AcknowledgementState.UNCERTAIN);
        direct("t", "hello?");
        soon(() -> assertThat(app.entries("t")).hasSize(2));
        soon(() -> assertThat(app.notes("t"))
                .singleElement()
                .asString()
                .startsWith("? Perhaps acknowledged automatically on Fake; the connection broke off, and it is not sent"
                        + " again: “It arrived"));
        assertThat(app.published("t")).hasSize(1);
    }

    @Test
    void where_a_repeat_is_harmless_it_is_repeated_under_its_key() {
        app.with("deskbridge.channels.shop.direct-repeat", "HARMLESS");
        start(NIGHT, HELP);
        app.network.failAfterNext("send", LOST);
        direct("t", "hello");
        ended("t", AcknowledgementState.SENT);
        assertThat(app.network.published())
                .extracting(FakeNetwork.Published::key)
                .containsExactly(
                        row("t").orElseThrow().key(), row("t").orElseThrow().key());
    }

    @Test
    void its_echo_is_no_message_and_nobody_is_told_that_a_colleague_answered() {
        start(NIGHT, HELP);
        app.network.holdAnswer("send");
        direct("t", "hello");
        soon(() -> assertThat(app.network.published()).hasSize(1));
        String id = app.network.published().get(0).sent().id();
        for (Kind kind : List.of(Kind.DIRECT, Kind.COMMENT)) {
            app.network.post(new MessageBuilder("shop", id, kind, "t", Author.unknown("us"), app.clock.instant())
                    .text("It arrived")
                    .ours(true)
                    .build());
        }
        soon(() -> assertThat(app.noteRows("t")).hasSize(1));
        app.network.letGo("send");
        ended("t", AcknowledgementState.SENT);
        app.clock.forward(Duration.ofSeconds(2));
        notesAreWritten("t");

        assertThat(app.notes("t")).singleElement().asString().startsWith("✓ Acknowledged automatically");
        assertThat(app.noteRows("t"))
                .extracting(NoteRow::state)
                .containsExactlyInAnyOrder(NoteState.DISMISSED, NoteState.WRITTEN);
        assertThat(app.entries("t")).hasSize(1);
        assertThat(app.messages("t"))
                .filteredOn(found -> found.message().ours())
                .extracting(MessageRow::ticketId)
                .allMatch(Optional::isEmpty);
    }

    @Test
    void a_customer_who_took_the_message_back_hears_nothing() {
        start(NIGHT, HELP);
        app.network.failNext(
                "send",
                new Failure.RateLimited("slowly", app.clock.instant().plusSeconds(60), Failure.RateLimited.Reach.ITEM));
        app.network.post(message("m", "t", Kind.DIRECT, "hello").build());
        waits("slowly");
        app.network.post(message("m", "t", Kind.DIRECT, "")
                .deletedAt(app.clock.instant().plusSeconds(1))
                .build());
        soon(() -> assertThat(app.entries("t")).hasSize(2));
        app.clock.forward(Duration.ofSeconds(90));
        ended("t", AcknowledgementState.WITHHELD);
        assertThat(app.published("t")).isEmpty();
        assertThat(app.noteRows("t")).isEmpty();
    }
}
