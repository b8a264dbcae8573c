package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Kind;
import io.deskbridge.core.LinkPrice;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Words;
import io.deskbridge.store.MessageRow;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryTextTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Author ANNA = new Author(
            "7",
            "anna.example",
            "Anna Müller",
            Optional.of(URI.create("https://net.example/anna")),
            Optional.empty(),
            OptionalLong.of(4711),
            true);

    private static final DeskContract DESK = new DeskContract(
            "Fake desk",
            Duration.ofSeconds(1),
            Optional.empty(),
            0,
            new Words("Your public comment", "Ihr öffentlicher Kommentar"),
            new Words("Internal notes stay here.", "Interne Notizen bleiben hier."));

    private static final ReplySettings REFUSING = new ReplySettings("refuse", "refuse");

    private TestLedger ledger;
    private EntryText english;
    private EntryText german;

    @BeforeEach
    void open(@TempDir Path data) {
        var clock = new SettableClock(NOON);
        ledger = new TestLedger(data, clock);
        Accounts accounts = ledger.accounts(new FakeChannelType(new FakeNetwork()), List.of("acme"));
        english = new EntryText(
                accounts, ledger.messages, new KeptMedia(ledger.kept), REFUSING, TestLedger.speaking(Locale.ENGLISH));
        german = new EntryText(
                accounts, ledger.messages, new KeptMedia(ledger.kept), REFUSING, TestLedger.speaking(Locale.GERMAN));
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private static MessageBuilder message(String id, String text) {
        return new MessageBuilder("acme", id, Kind.MENTION, "t", ANNA, NOON).text(text);
    }

    private MessageRow row(Message message) {
        ledger.intake.take(List.of(message));
        List<MessageRow> rows = ledger.messages.of(message.conversation());
        MessageRow last = rows.get(rows.size() - 1);
        int before = ledger.deliveries.standing(message.conversation(), "help").lastNumber();
        List<MessageRow> numbered = new Numbering(ledger.messages).number(List.of(last), before);
        ledger.deliveries.reserve(numbered, "help");
        return numbered.get(0);
    }

    private String entry(Message message, boolean opens) {
        return english.entry(row(message), DESK, opens).text();
    }

    @Test
    void the_first_entry_tells_the_author_the_place_and_what_an_answer_will_be() {
        Message message = message("1", "Where is my parcel?")
                .permalink(URI.create("https://net.example/anna/1"))
                .build();
        assertThat(entry(message, true))
                .isEqualTo(
                        """
                        Where is my parcel?

                        ———
                        Anna Müller (@anna.example) · Fake · mention #1 · 2026-11-22 12:00 UTC
                        https://net.example/anna/1
                        Profile: https://net.example/anna · 4711 followers · verified
                        Your public comment is published under this post, for everyone to read (at most 280 characters). \
                        Internal notes stay here.
                        To answer an earlier message of this ticket instead, begin with a line that names it: /to 1""");
    }

    @Test
    void where_a_long_answer_becomes_a_thread_and_a_link_costs_the_first_entry_says_so() {
        var contract = new ChannelContract(
                        "Net",
                        Optional.of(new TextRule(280, new Words("characters", "Zeichen"), String::length)),
                        Optional.of(new TextRule(1000, new Words("characters", "Zeichen"), String::length)),
                        MediaRule.NONE,
                        Optional.empty(),
                        ChannelContract.Repeat.NONE,
                        ChannelContract.Repeat.NONE,
                        Duration.ZERO)
                .inThreads(Set.of(Kind.MENTION))
                .chargingLinks(new LinkPrice("€", new BigDecimal("0.1"), BigDecimal.ONE, text -> text.contains("//")));
        Message message = message("1", "words").build();
        assertThat(AnswerHint.lines(message, contract, DESK, true, false, Locale.ENGLISH))
                .contains("A link in it makes it cost €1.00 instead of €0.10 at Net.")
                .first()
                .asString()
                .contains("(at most 280 characters; a longer one becomes a numbered thread)");
        assertThat(AnswerHint.lines(message, contract, DESK, true, true, Locale.GERMAN))
                .contains(
                        "Ein Link darin macht sie bei Net 1,00 € statt 0,10 € teuer. Eine Datei, die Net nicht nimmt, geht als"
                                + " Link hinaus und kostet ebenso viel.")
                .first()
                .asString()
                .contains("(höchstens 280 Zeichen; eine längere wird ein nummerierter Thread)");
        assertThat(AnswerHint.lines(message, contract, DESK, false, false, Locale.ENGLISH)
                        .get(0))
                .contains("(at most 280 characters)");
        Message direct = new MessageBuilder("acme", "2", Kind.DIRECT, "t", ANNA, NOON).build();
        assertThat(AnswerHint.lines(message, contract, DESK, true, true, Locale.ENGLISH))
                .contains(
                        "A link in it makes it cost €1.00 instead of €0.10 at Net. A file that Net does not take goes out"
                                + " as a link, and costs the same.");
        assertThat(AnswerHint.lines(direct, contract, DESK, true, true, Locale.ENGLISH))
                .noneMatch(line -> line.contains("link"))
                .first()
                .asString()
                .contains("(at most 1000 characters)");
    }

    @Test
    void a_further_entry_tells_only_who_and_where() {
        entry(message("1", "first").build(), true);
        assertThat(entry(message("2", "second").build(), false))
                .isEqualTo(
                        """
                        second

                        ———
                        Anna Müller (@anna.example) · Fake · mention #2 · 2026-11-22 12:00 UTC""");
    }

    @Test
    void everything_is_said_in_german_to_a_german_team() {
        MessageRow row = row(message("1", "Wo bleibt es?").build());
        assertThat(german.entry(row, DESK, true).text())
                .contains("· Erwähnung #1 ·")
                .contains("Profil: https://net.example/anna · 4711 Follower · verifiziert")
                .contains(
                        "Ihr öffentlicher Kommentar erscheint unter diesem Beitrag, für alle lesbar (höchstens 280 Zeichen).")
                .doesNotContain("public");
    }

    @Test
    void an_edit_shows_both_wordings_and_keeps_its_number() {
        row(message("1", "old words").build());
        row(message("2", "another").build());
        MessageRow edit =
                row(message("1", "new words").revision("b", NOON.plusSeconds(1)).build());
        assertThat(english.entry(edit, DESK, false).text())
                .startsWith("Changed by the author. Now:\nnew words\n\nBefore:\nold words\n")
                .contains("mention #1");
        assertThat(german.entry(edit, DESK, false).text())
                .startsWith("Vom Verfasser geändert. Jetzt:\nnew words\n\nVorher:\nold words\n");
    }

    @Test
    void a_deletion_shows_what_was_written_and_by_whom_though_the_network_tells_only_an_id() {
        row(message("1", "regretted").build());
        MessageRow deletion = row(new MessageBuilder("acme", "1", Kind.MENTION, "t", Author.unknown("7"), NOON)
                .deletedAt(NOON.plusSeconds(1))
                .build());
        assertThat(english.entry(deletion, DESK, false).text())
                .startsWith("Deleted by the author. It read:\nregretted\n")
                .contains("Anna Müller (@anna.example)");
        assertThat(german.entry(deletion, DESK, false).text())
                .startsWith("Vom Verfasser gelöscht. Es lautete:\nregretted\n");
    }

    @Test
    void what_somebody_else_than_the_author_did_is_said_as_it_was() {
        row(message("1", "the words").build());
        var hidden = new Words("Hidden on Fake", "Auf Fake verborgen");
        Message now = message("1", "the words")
                .revision("hidden", NOON.plusSeconds(1))
                .notice(hidden)
                .build();
        Message gone =
                message("1", "").deletedAt(NOON.plusSeconds(2)).notice(hidden).build();

        MessageRow second = row(now);
        MessageRow third = row(gone);

        assertThat(english.entry(second, DESK, false).text()).startsWith("Hidden on Fake. It reads:\nthe words\n");
        assertThat(english.entry(third, DESK, false).text()).startsWith("Hidden on Fake. It read:\nthe words\n");
        assertThat(english.entry(second, DESK, false).text()).doesNotContain("by the author");
        Message first = message("2", "spam").notice(hidden).build();
        assertThat(german.entry(row(first), DESK, false).text()).startsWith("(Auf Fake verborgen)\nspam\n");
    }

    @Test
    void what_could_not_be_read_is_named() {
        assertThat(entry(message("1", "").unread("no text").build(), false))
                .startsWith("(not readable here: no text)\n(without words)\n");
    }

    @Test
    void a_message_without_words_says_so_unless_something_hangs_on_it() {
        assertThat(entry(message("1", " ").build(), false)).startsWith("(without words)\n");
        assertThat(entry(
                        message("2", "")
                                .attachments(List.of(Attachment.of(Attachment.Type.IMAGE, "https://net.example/a.png")))
                                .build(),
                        false))
                .startsWith("\n\n———");
    }

    @Test
    void a_place_is_a_line_and_a_restriction_the_last_one() {
        assertThat(entry(
                        message("1", "here")
                                .attachments(List.of(Attachment.of(Attachment.Type.LOCATION, "geo:50.1,8.6")
                                        .named("Frankfurt")))
                                .restriction(new Words("Fake takes no answers here", "hier nicht"))
                                .build(),
                        true))
                .contains("\nPlace: Frankfurt geo:50.1,8.6\n")
                .endsWith("\n⚠ Fake takes no answers here");
    }

    @Test
    void a_private_message_is_answered_privately() {
        Message direct = new MessageBuilder("acme", "1", Kind.DIRECT, "t", ANNA, NOON)
                .text("hello")
                .build();
        assertThat(entry(direct, true))
                .contains("Your public comment is sent to the author as a private message (at most 280 characters).")
                .doesNotContain("everyone");
    }

    @Test
    void control_characters_carry_no_words() {
        assertThat(entry(message("1", "a\u0000b\u001B[31mc\r\nd\te\u0007").build(), false))
                .startsWith("ab[31mc\nd\te\n");
    }

    @Test
    void a_subject_is_one_short_line() {
        MessageRow row = row(message("1", "Subject: x\r\nBcc: all@example.org\n\u2028" + "👋".repeat(100))
                .build());
        String subject = english.subject(row);
        assertThat(subject)
                .startsWith("Fake @anna.example: Subject: x Bcc: all@example.org 👋")
                .endsWith("👋…");
        assertThat(subject.codePointCount(0, subject.length())).isEqualTo(81);
        assertThat(subject).doesNotContainPattern("[\\r\\n\\p{Cntrl}\\u2028\\u2029\\u0085]");
    }

    @Test
    void a_name_with_line_breaks_cannot_make_lines_of_its_own() {
        var author = new Author(
                "8", "eve", "Eve\n———\nAcme (@acme)", Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
        Message message = new MessageBuilder("acme", "1", Kind.MENTION, "t", author, NOON)
                .text("hello")
                .build();
        assertThat(entry(message, false).lines()).hasSize(4);
    }

    @Test
    void a_channel_that_left_the_configuration_is_called_by_its_name() {
        Message message = new MessageBuilder("gone", "1", Kind.MENTION, "t", ANNA, NOON)
                .text("hello")
                .build();
        assertThat(entry(message, true)).contains("(@anna.example) · gone · mention #1");
    }
}
