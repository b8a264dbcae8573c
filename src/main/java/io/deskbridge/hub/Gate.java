package io.deskbridge.hub;

import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Desk;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageId;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Sent;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The one place through which a reply leaves. Deny is the default: the comment's ticket belongs to a conversation of ours,
 * the desk says at this moment that the comment is public, and the channel's contract takes it. Then reserve, send,
 * record, in that order; a reservation without a record is looked up before anything is sent again.
 */
@Component
class Gate {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Accounts accounts;
    private final AccountHealth health;
    private final MessageLedger messages;
    private final CommentLedger comments;
    private final ReplyLedger replies;
    private final Numbering numbering;
    private final Preflight preflight;
    private final AgentNotes notes;
    private final ReplyOutcomes outcomes;
    private final Clock clock;

    Gate(
            Accounts accounts,
            AccountHealth health,
            MessageLedger messages,
            CommentLedger comments,
            ReplyLedger replies,
            Numbering numbering,
            Preflight preflight,
            AgentNotes notes,
            ReplyOutcomes outcomes,
            Clock clock) {
        this.accounts = accounts;
        this.health = health;
        this.messages = messages;
        this.comments = comments;
        this.replies = replies;
        this.numbering = numbering;
        this.preflight = preflight;
        this.notes = notes;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /**
     * Publishes a comment, or ends it with the reason why not.
     *
     * @param only the only channel this may happen on
     * @throws Failure when it must be tried again
     * @throws Held when it must wait though nothing failed
     */
    void publish(CommentRow row, Optional<String> only) {
        Comment comment = row.comment();
        Conversation conversation = row.conversation().orElseThrow();
        if (!isPublicNow(comment)) {
            withdraw(row, conversation);
            return;
        }
        List<MessageRow> recent = numbering.recent(conversation);
        Optional<MessageRow> undecided = ReplyTarget.undecided(comment, recent);
        if (undecided.isPresent() && replies.ofComment(row.seq()).isEmpty()) {
            throw new Held(
                    "waits until it is known whether "
                            + undecided.get().message().id() + " stood in the ticket",
                    clock.instant().plus(SOON));
        }
        Optional<ReplyTarget> target = ReplyTarget.of(comment, recent, number -> numbering.of(conversation, number));
        if (target.isEmpty()) {
            outcomes.refused(
                    reserve(row, conversation, "", comment.text()), comment, notes.noSuchMessage(highest(recent)));
            return;
        }
        Message answered = target.get().message();
        ReplyRow reply =
                reserve(row, conversation, answered.id().value(), target.get().text());
        Message inReplyTo = newestWording(conversation, reply).orElse(answered);
        if (only.isPresent() && !only.get().equals(conversation.channel())) {
            outcomes.refused(reply, comment, notes.otherChannel(only.get(), conversation.channel()));
            return;
        }
        Channel channel = atWork(conversation.channel());
        Reply outgoing = outgoing(comment, reply, inReplyTo);
        Optional<Sent> before = alreadySent(channel, outgoing, reply);
        if (before.isPresent()) {
            outcomes.published(reply, comment, before.get());
            return;
        }
        // what perhaps stands there was checked before; to refuse it now could deny what everybody can read
        boolean perhapsSent =
                reply.triedAt().isPresent() && repeat(channel, outgoing) != ChannelContract.Repeat.LOOK_UP;
        Optional<String> mistake = perhapsSent ? Optional.empty() : preflight.mistake(channel.contract(), outgoing);
        if (mistake.isPresent()) {
            outcomes.refused(reply, comment, mistake.get());
        } else if (!isUncertain(channel, outgoing, reply, comment)) {
            outcomes.published(reply, comment, send(channel, outgoing, reply));
        }
    }

    private static int highest(List<MessageRow> recent) {
        return recent.isEmpty() ? 0 : recent.get(recent.size() - 1).number().orElse(0);
    }

    /** The comment will never be published: its reply, when there is one, ends with it, and the agent learns why. */
    void giveUp(CommentRow row, String reason, String route) {
        Optional<ReplyRow> reply = replies.ofComment(row.seq());
        if (reply.isPresent() && reply.get().triedAt().isPresent()) {
            outcomes.uncertain(reply.get(), row.comment(), reason);
        } else if (reply.isPresent()) {
            outcomes.failed(reply.get(), row.comment(), reason);
        } else {
            comments.end(row, CommentState.DEAD, reason, Optional.of(route));
        }
    }

    /** The agent took the comment back. What was begun before is brought to its end; nothing is sent. */
    private void withdraw(CommentRow row, Conversation conversation) {
        Comment comment = row.comment();
        Optional<ReplyRow> reserved = replies.ofComment(row.seq());
        if (reserved.isEmpty()) {
            comments.end(
                    row,
                    CommentState.DISMISSED,
                    "not public any more in " + comment.id().desk(),
                    Optional.empty());
            return;
        }
        ReplyRow reply = reserved.get();
        Optional<Message> inReplyTo = newestWording(conversation, reply);
        if (reply.triedAt().isEmpty() || inReplyTo.isEmpty()) {
            outcomes.refused(reply, comment, notes.notPublic());
            return;
        }
        Channel channel = atWork(conversation.channel());
        Reply outgoing = outgoing(comment, reply, inReplyTo.get());
        if (repeat(channel, outgoing) != ChannelContract.Repeat.LOOK_UP) {
            outcomes.uncertain(reply, comment, "an attempt broke off before the comment was taken back");
            return;
        }
        alreadySent(channel, outgoing, reply)
                .ifPresentOrElse(
                        sent -> outcomes.published(reply, comment, sent),
                        () -> outcomes.refused(reply, comment, notes.notPublic()));
    }

    /** Read at the moment of publishing, and again before each attempt. */
    private boolean isPublicNow(Comment comment) {
        String name = comment.id().desk();
        Desk desk = accounts.desk(name)
                .orElseThrow(() -> new Failure.Unavailable("desk " + name + " is not configured any more"))
                .desk();
        if (health.isPaused(AccountHealth.desk(name))) {
            throw new Failure.Unauthorized("desk " + name + " is paused until its credentials work");
        }
        try {
            return desk.isPublic(comment);
        } catch (Failure.Rejected e) {
            return false; // the desk does not know it any more: unknown means private
        } catch (Failure e) {
            health.failed(AccountHealth.desk(name), e);
            throw e;
        }
    }

    private ReplyRow reserve(CommentRow row, Conversation conversation, String inReplyTo, String text) {
        var content =
                new ReplyRow.Content(row.comment().agent(), text, row.comment().attachments());
        return replies.reserve(row.seq(), conversation, inReplyTo, content);
    }

    private Optional<Message> newestWording(Conversation conversation, ReplyRow reply) {
        return reply.inReplyTo().isBlank()
                ? Optional.empty()
                : messages.newest(new MessageId(conversation.channel(), reply.inReplyTo()))
                        .map(MessageRow::message);
    }

    private Reply outgoing(Comment comment, ReplyRow reply, Message inReplyTo) {
        Media.Source media =
                (attachment, maxBytes) -> accounts.desk(comment.id().desk())
                        .orElseThrow(() -> new Failure.Rejected("its desk is not configured any more"))
                        .desk()
                        .fetch(attachment, maxBytes);
        ReplyRow.Content content = reply.content();
        return new Reply(inReplyTo, content.agent(), content.text(), content.attachments(), media);
    }

    /** What stands on the network after an attempt whose outcome was not recorded. */
    private Optional<Sent> alreadySent(Channel channel, Reply outgoing, ReplyRow reply) {
        ChannelContract contract = channel.contract();
        if (reply.triedAt().isEmpty() || repeat(channel, outgoing) != ChannelContract.Repeat.LOOK_UP) {
            return Optional.empty();
        }
        Instant settled = reply.triedAt().get().plus(contract.settle());
        if (settled.isAfter(clock.instant())) {
            throw new Held("waits until " + contract.network() + " must have ended the first attempt", settled);
        }
        return channel.find(outgoing, reply.key());
    }

    private static ChannelContract.Repeat repeat(Channel channel, Reply outgoing) {
        return channel.contract().repeatFor(outgoing.inReplyTo().kind());
    }

    /** Where neither a repeat is harmless nor a look-up possible, a person decides. */
    private boolean isUncertain(Channel channel, Reply outgoing, ReplyRow reply, Comment comment) {
        if (reply.triedAt().isEmpty() || repeat(channel, outgoing) != ChannelContract.Repeat.NONE) {
            return false;
        }
        outcomes.uncertain(
                reply, comment, "an attempt broke off and " + channel.contract().network() + " cannot be asked");
        return true;
    }

    private Sent send(Channel channel, Reply outgoing, ReplyRow reply) {
        String account = AccountHealth.channel(reply.conversation().channel());
        // an earlier attempt that no look-up disproved may stand there, whatever becomes of this one
        boolean perhapsSentBefore = reply.triedAt().isPresent()
                && channel.contract().repeatFor(outgoing.inReplyTo().kind()) != ChannelContract.Repeat.LOOK_UP;
        replies.trying(reply);
        try {
            Sent sent = channel.send(outgoing, reply.key());
            health.up(account);
            return sent;
        } catch (Failure e) {
            health.failed(account, e);
            if (Causes.notDone(e) && !perhapsSentBefore) {
                replies.notSent(reply);
            }
            throw e;
        }
    }

    private Channel atWork(String name) {
        Channel channel = accounts.channel(name)
                .orElseThrow(() -> new Failure.Unavailable("channel " + name + " is not configured any more"))
                .channel();
        if (health.isPaused(AccountHealth.channel(name))) {
            throw new Failure.Unauthorized("channel " + name + " is paused until its credentials work");
        }
        return channel;
    }
}
