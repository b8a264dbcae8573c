package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Sent;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Ends replies: the state, its reason and the note that tells the agent are one commit. */
@Component
class ReplyOutcomes {
    private final ReplyLedger replies;
    private final AgentNotes notes;
    private final LinkedFiles links;
    private final NoteSettings settings;
    private final HubMetrics metrics;
    private final Clock clock;

    ReplyOutcomes(
            ReplyLedger replies,
            AgentNotes notes,
            LinkedFiles links,
            NoteSettings settings,
            HubMetrics metrics,
            Clock clock) {
        this.replies = replies;
        this.notes = notes;
        this.links = links;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    void published(ReplyRow reply, Comment comment, Sent sent) {
        replies.published(
                reply,
                "stands on the network as " + sent.id(),
                sent,
                success(
                        reply,
                        List.of(links.text(reply, reply.content().text())),
                        notes.published(comment, reply, sent, clock.instant())),
                failed -> notes.notDelivered(comment, failed),
                there -> notes.arrived(comment, there));
        metrics.published(reply.conversation().channel(), comment.writtenAt(), clock.instant());
    }

    /**
     * Who was told that it is open hears how it ended, whatever the setting.
     *
     * @param posts the texts of the posts that it became
     */
    Optional<NewNote> success(ReplyRow reply, List<String> posts, NewNote words) {
        NewNote note = links.told(reply, posts, words);
        if (settings.success() == NoteSettings.Success.NOTE || replies.isAwaited(reply)) {
            return Optional.of(note);
        }
        return settings.success() == NoteSettings.Success.TAG ? Optional.of(note.quietly()) : Optional.empty();
    }

    /**
     * The hub did not send it.
     *
     * @param rule why, in the agents' language
     */
    void refused(ReplyRow reply, Comment comment, String rule) {
        replies.end(
                reply,
                ReplyState.REFUSED,
                rule,
                Optional.empty(),
                Optional.of(notes.refused(comment, links.withLinks(reply), rule)));
    }

    /** The comment is not public any more, or was not when it was to be published; nothing was sent. */
    void takenBack(ReplyRow reply, Comment comment) {
        replies.end(
                reply,
                ReplyState.REFUSED,
                notes.notPublic(),
                Optional.empty(),
                Optional.of(notes.takenBack(comment, links.withLinks(reply))));
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

    /** The network told by itself what became of it, before any answer of it was recorded. */
    void told(ReplyRow reply, Comment comment) {
        ReplyRow.Told told = reply.told().orElseThrow();
        var sent = new Sent(reply.sentId().orElseThrow(), Optional.empty(), told.at());
        if (told.stage() == DeliveryStatus.Stage.FAILED) {
            String reason = told.reason().orElse("");
            replies.end(
                    reply,
                    ReplyState.FAILED,
                    reason,
                    Optional.of(sent),
                    Optional.of(notes.failed(comment, reply, reason)));
        } else {
            published(reply, comment, sent);
        }
    }

    /** The network tells by itself what becomes of replies, and has not told of this one. */
    void untold(ReplyRow reply, Comment comment, String reason) {
        replies.end(reply, ReplyState.UNCERTAIN, reason, Optional.empty(), Optional.of(notes.untold(comment, reply)));
    }

    /** It may or may not stand there. */
    void uncertain(ReplyRow reply, Comment comment, String reason) {
        replies.end(
                reply, ReplyState.UNCERTAIN, reason, Optional.empty(), Optional.of(notes.uncertain(comment, reply)));
    }
}
