package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcknowledgementLedgerTest {
    private static final NewAcknowledgement WISH =
            new NewAcknowledgement("acknowledge night", "It arrived.", Duration.ofMinutes(15));
    private static final NewNote NOTE = new NewNote(Ledger.TALK, "help", "1", "told");

    @TempDir
    Path data;

    private LedgerSettings settings;
    private Ledger ledger;

    @BeforeEach
    void open() {
        settings = TestPostgres.orEmbedded(data);
        ledger = new Ledger(settings);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    /** A message comes, and into the ticket, with the wish of its route. */
    private void ticketed(String id, Map<Long, NewAcknowledgement> wishes) {
        List<MessageRow> rows = ledger.take(new MessageBuilder(
                        "shop", id, Kind.DIRECT, Ledger.TALK.thread(), Author.unknown("anna"), ledger.clock.instant())
                .text("words")
                .build());
        MessageRow row = Ledger.numbered(rows).get(rows.size() - 1);
        Map<Long, NewAcknowledgement> own = wishes.isEmpty() ? Map.of() : Map.of(row.seq(), WISH);
        Optional<Link> known = ledger.links.newest(Ledger.TALK, "help");
        ledger.deliveries
                .finish(List.of(row), Ledger.TICKET, known, "r", ledger.clock.instant(), own)
                .await();
    }

    private AcknowledgementRow wished(String id) {
        ticketed(id, Map.of(0L, WISH));
        return row();
    }

    private AcknowledgementRow row() {
        return ledger.acknowledgements.of(Ledger.TALK).orElseThrow();
    }

    private void comment(String id) {
        ledger.comments.take(List.of(Ledger.comment(id, Ledger.TICKET)));
    }

    private void sent(AcknowledgementRow row, String id) {
        ledger.acknowledgements.end(
                row,
                AcknowledgementState.SENT,
                "stands",
                Optional.of(new Sent(id, Optional.empty(), ledger.clock.instant())),
                Optional.of(NOTE));
    }

    private void ends(AcknowledgementState state) {
        ledger.acknowledgements.end(row(), state, "late", Optional.empty(), Optional.of(NOTE));
    }

    private List<String> notes() {
        return ledger.notes.of(Ledger.TALK).stream().map(NoteRow::text).toList();
    }

    private ReplyLedger.Origin origin(String id) {
        return ledger.replies.origin(Ledger.TALK, id);
    }

    @Test
    void it_is_asked_for_in_the_commit_that_records_the_ticket() {
        ledger.take(Ledger.message("1").build());
        int before = ledger.database.commits.get();
        MessageRow message = ledger.messages.of(Ledger.TALK).get(0).numbered(1);
        ledger.deliveries
                .finish(
                        List.of(message),
                        Ledger.TICKET,
                        Optional.empty(),
                        "r",
                        Ledger.START,
                        Map.of(message.seq(), WISH))
                .await();

        assertThat(ledger.database.commits.get() - before).isEqualTo(1);
        AcknowledgementRow row = ledger.acknowledgements.unfinished(Ledger.TALK).orElseThrow();
        assertThat(row.message()).isEqualTo(message.message().id());
        assertThat(row.desk() + row.ticketId()).isEqualTo("help1");
        assertThat(row.expiresAt()).isEqualTo(Ledger.START.plus(WISH.expires()));
        assertThat(ledger.due(Ledger.START)).contains(new Lane(Lane.Direction.ACKNOWLEDGEMENTS, Ledger.TALK));
        ticketed("2", Map.of());
        assertThat(row()).isEqualTo(row);
    }

    @Test
    void a_conversation_has_one_however_many_messages_wish_it() {
        AcknowledgementRow first = wished("1");
        ledger.acknowledgements.trying(first, Optional.empty());
        assertThat(wished("2").message()).isEqualTo(first.message());
        sent(first, "s1");
        assertThat(wished("3").state()).isEqualTo(AcknowledgementState.SENT);
        ends(AcknowledgementState.UNCERTAIN); // too late: it has ended
        assertThat(row().state()).isEqualTo(AcknowledgementState.SENT);
        assertThat(notes()).containsExactly("told");
    }

    @Test
    void one_that_was_not_sent_is_taken_up_by_the_next_message_and_told_once() {
        AcknowledgementRow first = wished("1");
        ends(AcknowledgementState.EXPIRED);
        ledger.clock.forward(Duration.ofHours(1));

        AcknowledgementRow second = wished("2");
        assertThat(second.state()).isEqualTo(AcknowledgementState.WAITING);
        assertThat(second.message().value()).isEqualTo("2");
        assertThat(second.expiresAt()).isEqualTo(ledger.clock.instant().plus(WISH.expires()));
        assertThat(second.key()).isNotEqualTo(first.key());
        ends(AcknowledgementState.EXPIRED);
        assertThat(notes()).containsExactly("told");
        sent(wished("3"), "s1");
        assertThat(notes()).as("that one was sent is another matter").containsExactly("told", "told");
    }

    @Test
    void before_it_is_begun_the_newest_message_takes_its_place() {
        AcknowledgementRow first = wished("1");
        ledger.clock.forward(Duration.ofMinutes(10));
        AcknowledgementRow second = wished("2");
        assertThat(second.message().value()).isEqualTo("2");
        assertThat(second.expiresAt()).isEqualTo(ledger.clock.instant().plus(WISH.expires()));

        assertThat(ledger.acknowledgements.trying(first, Optional.empty()))
                .as("whoever read it before reads again")
                .isEmpty();
        ledger.acknowledgements.end(first, AcknowledgementState.EXPIRED, "late", Optional.empty(), Optional.of(NOTE));
        assertThat(row()).isEqualTo(second);
        assertThat(notes()).isEmpty();
        assertThat(ledger.acknowledgements.trying(second, Optional.empty())).isPresent();
    }

    @Test
    void one_of_which_nobody_knows_or_that_was_refused_is_not_taken_up_again() {
        wished("1");
        ends(AcknowledgementState.UNCERTAIN);
        assertThat(wished("2").state()).isEqualTo(AcknowledgementState.UNCERTAIN);
    }

    @Test
    void nothing_is_taken_up_where_an_agent_has_answered() {
        wished("1");
        ends(AcknowledgementState.EXPIRED);
        comment("c1");
        assertThat(wished("2").state()).isEqualTo(AcknowledgementState.EXPIRED);
    }

    @Test
    void it_yields_to_an_agents_comment_until_it_is_begun() {
        AcknowledgementRow row = wished("1");
        assertThat(ledger.acknowledgements.isAnswered(Ledger.TALK)).isFalse();
        comment("c1");
        assertThat(ledger.acknowledgements.isAnswered(Ledger.TALK)).isTrue();
        assertThat(ledger.acknowledgements.trying(row, Optional.empty())).isEmpty();
        assertThat(row().triedAt()).isEmpty();

        ledger.comments.dismiss(ledger.comments.of(Ledger.TALK).get(0), "taken back", Optional.empty());
        assertThat(ledger.acknowledgements.trying(row, Optional.empty())).isPresent();
    }

    @Test
    void it_yields_to_what_a_colleague_wrote_in_the_networks_own_app() {
        AcknowledgementRow row = wished("1");
        Message there = Ledger.message("there").ours(true).build();
        ledger.intake.take(List.of(there));
        MessageRow told = ledger.messages.of(Ledger.TALK).get(1);
        ledger.messages.writtenThere(told, List.of());
        assertThat(ledger.acknowledgements.trying(row, Optional.empty())).isEmpty();
    }

    @Test
    void an_attempt_that_another_process_began_is_neither_repeated_nor_taken_back() {
        AcknowledgementRow row = wished("1");
        Instant begun = ledger.acknowledgements.trying(row, Optional.empty()).orElseThrow();
        ledger.clock.forward(Duration.ofMillis(5));

        assertThat(ledger.acknowledgements.trying(row, Optional.empty())).isEmpty();
        ledger.acknowledgements.notSent(row, begun.plusMillis(1));
        assertThat(row().triedAt()).contains(begun);
        assertThat(ledger.acknowledgements.trying(row, Optional.of(begun)))
                .as("one's own is made fresh")
                .contains(ledger.clock.instant());
        ledger.acknowledgements.notSent(row, ledger.clock.instant());
        assertThat(row().triedAt()).isEmpty();
    }

    @Test
    void what_was_begun_is_known_after_a_crash_and_goes_on_whatever_agents_write() throws Exception {
        ledger.acknowledgements.trying(wished("1"), Optional.empty());
        SendKey key = row().key();
        comment("c1");
        ledger.close();
        ledger = new Ledger(settings);

        AcknowledgementRow row = ledger.acknowledgements.unfinished(Ledger.TALK).orElseThrow();
        assertThat(row.triedAt()).contains(Ledger.START);
        assertThat(row.key()).isEqualTo(key);
        assertThat(ledger.acknowledgements.trying(row, row.triedAt())).isPresent();
    }

    @Test
    void its_key_is_that_of_no_reply() {
        AcknowledgementRow row = wished("1");
        comment("c1");
        long comment = ledger.comments.of(Ledger.TALK).get(0).seq();
        ReplyRow reply = ledger.replies.reserve(
                comment, Ledger.TALK, "1", new ReplyRow.Content(new Agent("mia", "Mia"), "words", List.of()));

        assertThat(reply.seq()).isEqualTo(row.seq());
        assertThat(reply.reservedAt()).isEqualTo(row.reservedAt());
        assertThat(row.key().toString()).isNotEqualTo(reply.key().toString());
        assertThat(SendKey.parse(row.key().toString())).contains(row.key());
        assertThat(row.key().isOfAcknowledgement()).isTrue();
    }

    @Test
    void its_echo_is_ours() {
        AcknowledgementRow row = wished("1");
        assertThat(origin("s1")).isEqualTo(ReplyLedger.Origin.NOT_OURS);
        ledger.acknowledgements.trying(row, Optional.empty());
        assertThat(origin("s1")).isEqualTo(ReplyLedger.Origin.PERHAPS_OURS);
        sent(row, "s1");
        assertThat(origin("s1")).isEqualTo(ReplyLedger.Origin.OUR_REPLY);
        assertThat(origin("other")).isEqualTo(ReplyLedger.Origin.NOT_OURS);

        ledger.intake.take(List.of(Ledger.message("s1").ours(true).build()));
        MessageRow echo = ledger.messages.of(Ledger.TALK).get(1);
        assertThat(echo.state()).isEqualTo(MessageState.DISMISSED);
        assertThat(echo.reason()).isEqualTo("echo: our own acknowledgement 1 seen on the network");
        ledger.intake.take(List.of(
                Ledger.message("s1").deletedAt(Ledger.START.plusSeconds(1)).build()));
        assertThat(ledger.messages.of(Ledger.TALK).get(2).reason())
                .isEqualTo("tells that our own acknowledgement 1 no longer stands there");
    }

    @Test
    void it_is_no_answer_the_customer_still_waits() {
        AcknowledgementRow row = wished("1");
        var waiting = new WaitingCustomers(ledger.database);
        ledger.clock.forward(Duration.ofSeconds(10));
        sent(row, "s1");
        assertThat(waiting.waitingSince(Ledger.TALK, ledger.clock.instant())).contains(Instant.EPOCH);
        assertThat(waiting.isAnsweredThere(Ledger.TALK, Ledger.START)).isFalse();
        assertThat(ledger.replies.of(Ledger.TALK)).isEmpty();
        assertThat(ledger.comments.of(Ledger.TALK)).isEmpty();
    }

    private void told(@Nullable SendKey key, String sentId, Stage stage) {
        var status = new DeliveryStatus(
                "shop", sentId, Optional.ofNullable(key), stage, ledger.clock.instant(), Optional.empty());
        new DeliveryStatusLedger(ledger.committer, ledger.clock)
                .submit(List.of(status), new OfReplies(), new OfAcknowledgements())
                .join();
    }

    @Test
    void the_networks_word_settles_what_broke_off() {
        AcknowledgementRow row = wished("1");
        told(row.key(), "s1", Stage.SENT);
        assertThat(row().state()).as("nothing was begun").isEqualTo(AcknowledgementState.WAITING);

        ledger.acknowledgements.trying(row, Optional.empty());
        told(row.key(), "s1", Stage.DELIVERED);
        told(row.key(), "s1", Stage.READ);
        sent(row, "other");
        assertThat(row().state()).isEqualTo(AcknowledgementState.SENT);
        assertThat(row().sentId()).contains("s1");
        told(null, "s1", Stage.FAILED);
        assertThat(row().state()).isEqualTo(AcknowledgementState.FAILED);
        assertThat(notes()).containsExactly("sent", "not delivered");
    }

    @Test
    void the_networks_word_comes_after_a_person_was_told_that_nobody_knows() {
        AcknowledgementRow row = wished("1");
        ledger.acknowledgements.trying(row, Optional.empty());
        ends(AcknowledgementState.UNCERTAIN);
        told(row.key(), "s1", Stage.SENT);
        assertThat(row().state()).isEqualTo(AcknowledgementState.SENT);
        assertThat(notes()).containsExactly("told", "after all");
        assertThat(ledger.acknowledgements.history(row.seq()))
                .extracting(HistoryRow::state)
                .containsExactly("waiting", "uncertain", "sent");
    }

    private static final class OfAcknowledgements implements AcknowledgementStatuses.Wording {
        @Override
        public NewNote sent(AcknowledgementRow row) {
            return new NewNote(Ledger.TALK, "help", "1", "sent");
        }

        @Override
        public NewNote sentAfterAll(AcknowledgementRow row) {
            return new NewNote(Ledger.TALK, "help", "1", "after all");
        }

        @Override
        public NewNote notDelivered(AcknowledgementRow row, String reason) {
            return new NewNote(Ledger.TALK, "help", "1", "not delivered");
        }

        @Override
        public Optional<String> reason(DeliveryStatus told) {
            return Optional.empty();
        }
    }

    /** There are none. */
    private static final class OfReplies implements DeliveryStatusLedger.Wording {
        @Override
        public NewNote notDelivered(Comment comment, ReplyRow reply) {
            throw new AssertionError(reply);
        }

        @Override
        public NewNote sentAfterAll(Comment comment, ReplyRow reply) {
            throw new AssertionError(reply);
        }

        @Override
        public Optional<NewNote> arrived(Comment comment, ReplyRow reply) {
            throw new AssertionError(reply);
        }

        @Override
        public NewNote partNotDelivered(Comment comment, ReplyRow reply, int part, int of, String reason) {
            throw new AssertionError(reply);
        }

        @Override
        public Optional<String> reason(DeliveryStatus status) {
            return Optional.empty();
        }
    }
}
