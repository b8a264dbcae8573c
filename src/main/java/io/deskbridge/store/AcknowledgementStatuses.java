package io.deskbridge.store;

import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.SendKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What networks tell of acknowledgements. That one arrived, or was seen, changes nothing that an agent believes. */
public final class AcknowledgementStatuses {
    private final JdbcTemplate tx;
    private final Wording wording;
    private final Set<Lane> lanes;
    private final Clock clock;

    /** Words what an agent must learn. */
    public interface Wording {
        /** It was sent. */
        NewNote sent(AcknowledgementRow row);

        /** It was taken for lost, or perhaps lost, and was sent. */
        NewNote sentAfterAll(AcknowledgementRow row);

        /** It did not arrive; the reason may be empty. */
        NewNote notDelivered(AcknowledgementRow row, String reason);

        /** The reason of a failure, in the agents' language. */
        Optional<String> reason(DeliveryStatus status);
    }

    AcknowledgementStatuses(JdbcTemplate tx, Wording wording, Set<Lane> lanes, Clock clock) {
        this.tx = tx;
        this.wording = wording;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** Whether the status told something new of an acknowledgement of ours. */
    boolean take(DeliveryStatus status) {
        return find(status).filter(row -> changes(row, status)).isPresent();
    }

    private boolean changes(AcknowledgementRow row, DeliveryStatus status) {
        boolean failed = status.stage() == Stage.FAILED;
        String reason = wording.reason(status).orElse("");
        return switch (row.state()) {
            case WAITING ->
                row.triedAt().isPresent()
                        && (failed
                                ? end(row, status, AcknowledgementState.FAILED, wording.notDelivered(row, reason))
                                : end(row, status, AcknowledgementState.SENT, wording.sent(row)));
            case SENT -> failed && end(row, status, AcknowledgementState.FAILED, wording.notDelivered(row, reason));
            case UNCERTAIN ->
                failed
                        ? end(row, status, AcknowledgementState.FAILED, wording.notDelivered(row, reason))
                        : end(row, status, AcknowledgementState.SENT, wording.sentAfterAll(row));
            case FAILED -> !failed && end(row, status, AcknowledgementState.SENT, wording.sentAfterAll(row));
            case EXPIRED, WITHHELD -> false;
        };
    }

    private boolean end(AcknowledgementRow row, DeliveryStatus status, AcknowledgementState state, NewNote note) {
        String reason = state == AcknowledgementState.SENT
                ? "the network told that it was sent"
                : wording.reason(status).filter(told -> !told.isBlank()).orElse("the network gives no reason");
        tx.update(
                """
                update acknowledgement set state = ?, reason = ?, sent_id = coalesce(sent_id, ?),
                    sent_at = coalesce(sent_at, ?), tried_at = null, ended_at = ? where seq = ?""",
                Columns.word(state),
                reason,
                status.sentId(),
                status.at().toEpochMilli(),
                clock.millis(),
                row.seq());
        History.add(tx, "acknowledgement", row.seq(), clock.instant(), state, reason);
        NoteLedger.add(tx, note, clock);
        lanes.add(new Lane(Lane.Direction.NOTES, row.conversation()));
        return true;
    }

    private Optional<AcknowledgementRow> find(DeliveryStatus status) {
        Optional<SendKey> key = status.key().filter(SendKey::isOfAcknowledgement);
        List<AcknowledgementRow> found = key.isPresent()
                ? tx.query(
                        "select * from acknowledgement where seq = ? and reserved_at = ? and channel = ?",
                        AcknowledgementLedger::read,
                        key.get().number(),
                        key.get().reservedAt().toEpochMilli(),
                        status.channel())
                : tx.query(
                        "select * from acknowledgement where channel = ? and sent_id = ?",
                        AcknowledgementLedger::read,
                        status.channel(),
                        status.sentId());
        return found.stream().findFirst();
    }
}
