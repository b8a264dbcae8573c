package io.deskbridge.hub;

import io.deskbridge.store.Lane;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Wakes this process when the conversation is its own, and else tells the other processes. */
@Component
class LaneWakeUps implements WakeUps {
    private final Leases leases;
    private final Supplier<LaneRunner> lanes;
    private final OtherProcesses others;
    private final Beginning beginning;

    /**
     * @param lanes looked up late: those who work on lanes are themselves told of wake-ups
     */
    LaneWakeUps(Leases leases, ObjectProvider<LaneRunner> lanes, OtherProcesses others, Beginning beginning) {
        this.leases = leases;
        this.lanes = SingletonSupplier.of(lanes::getObject); // to look it up costs more than to wake
        this.others = others;
        this.beginning = beginning;
    }

    @Override
    public void wake(Lane lane) {
        if (!beginning.isOver()) {
            return; // the first sweep finds it
        }
        if (leases.isMine(lane.conversation())) {
            lanes.get().wake(lane);
        } else {
            others.tell(lane);
        }
    }
}
