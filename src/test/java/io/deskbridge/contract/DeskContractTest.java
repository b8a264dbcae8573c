package io.deskbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.WatchedDesk;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What every desk must do, said once. A desk's own test supplies the desk and the few methods that play its agents; a
 * fault that its protocol cannot have is skipped by calling {@link #doesNotApply} with the reason.
 */
@ExtendWith(OutputCaptureExtension.class)
public abstract class DeskContractTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final DeskMessages messages = new DeskMessages();
    private PolledDesk desk;
    private DeskReader reader;

    /** The write whose answer gets lost. */
    public enum Write {
        OPEN,
        APPEND,
        NOTE
    }

    /**
     * A ticket as the desk's agents see it.
     *
     * @param requester who asks, as the desk names that person
     * @param entries oldest first: everything that stands in the ticket, notes included
     */
    public record Seen(String id, String subject, String requester, List<SeenEntry> entries) {}

    /**
     * An entry or note as the desk's agents see it.
     *
     * @param isPublic false for an internal note
     */
    public record SeenEntry(boolean isPublic, String author, String text) {}

    /** The desk under test; the same at each call within a test. */
    protected abstract PolledDesk desk();

    /** The same desk with credentials that the remote refuses. */
    protected abstract PolledDesk deskWithWrongCredentials();

    /** What no exception and no log line may contain: passwords and tokens, right and wrong ones. */
    protected abstract List<String> secrets();

    /** All tickets filed under the conversation's key, oldest first, as agents see them. */
    protected abstract List<Seen> seen(String externalId);

    /** An agent answers the customer in public, in the desk itself. */
    protected abstract void agentAnswers(Ticket ticket, String agent, String text);

    /** An agent writes what the customer must never see. */
    protected abstract void agentNotes(Ticket ticket, String agent, String text);

    /** An agent is done with the ticket; of desks that are not watched it is not asked. */
    protected void agentSolves(Ticket ticket) {
        doesNotApply("nobody is told who solves what");
    }

    /** An agent takes a public comment back into the inside; desks without that call {@link #doesNotApply}. */
    protected abstract void agentMakesPrivate(Comment comment);

    /** The next write of that kind happens, and its answer never arrives. */
    protected abstract void dropTheAnswerOf(Write write);

    /** The next call is refused with "too many", to be tried again after the given seconds. */
    protected abstract void limitNextCall(int retryAfterSeconds);

    /** The desk's clock. */
    protected Clock clock() {
        return Clock.systemUTC();
    }

    /** Skips the sentence under test because the desk's protocol has nothing like it. */
    protected static void doesNotApply(String reason) {
        Assumptions.abort("does not apply: " + reason);
    }

    @BeforeEach
    void readUpToNow() {
        desk = desk();
        reader = new DeskReader(desk);
        reader.read();
    }

    private Seen only() {
        List<Seen> tickets = seen(messages.externalId());
        assertThat(tickets).as("tickets of the conversation").hasSize(1);
        return tickets.get(0);
    }

    private List<Comment> awaitComments(Ticket ticket, int count) {
        await().atMost(SOON).until(() -> {
            reader.read();
            return reader.from(ticket).size() >= count;
        });
        return reader.from(ticket);
    }

    @Test
    void the_account_works() {
        desk.check();
        assertThat(desk.contract().product()).isNotBlank();
        assertThat(desk.contract().settle()).isPositive();
    }

    @Test
    void an_opened_ticket_carries_text_author_permalink_and_the_conversations_key() {
        Entry entry = messages.entry("Where is my parcel? Grüße 👋🏽");

        Ticket ticket = desk.open(messages.ticket("Anna asks: parcel", Map.of(), entry));

        Seen seen = only();
        assertThat(seen.id()).isEqualTo(ticket.id());
        assertThat(seen.subject()).contains("Anna asks: parcel");
        assertThat(seen.requester()).contains("Anna Ångström");
        assertThat(seen.entries()).hasSize(1);
        assertThat(seen.entries().get(0).text())
                .contains("Where is my parcel? Grüße 👋🏽")
                .contains("@anna")
                .contains(entry.message().permalink().orElseThrow().toString());
        assertThat(seen.entries().get(0).isPublic()).isTrue();
    }

    @Test
    void several_first_messages_open_one_ticket_in_their_order() {
        desk.open(messages.ticket(messages.entry("first of all"), messages.entry("and another thing")));

        String text = text(only());
        assertThat(text).contains("first of all", "and another thing");
        assertThat(text.indexOf("first of all")).isLessThan(text.indexOf("and another thing"));
    }

    @Test
    void further_messages_stand_in_the_same_ticket_in_order() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("one")));
        Ticket second = desk.append(ticket, messages.update(messages.entry("two")));
        Ticket third = desk.append(second, messages.update(messages.entry("three"), messages.entry("four")));

        assertThat(second.id()).isEqualTo(ticket.id());
        assertThat(third.id()).isEqualTo(ticket.id());
        String text = text(only());
        assertThat(List.of(text.indexOf("one"), text.indexOf("two"), text.indexOf("three"), text.indexOf("four")))
                .doesNotContain(-1)
                .isSorted();
    }

    @Test
    void further_messages_carry_their_own_author() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("mine is late")));
        desk.append(
                ticket, messages.update(messages.entry(DeskMessages.author("815", "ben", "Ben Miller"), "mine too")));

        SeenEntry last = only().entries().get(1);
        assertThat(last.author() + "\n" + last.text()).contains("Ben Miller").contains("mine too");
    }

    @Test
    void a_write_is_found_by_its_key_and_nothing_is_found_before() {
        Entry first = messages.entry("first");
        Entry next = messages.entry("next");
        var note = messages.note("the reply was published");
        assertThat(desk.find(messages.trace(first))).isEmpty();

        Ticket ticket = desk.open(messages.ticket(first));
        assertThat(desk.find(messages.trace(first)).map(Ticket::id)).contains(ticket.id());
        assertThat(desk.find(trace(ticket, next.key()))).isEmpty();

        desk.append(ticket, messages.update(next));
        assertThat(desk.find(trace(ticket, next.key())).map(Ticket::id)).contains(ticket.id());
        assertThat(desk.find(trace(ticket, note.key()))).isEmpty();

        desk.note(ticket, note);
        assertThat(desk.find(trace(ticket, note.key())).map(Ticket::id)).contains(ticket.id());
    }

    @Test
    void a_ticket_opened_without_an_answer_is_uncertain_and_then_found_once() {
        Entry entry = messages.entry("opened in the dark");
        dropTheAnswerOf(Write.OPEN);

        assertThatThrownBy(() -> desk.open(messages.ticket(entry))).isInstanceOf(Failure.Uncertain.class);

        assertThat(desk.find(messages.trace(entry)).map(Ticket::id)).contains(only().id());
    }

    @Test
    void an_entry_appended_without_an_answer_is_uncertain_and_then_found_once() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        Entry entry = messages.entry("appended in the dark");
        dropTheAnswerOf(Write.APPEND);

        assertThatThrownBy(() -> desk.append(ticket, messages.update(entry))).isInstanceOf(Failure.Uncertain.class);

        assertThat(desk.find(trace(ticket, entry.key())).map(Ticket::id)).contains(ticket.id());
        assertThat(only().entries().stream().filter(seen -> seen.text().contains("appended in the dark")))
                .hasSize(1);
    }

    @Test
    void a_note_written_without_an_answer_is_uncertain_and_then_found_once() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        var note = messages.note("noted in the dark");
        dropTheAnswerOf(Write.NOTE);

        assertThatThrownBy(() -> desk.note(ticket, note)).isInstanceOf(Failure.Uncertain.class);

        assertThat(desk.find(trace(ticket, note.key())).map(Ticket::id)).contains(ticket.id());
        assertThat(only().entries().stream().filter(seen -> seen.text().contains("noted in the dark")))
                .hasSize(1);
    }

    @Test
    void a_note_of_the_hub_is_internal() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));

        desk.note(ticket, messages.note("Published: https://social.example/1"));

        SeenEntry note = only().entries().get(1);
        assertThat(note.text()).contains("Published: https://social.example/1");
        assertThat(note.isPublic()).isFalse();
    }

    @Test
    void a_public_comment_of_an_agent_comes_out_once_with_agent_ticket_and_text() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        agentAnswers(ticket, "mia", "We are on it & <soon> done. Grüße");

        Comment comment = awaitComments(ticket, 1).get(0);
        reader.read();
        reader.read();

        assertThat(reader.from(ticket)).hasSize(1);
        assertThat(comment.text().strip()).isEqualTo("We are on it & <soon> done. Grüße");
        assertThat(comment.agent().name()).containsIgnoringCase("mia");
        assertThat(comment.id().desk()).isEqualTo(ticket.desk());
        assertThat(comment.ticket().desk()).isEqualTo(ticket.desk());
        assertThat(comment.writtenAt())
                .isBetween(
                        clock().instant().minusSeconds(120), clock().instant().plusSeconds(60));
        assertThat(desk.publicNow(comment)).contains(comment);
    }

    @Test
    void an_internal_note_never_comes_out() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        agentNotes(ticket, "mia", "this customer is difficult");
        agentAnswers(ticket, "mia", "public words");
        agentNotes(ticket, "mia", "told you so");

        awaitComments(ticket, 1);
        reader.read();

        assertThat(reader.from(ticket))
                .extracting(Comment::text)
                .map(String::strip)
                .containsExactly("public words");
    }

    @Test
    void the_hubs_own_entries_and_notes_never_come_out() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        desk.append(ticket, messages.update(messages.entry("hello again")));
        desk.note(ticket, messages.note("published"));
        agentAnswers(ticket, "mia", "the only answer");
        desk.note(ticket, messages.note("published once more"));

        awaitComments(ticket, 1);
        reader.read();

        assertThat(reader.from(ticket))
                .extracting(Comment::text)
                .map(String::strip)
                .containsExactly("the only answer");
    }

    @Test
    void comments_come_oldest_first_over_tickets_and_polls() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        Ticket other = desk.open(new DeskMessages().ticket(new DeskMessages().entry("elsewhere")));
        agentAnswers(ticket, "mia", "answer 1");
        agentAnswers(other, "noah", "other answer");
        agentAnswers(ticket, "mia", "answer 2");
        awaitComments(ticket, 2);
        agentAnswers(ticket, "noah", "answer 3");
        awaitComments(ticket, 3);
        awaitComments(other, 1);

        assertThat(reader.from(ticket))
                .extracting(Comment::text)
                .map(String::strip)
                .containsExactly("answer 1", "answer 2", "answer 3");
        assertThat(reader.from(ticket)).extracting(Comment::writtenAt).isSorted();
        assertThat(reader.from(other)).hasSize(1);
    }

    @Test
    void an_empty_poll_keeps_the_cursor() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        agentAnswers(ticket, "mia", "an answer");
        awaitComments(ticket, 1);
        await().atMost(SOON).until(() -> {
            var before = reader.cursors();
            return reader.read().isEmpty() && reader.cursors().equals(before);
        });

        var before = reader.cursors();
        assertThat(reader.read()).isEmpty();
        assertThat(reader.cursors()).isEqualTo(before);
    }

    @Test
    void a_reader_that_begins_again_at_a_stored_cursor_misses_nothing() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        reader.read();
        var stored = reader.cursors();
        agentAnswers(ticket, "mia", "written meanwhile");
        awaitComments(ticket, 1);

        await().atMost(SOON).untilAsserted(() -> assertThat(desk.sources().stream()
                        .flatMap(source -> source.poll(stored.get(source.name())).items().stream())
                        .filter(comment -> comment.ticket().id().equals(ticket.id()))
                        .map(comment -> comment.text().strip()))
                .containsExactly("written meanwhile"));
    }

    @Test
    void a_comment_that_was_made_private_is_not_public_any_more() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        agentAnswers(ticket, "mia", "too early");
        Comment comment = awaitComments(ticket, 1).get(0);
        assertThat(desk.publicNow(comment)).contains(comment);

        agentMakesPrivate(comment);

        assertThat(desk.publicNow(comment)).isEmpty();
    }

    @Test
    void refused_credentials_are_unauthorized_and_show_no_secret(CapturedOutput output) {
        PolledDesk stranger = deskWithWrongCredentials();

        Failure failure = catchThrowableOfType(Failure.class, stranger::check);
        assertThat(failure).isInstanceOf(Failure.Unauthorized.class);
        assertThatThrownBy(() -> stranger.open(messages.ticket(messages.entry("hello"))))
                .isInstanceOf(Failure.Unauthorized.class);
        for (String secret : secrets()) {
            assertThat(String.valueOf(failure)).doesNotContain(secret);
            assertThat(output.getAll()).doesNotContain(secret);
        }
    }

    @Test
    void too_many_calls_say_until_when() {
        limitNextCall(37);

        Failure.RateLimited failure = catchThrowableOfType(Failure.RateLimited.class, desk::check);

        assertThat(failure).isNotNull();
        assertThat(failure.until())
                .isBetween(clock().instant().plusSeconds(20), clock().instant().plusSeconds(38));
    }

    private WatchedDesk watched() {
        if (desk instanceof WatchedDesk watched) {
            return watched;
        }
        doesNotApply("the desk tells of public comments alone");
        throw new IllegalStateException();
    }

    @Test
    void an_agents_internal_note_is_told_as_such_and_what_the_hub_writes_is_not() {
        watched();
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        desk.append(ticket, messages.update(messages.entry("hello?")));
        desk.note(ticket, messages.note("a note of the hub"));
        agentNotes(ticket, "mia", "among us: he is right");
        agentAnswers(ticket, "noah", "you are right");

        List<Comment> comments = awaitComments(ticket, 1);
        await().atMost(SOON).until(() -> {
            reader.read();
            return !reader.notesOf(ticket).isEmpty();
        });

        assertThat(comments).extracting(Comment::text).containsExactly("you are right");
        assertThat(reader.notesOf(ticket)).allSatisfy(note -> {
            assertThat(note.text()).isEqualTo("among us: he is right");
            assertThat(note.agent().name()).contains("Mia");
            assertThat(note.id().desk()).isEqualTo(ticket.desk());
        });
    }

    @Test
    void a_solved_ticket_is_told_and_can_be_reopened_once() {
        WatchedDesk watched = watched();
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        assertThat(watched.reopen(ticket)).isEqualTo(WatchedDesk.Reopened.WAS_OPEN);
        agentAnswers(ticket, "mia", "bye");
        agentSolves(ticket);
        awaitSolved(ticket, true);

        assertThat(watched.reopen(ticket)).isEqualTo(WatchedDesk.Reopened.DONE);
        assertThat(watched.reopen(ticket)).isEqualTo(WatchedDesk.Reopened.WAS_OPEN);

        awaitSolved(ticket, false);
        assertThat(reader.from(ticket)).extracting(Comment::text).containsExactly("bye");
    }

    private void awaitSolved(Ticket ticket, boolean solved) {
        await().atMost(SOON).until(() -> {
            reader.read();
            return reader.isSolved(ticket) == solved;
        });
    }

    static List<String> strangeTexts() {
        return List.of(
                "<script>alert(1)</script> <b>bold</b> &amp; &lt;",
                "${java.lang.Runtime} ${header.CamelFileName} #{1+1} {{ticket.id}} {{dc.secret}}",
                "Hi\r\nBcc: everyone@victim.example\r\nSubject: hijacked\r\n\r\nbody",
                "before\u0000after\u0007bell",
                "\u202Eright to left \u05E9\u05DC\u05D5\u05DD \u200B\u200Dzero width \uFEFF",
                "x".repeat(24_000) + " end of the long text",
                "");
    }

    @ParameterizedTest
    @MethodSource("strangeTexts")
    void whatever_strangers_write_arrives_as_text_and_harms_nothing(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
        String name = "Eve " + (oneLine.length() > 100 ? oneLine.substring(0, 100) : oneLine);
        Entry entry = messages.entry(DeskMessages.author("666", "eve", name), text);

        String subject = "Eve: " + (oneLine.length() > 150 ? oneLine.substring(0, 150) : oneLine);
        Ticket ticket = desk.open(messages.ticket(subject, Map.of(), entry));
        desk.append(ticket, messages.update(messages.entry(DeskMessages.author("667", "eve2", name), text)));
        desk.note(ticket, messages.note(text.isEmpty() ? "(nothing)" : text));

        Seen seen = only();
        assertThat(seen.entries()).hasSizeGreaterThanOrEqualTo(3);
        for (SeenEntry each : seen.entries()) {
            // control characters may go, line ends may change: the words must not
            assertThat(bare(each.text())).contains(bare(text));
        }
        assertThat(seen.subject()).doesNotContain("\n", "\r", "\u0000");
        assertThat(desk.find(messages.trace(entry))).isPresent();
    }

    private static String bare(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", "");
    }

    private static Trace trace(Ticket ticket, String key, String externalId) {
        return new Trace(externalId, Optional.of(ticket), key);
    }

    private Trace trace(Ticket ticket, String key) {
        return trace(ticket, key, messages.externalId());
    }

    private static String text(Seen seen) {
        return seen.entries().stream().map(SeenEntry::text).reduce("", (all, next) -> all + "\n" + next);
    }
}
