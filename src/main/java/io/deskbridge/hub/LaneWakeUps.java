package io.deskbridge.hub;

import io.deskbridge.store.Lane;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Wakes this process when the conversation is its own, and else tells the other processes. */
@Component
class LaneWakeUps implements WakeUps {
    private final Leases leases;
    private final ObjectProvider<LaneRunner> lanes;
    private final OtherProcesses others;

    /**
     * @param lanes looked up late: those who work on lanes are themselves told of wake-ups
     */
    LaneWakeUps(Leases leases, ObjectProvider<LaneRunner> lanes, OtherProcesses others) {
        this.leases = leases;
        this.lanes = lanes;
        this.others = others;
    }

    @Override
    public void wake(Lane lane) {
        if (leases.isMine(lane.conversation())) {
            lanes.getObject().wake(lane);
        } else {
            others.tell(lane);
        }
    }
}
