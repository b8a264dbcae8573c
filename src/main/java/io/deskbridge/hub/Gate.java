package io.deskbridge.hub;

import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
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

    private final Remotes remotes;
    private final Settling settling;
    private final MessageLedger messages;
    private final CommentLedger comments;
    private final ReplyLedger replies;
    private final Numbering numbering;
    private final Preflight preflight;
    private final AgentNotes notes;
    private final ReplyOutcomes outcomes;
    private final Clock clock;

    Gate(
            Remotes remotes,
            Settling settling,
            MessageLedger messages,
            CommentLedger comments,
            ReplyLedger replies,
            Numbering numbering,
            Preflight preflight,
            AgentNotes notes,
            ReplyOutcomes outcomes,
            Clock clock) {
        this.remotes = remotes;
        this.settling = settling;
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
        // while the channel takes nothing the desk is not asked either; it is asked again before anything is sent
        remotes.channel(conversation.channel()).ready(conversation, "");
        if (!isPublicNow(comment, conversation)) {
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
        Remote<Channel, ChannelContract> channel = remotes.channel(conversation.channel());
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
        Remote<Channel, ChannelContract> channel = remotes.channel(conversation.channel());
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
    private boolean isPublicNow(Comment comment, Conversation conversation) {
        try {
            return remotes.desk(comment.id().desk()).call(conversation, "is public", desk -> desk.isPublic(comment));
        } catch (Failure.Rejected e) {
            return false; // the desk does not know it any more: unknown means private
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
        var files = new AgentFiles(remotes, comment, reply.conversation());
        ReplyRow.Content content = reply.content();
        return new Reply(inReplyTo, content.agent(), content.text(), content.attachments(), files);
    }

    /** What stands on the network after an attempt whose outcome was not recorded. */
    private Optional<Sent> alreadySent(Remote<Channel, ChannelContract> channel, Reply outgoing, ReplyRow reply) {
        ChannelContract contract = channel.contract();
        if (reply.triedAt().isEmpty() || repeat(channel, outgoing) != ChannelContract.Repeat.LOOK_UP) {
            return Optional.empty();
        }
        settling.await(reply.key().toString(), reply.triedAt().get(), contract.settle(), contract.network());
        return channel.call(
                reply.conversation(), doing("find", outgoing), network -> network.find(outgoing, reply.key()));
    }

    /** Networks give private and public replies limits of their own. */
    private static String doing(String verb, Reply outgoing) {
        return outgoing.inReplyTo().kind() == Kind.DIRECT ? verb + " direct" : verb;
    }

    private static ChannelContract.Repeat repeat(Remote<Channel, ChannelContract> channel, Reply outgoing) {
        return channel.contract().repeatFor(outgoing.inReplyTo().kind());
    }

    /** Where neither a repeat is harmless nor a look-up possible, a person decides. */
    private boolean isUncertain(
            Remote<Channel, ChannelContract> channel, Reply outgoing, ReplyRow reply, Comment comment) {
        if (reply.triedAt().isEmpty() || repeat(channel, outgoing) != ChannelContract.Repeat.NONE) {
            return false;
        }
        outcomes.uncertain(
                reply, comment, "an attempt broke off and " + channel.contract().network() + " cannot be asked");
        return true;
    }

    private Sent send(Remote<Channel, ChannelContract> channel, Reply outgoing, ReplyRow reply) {
        // an earlier attempt that no look-up disproved may stand there, whatever becomes of this one
        boolean perhapsSentBefore = reply.triedAt().isPresent()
                && channel.contract().repeatFor(outgoing.inReplyTo().kind()) != ChannelContract.Repeat.LOOK_UP;
        var key = reply.key();
        boolean notDone = false;
        try {
            Sent sent = channel.write(
                    reply.conversation(),
                    doing("send", outgoing),
                    () -> {
                        replies.trying(reply);
                        settling.begins(key.toString());
                    },
                    network -> send(network, outgoing, reply));
            settling.known(key.toString());
            return sent;
        } catch (Failure e) {
            notDone = Causes.notDone(e);
            throw e;
        } catch (AgentFiles.Missing e) {
            notDone = Causes.notDone(e.failure());
            throw e.failure();
        } catch (Held e) {
            notDone = true;
            throw e;
        } finally {
            if (notDone && !perhapsSentBefore) {
                replies.notSent(reply);
                settling.known(key.toString());
            }
        }
    }

    private static Sent send(Channel network, Reply outgoing, ReplyRow reply) {
        try {
            return network.send(outgoing, reply.key());
        } catch (Failure e) {
            if (outgoing.media() instanceof AgentFiles files && files.failedWith(e)) {
                throw new AgentFiles.Missing(e);
            }
            throw e;
        }
    }
}
