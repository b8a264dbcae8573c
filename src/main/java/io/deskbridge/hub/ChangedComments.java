package io.deskbridge.hub;

import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketEventRow;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A comment that was changed or taken back in the desk after it was published. The agent reads what stands on the network;
 * by setting the gate brings the network in line, where it can.
 */
@Component
class ChangedComments {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedComments.class);

    /** More in an hour is no agent at work but a desk whose settings were changed, and would empty our account there. */
    private static final int MOST_AN_HOUR = 20;

    private final Gate gate;
    private final CommentLedger comments;
    private final ReplyLedger replies;
    private final TicketEventLedger events;
    private final TicketNotes notes;
    private final boolean follow;
    private final Clock clock;

    ChangedComments(
            Gate gate,
            CommentLedger comments,
            ReplyLedger replies,
            TicketEventLedger events,
            TicketNotes notes,
            TicketSettings settings,
            Clock clock) {
        this.gate = gate;
        this.comments = comments;
        this.replies = replies;
        this.events = events;
        this.notes = notes;
        this.follow = settings.repliesChanged() == TicketSettings.RepliesChanged.FOLLOW;
        this.clock = clock;
    }

    /**
     * Brings the event to its end.
     *
     * @throws io.deskbridge.core.Failure when the desk or the network cannot be asked now: what cannot be seen is not
     *     taken for gone
     */
    void judge(TicketEventRow event) {
        Optional<CommentRow> row = comments.find(event.desk(), event.changedComment());
        Optional<ReplyRow> reply = row.flatMap(found -> replies.ofComment(found.seq()))
                .filter(found -> found.state() == ReplyState.PUBLISHED);
        if (row.isEmpty() || reply.isEmpty()) {
            events.settle(event, "its reply does not stand on the network");
            return;
        }
        Afterwards now = gate.afterwards(row.get(), reply.get(), follow && mayFollow(event));
        switch (now.done()) {
            case NOTHING_CHANGED -> events.settle(event, "it stands on the network as it stands in the desk");
            case TOLD -> events.tell(event, "told", notes.changed(event, reply.get(), now));
            case EDITED, RETRACTED, PARTLY_RETRACTED -> {
                var content = reply.get().content();
                var standing = new ReplyRow.Content(
                        content.agent(),
                        now.done() == Afterwards.Done.EDITED ? now.text() : content.text(),
                        content.attachments(),
                        content.inPrivate());
                String reason =
                        switch (now.done()) {
                            case EDITED -> "changed there, as the agent changed it";
                            case PARTLY_RETRACTED ->
                                "deleted there in part, because the agent took it back; the network refused the rest";
                            default -> "deleted there, because the agent took it back";
                        };
                NewNote note = notes.changed(event, reply.get(), now);
                boolean gone = now.done() != Afterwards.Done.EDITED;
                events.followed(event, reply.get(), standing, reason, gone, note);
            }
        }
    }

    private boolean mayFollow(TicketEventRow event) {
        if (events.followed(event.desk(), clock.instant().minus(Duration.ofHours(1))) < MOST_AN_HOUR) {
            return true;
        }
        LOG.warn(
                "Within an hour {} comments of {} that are published were changed or taken back; this is told to the agents and"
                        + " no more is changed on the networks for now. Were the desk's settings changed?",
                MOST_AN_HOUR,
                event.desk());
        return false;
    }

    /** Desks may give blanks and line ends another form. */
    static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    /** Whether the words stand in the text, in one piece. */
    static boolean holds(String text, String words) {
        return plain(text).contains(plain(words));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
