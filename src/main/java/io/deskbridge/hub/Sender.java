package io.deskbridge.hub;

import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sends one post at most once: it is reserved before, and what broke off is looked up, or sent again under its key. Whether it
 * may be sent at all was decided before, in the {@link Gate} or by what goes by its rules.
 */
@Component
class Sender {
    private final Settling settling;

    Sender(Settling settling) {
        this.settling = settling;
    }

    /** What can be done about an attempt of that reply whose outcome is not known. */
    static ChannelContract.Repeat repeat(Remote<Channel, ChannelContract> channel, Reply outgoing) {
        return channel.contract().repeatFor(outgoing.inReplyTo().kind());
    }

    /** Networks give private and public replies limits of their own. */
    private static String doing(String verb, Reply outgoing) {
        return outgoing.inReplyTo().kind() == Kind.DIRECT ? verb + " direct" : verb;
    }

    /**
     * What stands on the network after an attempt whose outcome was not recorded.
     *
     * @return empty when it does not stand there, and where there is nothing to look up
     * @throws Held while the network may still be working on it
     * @throws Failure when that cannot be told now
     */
    Optional<Sent> alreadySent(Remote<Channel, ChannelContract> channel, Reply outgoing, Attempt attempt) {
        ChannelContract contract = channel.contract();
        if (attempt.triedAt().isEmpty() || repeat(channel, outgoing) != ChannelContract.Repeat.LOOK_UP) {
            return Optional.empty();
        }
        settling.await(attempt.key().toString(), attempt.triedAt().get(), contract.settle(), contract.network());
        return channel.call(
                attempt.conversation(), doing("find", outgoing), network -> network.find(outgoing, attempt.key()));
    }

    /**
     * Reserves and sends; recording it is the caller's.
     *
     * @throws Failure as the channel says; what certainly did not happen is not reserved any more, unless an attempt before
     *     may stand there
     * @throws Held when it must wait though nothing failed
     */
    Sent send(Remote<Channel, ChannelContract> channel, Reply outgoing, Attempt attempt) {
        // an earlier attempt may stand there, whatever becomes of this one
        boolean perhapsSentBefore = attempt.triedAt().isPresent();
        SendKey key = attempt.key();
        boolean notDone = false;
        try {
            Sent sent = channel.write(
                    attempt.conversation(),
                    doing("send", outgoing),
                    () -> {
                        attempt.trying().run();
                        settling.begins(key.toString());
                    },
                    network -> send(network, outgoing, key));
            settling.known(key.toString());
            return sent;
        } catch (Failure e) {
            notDone = Causes.notDone(e);
            if (!notDone) {
                settling.brokeOff(key.toString());
            }
            throw e;
        } catch (AgentFiles.Missing e) {
            notDone = Causes.notDone(e.failure());
            throw e.failure();
        } catch (Held e) {
            notDone = true;
            throw e;
        } finally {
            if (notDone && !perhapsSentBefore) {
                attempt.notSent().run();
                settling.known(key.toString());
            }
        }
    }

    private static Sent send(Channel network, Reply outgoing, SendKey key) {
        try {
            return network.send(outgoing, key);
        } catch (Failure e) {
            if (outgoing.media() instanceof AgentFiles files && files.failedWith(e)) {
                throw new AgentFiles.Missing(e);
            }
            throw e;
        }
    }
}
