package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Sent;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Ends replies: the state, its reason and the note that tells the agent are one commit. */
@Component
class ReplyOutcomes {
    private final ReplyLedger replies;
    private final AgentNotes notes;
    private final HubMetrics metrics;
    private final Clock clock;

    ReplyOutcomes(ReplyLedger replies, AgentNotes notes, HubMetrics metrics, Clock clock) {
        this.replies = replies;
        this.notes = notes;
        this.metrics = metrics;
        this.clock = clock;
    }

    void published(ReplyRow reply, Comment comment, Sent sent) {
        replies.end(
                reply,
                ReplyState.PUBLISHED,
                "stands on the network as " + sent.id(),
                Optional.of(sent),
                Optional.of(notes.published(comment, reply, sent)));
        metrics.published(reply.conversation().channel(), comment.writtenAt(), clock.instant());
    }

    /**
     * The hub did not send it.
     *
     * @param rule why, in the agents' language
     */
    void refused(ReplyRow reply, Comment comment, String rule) {
        replies.end(
                reply, ReplyState.REFUSED, rule, Optional.empty(), Optional.of(notes.refused(comment, reply, rule)));
    }

    /**
     * The network did not take it.
     *
     * @param reason what it said
     */
    void failed(ReplyRow reply, Comment comment, String reason) {
        replies.end(
                reply, ReplyState.FAILED, reason, Optional.empty(), Optional.of(notes.failed(comment, reply, reason)));
    }

    /** It may or may not stand there. */
    void uncertain(ReplyRow reply, Comment comment, String reason) {
        replies.end(
                reply, ReplyState.UNCERTAIN, reason, Optional.empty(), Optional.of(notes.uncertain(comment, reply)));
    }
}
