package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.ChannelContract.Repeat;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Sent;
import io.deskbridge.store.NewPart;
import io.deskbridge.store.PartLedger;
import io.deskbridge.store.PartRow;
import io.deskbridge.store.ReplyRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sends a reply that is several posts, for the {@link Gate}: a numbered thread of words, or messages with a file each. Each post is reserved, sent and
 * recorded like a reply, under a key of its own, and looked up before it is sent again. What is true of a reply is true of the
 * first post: until it stands there, the comment is read again before each attempt. From then on the thread is finished in the
 * words that were split, as long as the comment is public, or the agent learns what of it stands there and what does not.
 */
@Component
class ReplyThreads {
    private final ReplySplit split;
    private final Remotes remotes;
    private final Settling settling;
    private final Sender sender;
    private final PartLedger parts;
    private final ReplyOutcomes outcomes;
    private final ThreadOutcomes ends;
    private final AgentNotes notes;

    ReplyThreads(
            ReplySplit split,
            Remotes remotes,
            Settling settling,
            Sender sender,
            PartLedger parts,
            ReplyOutcomes outcomes,
            ThreadOutcomes ends,
            AgentNotes notes) {
        this.split = split;
        this.remotes = remotes;
        this.settling = settling;
        this.sender = sender;
        this.parts = parts;
        this.outcomes = outcomes;
        this.ends = ends;
        this.notes = notes;
    }

    /** The posts that a reply becomes; none when it fits into one, or must not or cannot be split. */
    List<NewPart> split(ChannelContract contract, Reply reply) {
        return split.of(contract, reply);
    }

    /**
     * Sends the posts of a reply that was checked, with all its files.
     *
     * @param whole the reply as it would be in one post
     */
    void publish(Comment comment, ReplyRow reply, Reply whole, List<NewPart> posts) {
        Remote<Channel, ChannelContract> channel = channel(reply);
        Reply first =
                part(whole, whole.inReplyTo(), posts.get(0).text(), posts.get(0).files());
        var attempt = new Attempt(
                reply.conversation(),
                reply.key(),
                Optional.empty(),
                () -> parts.begin(reply, posts),
                () -> parts.forget(reply));
        Sent sent = sender.send(channel, first, attempt);
        parts.sent(parts.of(reply).get(0), sent);
        sendRest(comment, reply, whole, channel);
    }

    /** The posts of a reply that stand on the network, the last one first: each stands below the one before. */
    List<String> posts(ReplyRow reply) {
        List<String> sent = parts.of(reply).stream()
                .flatMap(part -> part.sent().stream())
                .map(Sent::id)
                .toList();
        var posts = new ArrayList<>(sent.isEmpty() ? reply.sentId().stream().toList() : sent);
        Collections.reverse(posts);
        return posts;
    }

    /** Whether the reply is a thread of which something was begun. */
    boolean isBegun(ReplyRow reply) {
        return !parts.of(reply).isEmpty();
    }

    /**
     * Goes on with a thread that was begun.
     *
     * @param whole the reply as it would be in one post
     * @return whether it was dealt with; else nothing of it stands there, and the reply begins anew
     */
    boolean goOn(Comment comment, ReplyRow reply, Reply whole, Gate gate) {
        List<PartRow> begun = parts.of(reply);
        Optional<String> failure =
                begun.stream().flatMap(part -> part.failure().stream()).findFirst();
        if (failure.isPresent() && begun.stream().noneMatch(ReplyThreads::isOpen)) {
            broken(reply, comment, begun, failure.get()); // for that the network need not be ready
            return true;
        }
        Conversation conversation = reply.conversation();
        Remote<Channel, ChannelContract> channel = channel(reply);
        channel.ready(conversation, "");
        boolean takenBack = begun.stream().anyMatch(part -> part.sent().isEmpty())
                && gate.publicNow(comment, conversation).isEmpty();
        Optional<PartRow> open =
                begun.stream().filter(part -> part.triedAt().isPresent()).findFirst();
        if (open.isPresent()) {
            if (isUncertain(channel, whole, reply, open.get(), comment)) {
                return true;
            }
            settle(begun, open.get(), whole, channel, reply);
        }
        if (takenBack) {
            withdraw(comment, reply);
            return true;
        }
        if (parts.of(reply).isEmpty()) {
            return false;
        }
        sendRest(comment, reply, whole, channel);
        return true;
    }

    /**
     * Ends a thread that will not be finished.
     *
     * @return false when nothing of it was sent, so that the reply ends like any other
     */
    boolean giveUp(Comment comment, ReplyRow reply, String reason) {
        return giveUp(comment, reply, reason, true);
    }

    private boolean giveUp(Comment comment, ReplyRow reply, String reason, boolean again) {
        List<PartRow> begun = parts.of(reply);
        if (begun.stream().anyMatch(ReplyThreads::isOpen)) {
            ends.uncertain(reply, comment, begun, reason);
            return true;
        }
        if (begun.stream().anyMatch(part -> part.sent().isPresent())) {
            ends.partly(reply, comment, begun, reason, again);
            return true;
        }
        return false;
    }

    private void withdraw(Comment comment, ReplyRow reply) {
        List<PartRow> known = parts.of(reply);
        if (known.isEmpty()) {
            outcomes.takenBack(reply, comment);
        } else {
            giveUp(comment, reply, notes.notPublic(), false);
        }
    }

    /** As {@link Gate} decides it for a whole reply. */
    private boolean isUncertain(
            Remote<Channel, ChannelContract> channel, Reply whole, ReplyRow reply, PartRow open, Comment comment) {
        if (!isOpen(open)) {
            return false;
        }
        ChannelContract contract = channel.contract();
        String network = contract.network();
        return switch (contract.repeatFor(whole.inReplyTo().kind())) {
            case HARMLESS, LOOK_UP -> false;
            case TOLD_LATER -> {
                settling.listen(
                        key(reply, open), contract.settle(), "waits for " + network + " to tell whether it was sent");
                ends.untold(
                        reply, comment, parts.of(reply), "an attempt broke off and " + network + " told nothing of it");
                yield true;
            }
            case NONE -> {
                ends.uncertain(
                        reply, comment, parts.of(reply), "an attempt broke off and " + network + " cannot be asked");
                yield true;
            }
        };
    }

    /** Finds out what became of the post that was tried last, where that can be known. */
    private void settle(
            List<PartRow> begun, PartRow open, Reply whole, Remote<Channel, ChannelContract> channel, ReplyRow reply) {
        if (open.sent().isPresent()) { // the network told by itself
            parts.sent(open, open.sent().get());
            settling.known(key(reply, open));
            return;
        }
        if (channel.contract().repeatFor(whole.inReplyTo().kind()) != Repeat.LOOK_UP) {
            return; // it is sent again under its key
        }
        Optional<Sent> found =
                sender.alreadySent(channel, part(whole, above(begun, open, whole), open), attempt(reply, open));
        if (found.isPresent()) {
            parts.sent(open, found.get());
        } else if (open.number() == 0) {
            parts.forget(reply); // the words may be those that the comment has now
        } else {
            parts.notSent(open);
        }
    }

    private void sendRest(Comment comment, ReplyRow reply, Reply whole, Remote<Channel, ChannelContract> channel) {
        List<PartRow> all = parts.of(reply);
        Message above = whole.inReplyTo();
        for (PartRow part : all) {
            if (part.failure().isPresent()) {
                broken(reply, comment, all, part.failure().get());
                return;
            }
            Sent sent =
                    part.sent().isPresent() ? part.sent().get() : send(channel, part(whole, above, part), reply, part);
            above = below(whole.inReplyTo(), sent);
        }
        ends.published(reply, comment, parts.of(reply));
    }

    private Sent send(Remote<Channel, ChannelContract> channel, Reply outgoing, ReplyRow reply, PartRow part) {
        Sent sent = sender.send(channel, outgoing, attempt(reply, part));
        parts.sent(part, sent);
        return sent;
    }

    /** The network told of a post that it did not arrive; those behind it would make no sense. */
    private void broken(ReplyRow reply, Comment comment, List<PartRow> all, String reason) {
        if (all.stream()
                .anyMatch(part -> part.sent().isPresent() && part.failure().isEmpty())) {
            ends.partly(reply, comment, all, reason, true);
        } else {
            outcomes.failed(reply, comment, reason);
        }
    }

    private Attempt attempt(ReplyRow reply, PartRow part) {
        return new Attempt(
                reply.conversation(),
                reply.key().forPart(part.number()),
                part.triedAt(),
                () -> parts.trying(part),
                () -> parts.notSent(part));
    }

    private static Message above(List<PartRow> all, PartRow part, Reply whole) {
        return part.number() == 0
                ? whole.inReplyTo()
                : below(whole.inReplyTo(), all.get(part.number() - 1).sent().orElseThrow());
    }

    /** What the next post answers: in public our own one before it, in private still the customer's. */
    private static Message below(Message answered, Sent sent) {
        return answered.kind() == Kind.DIRECT
                ? answered
                : new MessageBuilder(
                                answered.id().channel(),
                                sent.id(),
                                answered.kind(),
                                answered.conversation().thread(),
                                Author.unknown(answered.id().channel()),
                                sent.at())
                        .permalink(sent.permalink().orElse(null))
                        .ours(true)
                        .build();
    }

    private static Reply part(Reply whole, Message above, PartRow part) {
        return part(whole, above, part.text(), part.files());
    }

    private static Reply part(Reply whole, Message above, String text, List<String> files) {
        return new Reply(above, whole.agent(), text, files(whole, files), whole.media());
    }

    private static List<Attachment> files(Reply whole, List<String> references) {
        return whole.attachments().stream()
                .filter(file -> references.contains(file.reference()))
                .toList();
    }

    private static boolean isOpen(PartRow part) {
        return part.triedAt().isPresent() && part.sent().isEmpty();
    }

    private static String key(ReplyRow reply, PartRow part) {
        return reply.key().forPart(part.number()).toString();
    }

    private Remote<Channel, ChannelContract> channel(ReplyRow reply) {
        return remotes.channel(reply.conversation().channel());
    }
}
