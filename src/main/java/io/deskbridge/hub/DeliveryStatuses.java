package io.deskbridge.hub;

import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.store.DeliveryStatusLedger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Takes in what networks tell of replies, beside the messages of the same call. */
@Component
class DeliveryStatuses {
    private final DeliveryStatusLedger ledger;
    private final AgentNotes notes;
    private final AcknowledgementNotes acknowledgements;
    private final WakeUps wakeUps;

    DeliveryStatuses(
            DeliveryStatusLedger ledger, AgentNotes notes, AcknowledgementNotes acknowledgements, WakeUps wakeUps) {
        this.ledger = ledger;
        this.notes = notes;
        this.acknowledgements = acknowledgements;
        this.wakeUps = wakeUps;
    }

    /**
     * @param others the rest of the call; one of both may be stored without the other, for the call then comes again and
     *     both fall away where they are known
     * @return done when all of it is on disk
     */
    <T> CompletableFuture<T> storeWith(List<DeliveryStatus> statuses, CompletableFuture<T> others) {
        return statuses.isEmpty()
                ? others
                : ledger.submit(statuses, notes, acknowledgements).thenCombine(others, (intake, answer) -> {
                    intake.lanes().forEach(wakeUps::wake);
                    return answer;
                });
    }
}
