package io.deskbridge.route;

import io.deskbridge.hub.Fate;
import io.deskbridge.hub.TrialSample;
import io.deskbridge.hub.TrialSide;
import io.deskbridge.hub.TrialWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Takes messages through routes in a Camel that nothing leaves. */
@Component
class TrialRuns {
    private final Scratch.Factory scratches;

    TrialRuns(Scratch.Factory scratches) {
        this.scratches = scratches;
    }

    /**
     * What the routes made of them; of fewer when it was stopped.
     *
     * @param routes that a check found good
     * @param goOn asked again and again; once it says no, it ends soon
     */
    TrialSide run(Collection<BuiltRoute> routes, TrialSample sample, BooleanSupplier goOn) {
        var camel = new TrialCamel(scratches, goOn);
        var fates = new ArrayList<Fate>();
        try (camel) {
            camel.add(List.copyOf(routes));
            fates.addAll(new TrialWork(camel.routing(), sample).run(goOn));
        }
        // read once everything beside the routes has come to its end, too
        return new TrialSide(
                camel.routes(),
                fates,
                camel.recorders().elsewhere(),
                camel.recorders().notes());
    }
}
