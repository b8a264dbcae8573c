package io.deskbridge.hub;

import io.deskbridge.store.LeaseTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Decides what a process claims and gives back, so that all processes have about as much. */
final class LeasePlan {
    private final String process;
    private final Map<String, LeaseTable.Lease> leases = new HashMap<>();
    private final int processes;
    private final List<String> claim = new ArrayList<>();
    private final List<String> tooMuch = new ArrayList<>();

    /**
     * @param process the name and holder of this process's own lease, which tells the others that it lives
     * @param prefix that all processes' own leases have
     */
    LeasePlan(String process, String prefix, List<LeaseTable.Lease> all) {
        this.process = process;
        all.forEach(lease -> leases.put(lease.name(), lease));
        long others = all.stream()
                .filter(lease -> lease.name().startsWith(prefix) && !lease.free())
                .filter(lease -> !lease.name().equals(process))
                .count();
        this.processes = (int) others + 1;
        if (!leases.containsKey(process)) {
            claim.add(process);
        }
    }

    /** Aims for this process's fair part of those names. */
    void share(Collection<String> names) {
        int fair = (names.size() + processes - 1) / processes;
        List<String> mine = names.stream().filter(this::isMine).toList();
        if (mine.size() > fair) {
            tooMuch.addAll(mine.subList(fair, mine.size()));
        } else {
            names.stream().filter(this::isFree).limit(fair - mine.size()).forEach(claim::add);
        }
    }

    private boolean isMine(String name) {
        LeaseTable.Lease lease = leases.get(name);
        return lease != null && !lease.free() && lease.holder().equals(process);
    }

    private boolean isFree(String name) {
        LeaseTable.Lease lease = leases.get(name);
        return lease == null || lease.free();
    }

    /** What this process has and is to give back, at once or when nothing is at work under it. */
    Collection<String> tooMuch() {
        return tooMuch;
    }

    /**
     * @param idle whether nothing of this process is at work under a lease, and nothing will begin
     */
    LeaseTable.Plan settle(Predicate<String> idle) {
        return new LeaseTable.Plan(claim, tooMuch.stream().filter(idle).toList());
    }
}
