package io.deskbridge.hub;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** One circuit for each account, and its state as a metric. */
@Component
class Circuits {
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();
    private final Retry pauses;
    private final Clock clock;
    private final MeterRegistry registry;

    Circuits(HubSettings settings, Clock clock, MeterRegistry registry, AccountHealth health) {
        this.pauses = new Retry(settings);
        this.clock = clock;
        this.registry = registry;
        health.watch(this::states);
    }

    /**
     * @param account {@code channel:<name>} or {@code desk:<name>}
     */
    Circuit of(String account) {
        return circuits.computeIfAbsent(account, name -> {
            var circuit = new Circuit(name, pauses, clock);
            Gauge.builder("deskbridge.circuit", circuit, found -> found.isOpen() ? 1 : 0)
                    .description("1 while an account is left alone because it does not answer or wants us to wait")
                    .tag("account", name)
                    .register(registry);
            return circuit;
        });
    }

    /** The accounts that are left alone at this moment, and why. */
    Map<String, Circuit.State> states() {
        var states = new HashMap<String, Circuit.State>();
        circuits.forEach((account, circuit) -> circuit.state().ifPresent(state -> states.put(account, state)));
        return states;
    }
}
