package io.deskbridge.hub;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Channel;
import io.deskbridge.core.ChannelContract;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Sent;
import io.deskbridge.store.AcknowledgementLedger;
import io.deskbridge.store.AcknowledgementRow;
import io.deskbridge.store.AcknowledgementState;
import io.deskbridge.store.Lane;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NewNote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends a conversation's acknowledgement, checked as a reply is, at most once. It yields to every agent who answers, and is worth
 * nothing when it comes late, so it is given up where a reply would wait.
 */
@Component
class AcknowledgementWork {
    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgementWork.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    /** No person wrote it. */
    private static final Agent NOBODY = new Agent("deskbridge", "Deskbridge");

    private final Remotes remotes;
    private final Settling settling;
    private final MessageLedger messages;
    private final AcknowledgementLedger ledger;
    private final Preflight preflight;
    private final Sender sender;
    private final AcknowledgementNotes notes;
    private final WakeUps wakeUps;
    private final Verdict.Judge judge;
    private final Clock clock;

    AcknowledgementWork(
            Remotes remotes,
            Settling settling,
            MessageLedger messages,
            AcknowledgementLedger ledger,
            Preflight preflight,
            Sender sender,
            AcknowledgementNotes notes,
            WakeUps wakeUps,
            HubSettings settings,
            Clock clock) {
        this.remotes = remotes;
        this.settling = settling;
        this.messages = messages;
        this.ledger = ledger;
        this.preflight = preflight;
        this.sender = sender;
        this.notes = notes;
        this.wakeUps = wakeUps;
        this.judge = new Verdict.Judge(settings, clock);
        this.clock = clock;
    }

    /**
     * Works until nothing is left or something must wait.
     *
     * @return when to go on; empty when nothing is left
     */
    Optional<Instant> run(Conversation conversation) {
        Optional<AcknowledgementRow> found = ledger.unfinished(conversation);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        AcknowledgementRow row = found.get();
        if (!row.isDue(clock.instant())) {
            return Optional.of(row.dueAt());
        }
        try {
            carry(row);
            return Optional.empty();
        } catch (RuntimeException e) {
            return failed(row, e);
        } finally {
            wakeUps.wake(new Lane(Lane.Direction.NOTES, conversation)); // what became of it is told in the ticket
        }
    }

    private void carry(AcknowledgementRow row) {
        if (row.triedAt().isEmpty() && yields(row)) {
            return;
        }
        Optional<Message> answered = messages.newest(row.message()).map(MessageRow::message);
        if (answered.isEmpty() || answered.get().deleted() && row.triedAt().isEmpty()) {
            end(row, AcknowledgementState.WITHHELD, "the message that it answers was taken back");
            return;
        }
        Remote<Channel, ChannelContract> channel =
                remotes.channel(row.conversation().channel());
        Reply outgoing = outgoing(row, answered.get());
        if (row.triedAt().isPresent() && !mayGoOn(row, channel, outgoing)) {
            return;
        }
        // what perhaps stands there was checked before
        Optional<String> mistake = row.triedAt().isPresent()
                ? Optional.empty()
                : preflight.mistake(channel.contract(), outgoing, answered.get().sentAt());
        if (mistake.isPresent()) {
            end(row, AcknowledgementState.WITHHELD, mistake.get(), notes.none(row, mistake.get()));
            return;
        }
        sent(row, sender.send(channel, outgoing, attempt(row)));
    }

    /** Ends one that is not to be sent any more, and of which certainly nothing was sent. */
    private boolean yields(AcknowledgementRow row) {
        if (ledger.isAnswered(row.conversation())) {
            end(row, AcknowledgementState.WITHHELD, "an agent answers");
            return true;
        }
        if (row.isExpired(clock.instant())) {
            LOG.info(
                    "Acknowledgement {} on {} would come too late",
                    row.seq(),
                    row.conversation().channel());
            end(row, AcknowledgementState.EXPIRED, notes.tooLate(), notes.none(row, notes.tooLate()));
            return true;
        }
        return false;
    }

    /** Whether one whose first attempt broke off is to be sent again under the same key; else it was dealt with. */
    private boolean mayGoOn(AcknowledgementRow row, Remote<Channel, ChannelContract> channel, Reply outgoing) {
        ChannelContract contract = channel.contract();
        switch (contract.repeatFor(outgoing.inReplyTo().kind())) {
            case HARMLESS -> {
                boolean late = row.isExpired(clock.instant()) || ledger.isAnswered(row.conversation());
                if (late) {
                    uncertain(row, "an attempt broke off, and it would come too late now");
                }
                return !late;
            }
            case LOOK_UP -> {
                Optional<Sent> there = sender.alreadySent(channel, outgoing, attempt(row));
                there.ifPresentOrElse(found -> sent(row, found), () -> {
                    ledger.notSent(row, row.triedAt().orElseThrow());
                    throw new Held("was not sent", clock.instant()); // and so may yield again
                });
            }
            case TOLD_LATER -> {
                settling.listen(
                        row.key().toString(),
                        contract.settle(),
                        "waits for " + contract.network() + " to tell whether it was sent");
                uncertain(row, "an attempt broke off and " + contract.network() + " told nothing of it");
            }
            case NONE -> uncertain(row, "an attempt broke off and " + contract.network() + " cannot be asked");
        }
        return false;
    }

    private Reply outgoing(AcknowledgementRow row, Message answered) {
        return new Reply(answered, NOBODY, notes.text(row), List.of(), (file, most) -> {
            throw new Failure.Rejected("an acknowledgement has no files");
        });
    }

    private Attempt attempt(AcknowledgementRow row) {
        var begun = new Begun(row.triedAt());
        return new Attempt(
                row.conversation(),
                row.key(),
                row.triedAt(),
                () -> begin(row, begun),
                () -> begun.at.ifPresent(at -> ledger.notSent(row, at)));
    }

    private void begin(AcknowledgementRow row, Begun begun) {
        Optional<Instant> now = ledger.trying(row, begun.at);
        if (now.isEmpty()) {
            throw new Held(
                    "somebody answers, or sends it already", clock.instant().plus(SOON));
        }
        begun.at = now;
    }

    /** When the attempt began that is this worker's own: one that another process began is not its to take back. */
    private static final class Begun {
        private Optional<Instant> at;

        Begun(Optional<Instant> at) {
            this.at = at;
        }
    }

    private Optional<Instant> failed(AcknowledgementRow row, RuntimeException thrown) {
        Throwable cause = Causes.relevant(thrown);
        Verdict verdict = judge.of(cause, row.attempts(), row.strikes());
        // as it stands now: the attempt may have been begun, or the network may have told of it
        boolean perhapsSent = ledger.unfinished(row.conversation())
                .flatMap(AcknowledgementRow::triedAt)
                .isPresent();
        if (verdict.again().isEmpty()) {
            LOG.warn("Acknowledgement {} is given up: {}", row.seq(), verdict.reason());
            if (perhapsSent) {
                uncertain(row, verdict.reason());
            } else {
                end(row, AcknowledgementState.FAILED, verdict.reason(), notes.refused(row, verdict.reason()));
            }
            return Optional.empty();
        }
        Instant again = verdict.again().get();
        Instant due = perhapsSent || again.isBefore(row.expiresAt()) ? again : latest(row.expiresAt(), clock.instant());
        LOG.info("Acknowledgement {} waits until {}: {}", row.seq(), due, verdict.reason());
        ledger.postpone(row, verdict.reason(), due, verdict.tally());
        return Optional.of(due);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void sent(AcknowledgementRow row, Sent sent) {
        ledger.end(
                row,
                AcknowledgementState.SENT,
                "stands on the network as " + sent.id(),
                Optional.of(sent),
                Optional.of(notes.sent(row)));
        settling.known(row.key().toString());
    }

    private void uncertain(AcknowledgementRow row, String reason) {
        end(row, AcknowledgementState.UNCERTAIN, reason, notes.uncertain(row));
    }

    private void end(AcknowledgementRow row, AcknowledgementState state, String reason, NewNote note) {
        ledger.end(row, state, reason, Optional.empty(), Optional.of(note));
    }

    /** Of which nobody needs to be told. */
    private void end(AcknowledgementRow row, AcknowledgementState state, String reason) {
        ledger.end(row, state, reason, Optional.empty(), Optional.empty());
    }
}
