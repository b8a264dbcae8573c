package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.Lane;
import io.deskbridge.store.ReplyDecisions;
import io.deskbridge.store.ReplyDecisions.Judge;
import io.deskbridge.store.ReplyDecisions.Known;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Lets a person decide what nobody else can: whether a reply stands on the network. An admin decides by the API, an agent by
 * a comment that is nothing but {@code /published 12} or {@code /again 12}, which is never published.
 */
@Component
public class Decisions {
    private static final Pattern LINE =
            Pattern.compile("\\A[\\s\\x{A0}]*/(again|published)[ \\t\\x{A0}]+#?(\\d{1,12})[\\s\\x{A0}]*\\z");
    private static final Judge ADMIN = new Judge("an admin", Optional.empty());

    private final ReplyDecisions ledger;
    private final FateNotes notes;
    private final WakeUps wakeUps;

    Decisions(ReplyDecisions ledger, FateNotes notes, WakeUps wakeUps) {
        this.ledger = ledger;
        this.notes = notes;
        this.wakeUps = wakeUps;
    }

    /** What became of a wish. */
    public enum Answer {
        DONE,
        UNKNOWN,
        /** It is in a state in which there is nothing to decide. */
        NOT_OPEN
    }

    /** An uncertain reply stands on the network, and this is known of it. */
    public Answer published(long seq, Known known) {
        return answer(seq, published(seq, known, ADMIN));
    }

    /** An uncertain reply does not stand on the network; it is sent again. */
    public Answer notPublished(long seq) {
        return answer(seq, again(seq, List.of(ReplyState.UNCERTAIN), ADMIN));
    }

    /** A reply that the network did not take, or that the hub gave up, is sent again. */
    public Answer replay(long seq) {
        return answer(seq, again(seq, List.of(ReplyState.FAILED), ADMIN));
    }

    private Answer answer(long seq, boolean done) {
        return done ? Answer.DONE : ledger.reply(seq).isPresent() ? Answer.NOT_OPEN : Answer.UNKNOWN;
    }

    /**
     * Does what the comment asks for.
     *
     * @return whether that was a decision, and why it could not be taken
     */
    Wish wish(CommentRow row, Comment comment, Conversation conversation) {
        Matcher line = LINE.matcher(comment.text());
        if (!line.matches() || !comment.attachments().isEmpty()) {
            return Wish.NONE;
        }
        long seq = Long.parseLong(line.group(2));
        boolean isHere = ledger.reply(seq)
                .map(ReplyRow::conversation)
                .filter(conversation::equals)
                .isPresent();
        var judge = new Judge(comment.agent().name() + " in " + comment.id().desk(), Optional.of(row));
        boolean done = isHere
                && (line.group(1).equals("again")
                        ? again(seq, List.of(ReplyState.UNCERTAIN, ReplyState.FAILED), judge)
                        : published(seq, Known.NOTHING, judge));
        return done ? Wish.DONE : new Wish(true, Optional.of(notes.nothingToDecide(seq)));
    }

    /**
     * What a comment asks of the hub itself.
     *
     * @param asked whether it asks for anything
     * @param refusal why it cannot be done, in the agents' language
     */
    record Wish(boolean asked, Optional<String> refusal) {
        static final Wish NONE = new Wish(false, Optional.empty());
        static final Wish DONE = new Wish(true, Optional.empty());
    }

    private boolean published(long seq, Known known, Judge judge) {
        boolean done = ledger.stands(seq, known, judge, notes::decided);
        if (done) {
            Conversation conversation = ledger.reply(seq).orElseThrow().conversation();
            wakeUps.wake(new Lane(Lane.Direction.NOTES, conversation));
        }
        return done;
    }

    private boolean again(long seq, List<ReplyState> from, Judge judge) {
        Optional<Lane> lane = ledger.again(seq, from, judge);
        lane.ifPresent(wakeUps::wake);
        return lane.isPresent();
    }
}
