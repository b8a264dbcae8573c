package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Sent;
import io.deskbridge.store.PartLedger;
import io.deskbridge.store.PartRow;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** As {@link ReplyOutcomes}, for replies that were sent as threads. What stands there in part is no published reply. */
@Component
class ThreadOutcomes {
    private final ReplyLedger replies;
    private final PartLedger parts;
    private final ReplyOutcomes outcomes;
    private final AgentNotes notes;
    private final ThreadNotes words;
    private final HubMetrics metrics;
    private final Clock clock;

    ThreadOutcomes(
            ReplyLedger replies,
            PartLedger parts,
            ReplyOutcomes outcomes,
            AgentNotes notes,
            ThreadNotes words,
            HubMetrics metrics,
            Clock clock) {
        this.replies = replies;
        this.parts = parts;
        this.outcomes = outcomes;
        this.notes = notes;
        this.words = words;
        this.metrics = metrics;
        this.clock = clock;
    }

    void published(ReplyRow reply, Comment comment, List<PartRow> all) {
        Sent first = first(all).orElseThrow();
        parts.published(
                reply,
                all.size() + " posts stand on the network, the first as " + first.id(),
                first,
                outcomes.success(
                        reply,
                        all.stream().map(PartRow::text).toList(),
                        words.published(comment, reply, first, all.size(), clock.instant())),
                failed -> notes.partNotDelivered(
                        comment,
                        reply,
                        failed.number() + 1,
                        all.size(),
                        failed.failure().orElse("")),
                there -> notes.arrived(comment, there));
        metrics.published(reply.conversation().channel(), comment.writtenAt(), clock.instant());
    }

    /**
     * Some of it stands there, and the rest certainly does not.
     *
     * @param again whether a person may wish it to be sent again
     */
    void partly(ReplyRow reply, Comment comment, List<PartRow> all, String reason, boolean again) {
        replies.end(
                reply,
                ReplyState.FAILED,
                reason,
                first(all),
                Optional.of(words.partly(comment, reply, all, reason, again)));
    }

    /** One of its posts may or may not stand there. */
    void uncertain(ReplyRow reply, Comment comment, List<PartRow> all, String reason) {
        replies.end(
                reply,
                ReplyState.UNCERTAIN,
                reason,
                first(all),
                Optional.of(words.uncertain(comment, reply, all, false)));
    }

    /** The network tells by itself what becomes of posts, and has not told of one of these. */
    void untold(ReplyRow reply, Comment comment, List<PartRow> all, String reason) {
        replies.end(
                reply,
                ReplyState.UNCERTAIN,
                reason,
                first(all),
                Optional.of(words.uncertain(comment, reply, all, true)));
    }

    private static Optional<Sent> first(List<PartRow> all) {
        return all.get(0).sent();
    }
}
