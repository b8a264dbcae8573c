package io.deskbridge.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks, in the transaction that writes, whether the writes' fences still hold. */
final class Fences {
    private final Engine engine;

    Fences(Engine engine) {
        this.engine = engine;
    }

    /** For each fence whether it holds; a fence that holds does so until the transaction ends, by a lock on its row. */
    Map<Fence, Boolean> check(LedgerTemplate tx, Collection<Optional<Fence>> carried) {
        List<Fence> fences =
                carried.stream().flatMap(Optional::stream).distinct().toList();
        if (!engine.isShared() || fences.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> epochs =
                engine.lockEpochs(tx, fences.stream().map(Fence::lease).toList());
        var holding = new HashMap<Fence, Boolean>();
        fences.forEach(fence ->
                holding.put(fence, epochs.getOrDefault(fence.lease(), -1L).equals(fence.epoch())));
        return holding;
    }
}
