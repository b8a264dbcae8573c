package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Zendesk's limit of 30 updates of one ticket by one user within ten minutes. */
@Component
@SandboxPart
class UpdateBudget {
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final int limit;
    private final Map<String, Deque<Instant>> updates = new HashMap<>();

    UpdateBudget(@Value("${deskbridge.sandbox.zendesk.update-limit:30}") int limit) {
        this.limit = limit;
    }

    /** Takes one update, or refuses it with the seconds to wait. */
    synchronized void take(long ticket, long user, Instant now) {
        Deque<Instant> taken = updates.computeIfAbsent(ticket + "/" + user, key -> new ArrayDeque<>());
        while (!taken.isEmpty() && taken.peekFirst().isBefore(now.minus(WITHIN))) {
            taken.removeFirst();
        }
        if (taken.size() >= limit) {
            Instant free = taken.getFirst().plus(WITHIN);
            throw Refusal.tooMany(Math.max(1, Duration.between(now, free).toSeconds()));
        }
        taken.addLast(now);
    }
}
