package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Sent;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyLedgerTest {
    private static final ReplyRow.Content WORDS = new ReplyRow.Content(new Agent("mia", "Mia"), "words", List.of());
    private Ledger ledger;
    private long comment;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new Ledger(data);
        List<MessageRow> rows = ledger.take(Ledger.message("1").build());
        ledger.deliveries
                .finish(Ledger.numbered(rows), Ledger.TICKET, Optional.empty(), "r", ledger.clock.instant(), Map.of())
                .await();
        ledger.comments.take(List.of(Ledger.comment("c1", Ledger.TICKET)));
        comment = ledger.comments.of(Ledger.TALK).get(0).seq();
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void a_comment_has_one_reply_however_often_it_is_reserved() {
        ReplyRow first = ledger.replies.reserve(comment, Ledger.TALK, "1", WORDS);
        ReplyRow second = ledger.replies.reserve(comment, Ledger.TALK, "other", WORDS);
        assertThat(second.seq()).isEqualTo(first.seq());
        assertThat(second.key()).isEqualTo(first.key());
    }

    @Test
    void what_it_answers_is_what_the_comment_says_until_an_attempt_is_begun() {
        ledger.replies.reserve(comment, Ledger.TALK, "1", WORDS);
        ReplyRow other = ledger.replies.reserve(comment, Ledger.TALK, "other", WORDS);
        assertThat(other.inReplyTo()).isEqualTo("other");

        ledger.replies.trying(other);
        assertThat(ledger.replies.reserve(comment, Ledger.TALK, "1", WORDS).inReplyTo())
                .isEqualTo("other");
    }

    @Test
    void what_was_begun_is_known_until_it_is_taken_back() {
        ReplyRow reply = ledger.replies.reserve(comment, Ledger.TALK, "1", WORDS);
        ledger.replies.trying(reply);
        assertThat(ledger.replies.ofComment(comment).orElseThrow().triedAt()).hasValue(Ledger.START);
        ledger.replies.notSent(reply);
        assertThat(ledger.replies.ofComment(comment).orElseThrow().triedAt()).isEmpty();
    }

    @Test
    void its_end_its_comments_end_and_the_agents_note_are_one_commit() {
        ReplyRow reply = ledger.replies.reserve(comment, Ledger.TALK, "1", WORDS);
        int before = ledger.database.commits.get();
        ledger.replies.end(
                reply,
                ReplyState.PUBLISHED,
                "stands",
                Optional.of(new Sent("s1", Optional.of(URI.create("https://net.example/s1")), Ledger.START)),
                Optional.of(new NewNote(Ledger.TALK, "help", "1", "published")));
        assertThat(ledger.database.commits.get() - before).isEqualTo(1);
        ReplyRow ended = ledger.replies.of(Ledger.TALK).get(0);
        assertThat(ended.state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(ended.sentId()).hasValue("s1");
        assertThat(ledger.comments.of(Ledger.TALK).get(0).state()).isEqualTo(CommentState.REPLIED);
        assertThat(ledger.notes.unfinished(Ledger.TALK, 10))
                .extracting(NoteRow::text)
                .containsExactly("published");
    }
}
