package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.EditingChannel;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageId;
import io.deskbridge.core.Reply;
import io.deskbridge.core.RetractingChannel;
import io.deskbridge.core.Sent;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NewPart;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The one place through which a reply leaves. Deny is the default: the comment's ticket belonged to a conversation of ours
 * when it was written, the desk says at this moment that the comment is public, and the channel's contract takes it. Then reserve, send,
 * record, in that order; a reservation without a record is looked up before anything is sent again.
 */
@Component
class Gate {
    private static final Duration SOON = Duration.ofSeconds(1);
    /** How far a desk's clock may be behind ours. */
    static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final Remotes remotes;
    private final Settling settling;
    private final Sender sender;
    private final MessageLedger messages;
    private final CommentLedger comments;
    private final Links links;
    private final ReplyLedger replies;
    private final Numbering numbering;
    private final Signatures signatures;
    private final Preflight preflight;
    private final ReplyThreads threads;
    private final FileFit fit;
    private final LinkedFiles linked;
    private final AnswerScruples scruples;
    private final Decisions decisions;
    private final AgentNotes notes;
    private final ReplyOutcomes outcomes;
    private final Clock clock;

    Gate(
            Remotes remotes,
            Settling settling,
            Sender sender,
            MessageLedger messages,
            CommentLedger comments,
            Links links,
            ReplyLedger replies,
            Numbering numbering,
            Signatures signatures,
            Preflight preflight,
            ReplyThreads threads,
            FileFit fit,
            LinkedFiles linked,
            AnswerScruples scruples,
            Decisions decisions,
            AgentNotes notes,
            ReplyOutcomes outcomes,
            Clock clock) {
        this.remotes = remotes;
        this.settling = settling;
        this.sender = sender;
        this.messages = messages;
        this.comments = comments;
        this.links = links;
        this.replies = replies;
        this.numbering = numbering;
        this.signatures = signatures;
        this.preflight = preflight;
        this.threads = threads;
        this.fit = fit;
        this.linked = linked;
        this.scruples = scruples;
        this.decisions = decisions;
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
        Conversation conversation = row.conversation().orElseThrow();
        Optional<ReplyRow> begun = replies.ofComment(row.seq());
        if (begun.flatMap(ReplyRow::told).isPresent()) {
            outcomes.told(begun.get(), row.comment());
            settling.known(begun.get().key().toString());
            return;
        }
        if (begun.isPresent() && goOn(row.comment(), begun.get())) {
            return;
        }
        // while the channel takes nothing the desk is not asked either; it is asked again before anything is sent
        remotes.channel(conversation.channel()).ready(conversation, "");
        Optional<Comment> publicNow = publicNow(row.comment(), conversation);
        if (publicNow.isEmpty()) {
            withdraw(row, conversation);
            return;
        }
        Insisted insisted = Insisted.of(publicNow.get());
        Comment comment = insisted.comment();
        boolean tried = begun.flatMap(ReplyRow::triedAt).isPresent();
        if (!tried && isOlderThanLink(comment)) {
            outcomes.refused(untargeted(row, comment, conversation), comment, notes.beforeLink());
            return;
        }
        if (begun.isEmpty()) { // else an attempt may have been begun with other words
            Decisions.Wish wish = decisions.wish(row, comment, conversation);
            wish.refusal().ifPresent(rule -> outcomes.refused(untargeted(row, comment, conversation), comment, rule));
            if (wish.asked()) {
                return;
            }
        }
        List<MessageRow> recent = numbering.recent(conversation);
        Optional<MessageRow> undecided = ReplyTarget.undecided(comment, recent);
        if (undecided.isPresent() && !tried) {
            throw new Held(
                    "waits until it is known whether "
                            + undecided.get().message().id() + " stood in the ticket",
                    clock.instant().plus(SOON));
        }
        Optional<ReplyTarget> target = ReplyTarget.of(comment, recent, number -> numbering.of(conversation, number));
        if (target.isEmpty()) {
            outcomes.refused(untargeted(row, comment, conversation), comment, notes.noSuchMessage(highest(recent)));
            return;
        }
        Message answered = target.get().message();
        ReplyRow reply = reserve(row, comment, answered, target.get().text());
        Message inReplyTo = newestWording(conversation, reply).orElse(answered);
        if (only.isPresent() && !only.get().equals(conversation.channel())) {
            outcomes.refused(reply, comment, notes.otherChannel(only.get(), conversation.channel()));
            return;
        }
        Remote<Channel, ChannelContract> channel = remotes.channel(conversation.channel());
        Reply outgoing;
        try {
            outgoing = outgoing(channel, comment, reply, inReplyTo);
        } catch (Failure.Rejected file) {
            outcomes.refused(reply, comment, notes.words(file));
            return;
        }
        if (isUncertain(channel, outgoing, reply, comment)) {
            return;
        }
        Optional<Sent> before = sender.alreadySent(channel, outgoing, attempt(reply));
        if (before.isPresent()) {
            outcomes.published(reply, comment, before.get());
            return;
        }
        if (reply.triedAt().isPresent() && Sender.repeat(channel, outgoing) == ChannelContract.Repeat.LOOK_UP) {
            replies.notSent(reply); // so the words may be those that the comment has now
            publish(row, only);
            return;
        }
        // what perhaps stands there was checked before; to refuse it now could deny what everybody can read
        boolean perhapsSent = reply.triedAt().isPresent();
        List<NewPart> parts = perhapsSent ? List.of() : threads.split(channel.contract(), outgoing);
        Reply first = parts.isEmpty() ? outgoing : outgoing.saying(parts.get(0).text());
        Optional<String> mistake = perhapsSent
                ? Optional.empty()
                : preflight
                        .mistake(channel.contract(), first, heard(recent, inReplyTo))
                        .or(() -> scruples.objection(reply, comment, inReplyTo, insisted.insists()));
        if (mistake.isPresent()) {
            outcomes.refused(reply, comment, mistake.get());
            return;
        }
        // what its files are is known by now, and with it which of them words may stand with
        Reply checked = AgentFiles.seen(outgoing);
        List<NewPart> posts = perhapsSent ? List.of() : threads.split(channel.contract(), checked);
        if (posts.isEmpty()) {
            outcomes.published(reply, comment, sender.send(channel, checked, attempt(reply)));
        } else {
            threads.publish(comment, reply, checked, posts);
        }
    }

    /** Whether the reply is a thread that was begun, and was dealt with. */
    private boolean goOn(Comment comment, ReplyRow reply) {
        if (!threads.isBegun(reply)) {
            return false;
        }
        Message answered = newestWording(reply.conversation(), reply).orElseThrow();
        return threads.goOn(comment, reply, outgoing(comment, reply, answered), this);
    }

    /** When the author of the answered message last wrote, as far as an agent can know. */
    private static Instant heard(List<MessageRow> recent, Message answered) {
        return recent.stream()
                .map(MessageRow::message)
                .filter(message ->
                        message.author().id().equals(answered.author().id()))
                .map(Message::sentAt)
                .filter(answered.sentAt()::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(answered.sentAt());
    }

    private static int highest(List<MessageRow> recent) {
        return recent.isEmpty() ? 0 : recent.get(recent.size() - 1).number().orElse(0);
    }

    /** The comment will never be published: its reply, when there is one, ends with it, and the agent learns why. */
    void giveUp(CommentRow row, String reason, String route) {
        Optional<ReplyRow> reply = replies.ofComment(row.seq());
        if (reply.isPresent() && threads.giveUp(row.comment(), reply.get(), reason)) {
            return;
        }
        if (reply.isPresent() && reply.get().told().isPresent()) {
            outcomes.told(reply.get(), row.comment());
        } else if (reply.isPresent() && reply.get().triedAt().isPresent()) {
            outcomes.uncertain(reply.get(), row.comment(), reason);
        } else if (reply.isPresent()) {
            outcomes.failed(reply.get(), row.comment(), reason);
        } else {
            comments.giveUp(row, reason, route, notes.givenUp(row, reason));
        }
    }

    /** The agent took the comment back. What was begun before is brought to its end; nothing is sent. */
    private void withdraw(CommentRow row, Conversation conversation) {
        Comment comment = row.comment();
        Optional<ReplyRow> reserved = replies.ofComment(row.seq());
        if (reserved.isEmpty()) {
            outcomes.takenBack(untargeted(row, comment, conversation), comment);
            return;
        }
        ReplyRow reply = reserved.get();
        Optional<Message> inReplyTo = newestWording(conversation, reply);
        if (reply.triedAt().isEmpty() || inReplyTo.isEmpty()) {
            outcomes.takenBack(reply, comment);
            return;
        }
        Remote<Channel, ChannelContract> channel = remotes.channel(conversation.channel());
        Reply outgoing = outgoing(comment, reply, inReplyTo.get());
        if (isUncertain(channel, outgoing, reply, comment)) {
            return;
        }
        if (Sender.repeat(channel, outgoing) != ChannelContract.Repeat.LOOK_UP) {
            outcomes.uncertain(reply, comment, "an attempt broke off before the comment was taken back");
            return;
        }
        sender.alreadySent(channel, outgoing, attempt(reply))
                .ifPresentOrElse(
                        sent -> outcomes.published(reply, comment, sent), () -> outcomes.takenBack(reply, comment));
    }

    /**
     * What became of a comment after its reply was published, as the desk says at this moment; by wish the network is brought
     * in line with it. What may be public was checked when it was published and is checked again here.
     *
     * @throws Failure when the desk or the network cannot be asked now; nothing that is not certain is taken for gone
     */
    Afterwards afterwards(CommentRow row, ReplyRow reply, boolean follow) {
        Conversation conversation = reply.conversation();
        Optional<Comment> now = publicNow(row.comment(), conversation)
                .map(comment -> Insisted.of(comment).comment());
        String words = now.map(ReplyTarget::words).orElse("");
        String text = now.isEmpty() ? "" : signatures.signed(now.get().agent(), words);
        String whole = linked.text(reply, text);
        String published = reply.content().text();
        Remote<Channel, ChannelContract> channel = remotes.channel(conversation.channel());
        // what a first line sent another way, such as in private, is no public post of ours
        List<String> posts = CommandLine.of(published).isPresent() ? List.of() : threads.posts(reply);
        Optional<Message> answered =
                newestWording(conversation, reply).filter(message -> message.kind() != Kind.DIRECT && !posts.isEmpty());
        boolean sameWords =
                now.isPresent() && (ChangedComments.same(published, text) || ChangedComments.same(published, words));
        boolean fileGone = sameWords && isAnyGone(reply.content().attachments(), now.get());
        // an edit changes words alone
        boolean editable = answered.isPresent() && posts.size() == 1 && !fileGone && channel.can(EditingChannel.class);
        boolean retractable = answered.isPresent() && channel.can(RetractingChannel.class);
        var told = new Afterwards(
                Afterwards.Done.TOLD, now.isEmpty(), text, fileGone, editable, retractable, Optional.empty());
        if (sameWords && !fileGone) {
            return told.but(Afterwards.Done.NOTHING_CHANGED);
        }
        boolean possible =
                now.isEmpty() ? retractable : editable && mayStand(channel, answered.orElseThrow(), reply, whole);
        if (!follow || !possible) {
            return told;
        }
        return now.isEmpty()
                ? retract(channel, answered.orElseThrow(), posts, told)
                : edit(channel, answered.orElseThrow(), posts.get(0), whole, told);
    }

    /** Where a desk names a file anew, its name tells that it is there. */
    private static boolean isAnyGone(List<Attachment> published, Comment now) {
        return !published.stream().allMatch(file -> now.attachments().stream()
                .anyMatch(there -> there.reference().equals(file.reference())
                        || there.name().isPresent() && there.name().equals(file.name())));
    }

    private static Afterwards retract(
            Remote<Channel, ChannelContract> channel, Message answered, List<String> posts, Afterwards told) {
        boolean any = false;
        try {
            for (String post : posts) {
                channel.call(answered.conversation(), "retract", network -> {
                    ((RetractingChannel) network).retract(answered, post);
                    return post;
                });
                any = true;
            }
        } catch (Failure.Rejected refused) {
            return told.refused(any ? Afterwards.Done.PARTLY_RETRACTED : Afterwards.Done.TOLD, refused);
        }
        return told.but(Afterwards.Done.RETRACTED);
    }

    private static Afterwards edit(
            Remote<Channel, ChannelContract> channel, Message answered, String post, String text, Afterwards told) {
        try {
            channel.call(answered.conversation(), "edit", network -> {
                ((EditingChannel) network).edit(answered, post, text);
                return post;
            });
        } catch (Failure.Rejected refused) {
            return told.refused(Afterwards.Done.TOLD, refused);
        }
        return told.but(Afterwards.Done.EDITED);
    }

    /**
     * Whether the words may stand in public instead of those that do: they pass what a new reply would have to pass, and ask
     * for nothing. A line such as /private is no wish to publish what follows.
     */
    private boolean mayStand(Remote<Channel, ChannelContract> channel, Message answered, ReplyRow reply, String text) {
        var words = new Reply(answered, reply.content().agent(), text, List.of(), (file, most) -> {
            throw new Failure.Rejected("an edit changes no files");
        });
        return CommandLine.of(text).isEmpty()
                && preflight.mistake(channel.contract(), words, clock.instant()).isEmpty();
    }

    /** Read at the moment of publishing, and again before each attempt. */
    Optional<Comment> publicNow(Comment comment, Conversation conversation) {
        try {
            return remotes.desk(comment.id().desk()).call(conversation, "is public", desk -> desk.publicNow(comment));
        } catch (Failure.Rejected e) {
            return Optional.empty(); // the desk does not know it any more: unknown means private
        }
    }

    /** Whether it was written before the ticket belonged to a conversation, to whomever it was written then. */
    private boolean isOlderThanLink(Comment comment) {
        return links.ofTicket(comment.ticket().desk(), comment.ticket().id())
                .filter(link -> !comment.writtenAt().isBefore(link.since().minus(CLOCKS_APART)))
                .isEmpty();
    }

    private ReplyRow reserve(CommentRow row, Comment comment, Message answered, String text) {
        ChannelContract contract =
                remotes.channel(answered.conversation().channel()).contract();
        var content = new ReplyRow.Content(
                comment.agent(),
                signatures.signed(comment.agent(), text),
                comment.attachments(),
                ReplyCommands.inPrivate(contract, answered, text));
        return replies.reserve(row.seq(), answered.conversation(), answered.id().value(), content);
    }

    /** For what ends before it is known which message it answers. */
    private ReplyRow untargeted(CommentRow row, Comment comment, Conversation conversation) {
        String words = signatures.signed(comment.agent(), comment.text());
        var content = new ReplyRow.Content(comment.agent(), words, comment.attachments());
        return replies.reserve(row.seq(), conversation, "", content);
    }

    private Optional<Message> newestWording(Conversation conversation, ReplyRow reply) {
        return reply.inReplyTo().isBlank()
                ? Optional.empty()
                : messages.newest(new MessageId(conversation.channel(), reply.inReplyTo()))
                        .map(MessageRow::message);
    }

    /** As it is sent; files that do not fit become links now, unless an attempt was begun with what there was then. */
    private Reply outgoing(
            Remote<Channel, ChannelContract> channel, Comment comment, ReplyRow reply, Message inReplyTo) {
        Reply outgoing = outgoing(comment, reply, inReplyTo);
        return outgoing.media() instanceof AgentFiles files && reply.triedAt().isEmpty()
                ? linked.keeping(reply, outgoing, channel.contract(), files)
                : outgoing;
    }

    private Reply outgoing(Comment comment, ReplyRow reply, Message inReplyTo) {
        ReplyRow.Content content = reply.content();
        MediaRule rule =
                remotes.channel(reply.conversation().channel()).contract().mediaFor(inReplyTo.kind(), content.text());
        var files = new AgentFiles(remotes, comment, reply.conversation(), rule, fit);
        return linked.woven(reply, new Reply(inReplyTo, content.agent(), content.text(), content.attachments(), files));
    }

    private Attempt attempt(ReplyRow reply) {
        return new Attempt(
                reply.conversation(),
                reply.key(),
                reply.triedAt(),
                () -> replies.trying(reply),
                () -> replies.notSent(reply));
    }

    /**
     * Where neither a repeat is harmless nor a look-up possible, a person decides; where the network tells by itself, only
     * when it was silent for too long while we listened.
     */
    private boolean isUncertain(
            Remote<Channel, ChannelContract> channel, Reply outgoing, ReplyRow reply, Comment comment) {
        if (reply.triedAt().isEmpty()) {
            return false;
        }
        String network = channel.contract().network();
        return switch (Sender.repeat(channel, outgoing)) {
            case HARMLESS, LOOK_UP -> false;
            case TOLD_LATER -> {
                settling.listen(
                        reply.key().toString(),
                        channel.contract().settle(),
                        "waits for " + network + " to tell whether it was sent");
                outcomes.untold(reply, comment, "an attempt broke off and " + network + " told nothing of it");
                yield true;
            }
            case NONE -> {
                outcomes.uncertain(reply, comment, "an attempt broke off and " + network + " cannot be asked");
                yield true;
            }
        };
    }
}
