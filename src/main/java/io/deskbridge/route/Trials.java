package io.deskbridge.route;

import io.deskbridge.hub.RouteTrials;
import io.deskbridge.hub.TrialReports;
import io.deskbridge.hub.TrialSample;
import io.deskbridge.hub.TrialSide;
import io.deskbridge.store.RouteHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Tries route files beside those that run. One trial at a time, for a limited time: the hub has other work. */
@Component
@EnableConfigurationProperties(TrialSettings.class)
class Trials implements RouteTrials {
    private final RouteChecks checks;
    private final RouteSwap swap;
    private final TrialRuns runs;
    private final RouteHistory history;
    private final TrialSettings settings;
    private final Semaphore one = new Semaphore(1);

    Trials(RouteChecks checks, RouteSwap swap, TrialRuns runs, RouteHistory history, TrialSettings settings) {
        this.checks = checks;
        this.swap = swap;
        this.runs = runs;
        this.history = history;
        this.settings = settings;
    }

    @Override
    public Outcome run(Candidate candidate, Supplier<TrialSample> messages) {
        Optional<String> senseless = wrongName(candidate);
        if (senseless.isPresent()) {
            return new Outcome.Senseless(senseless.get());
        }
        if (!one.tryAcquire()) {
            return new Outcome.NotMade("Another trial is at work; try again when it is done.");
        }
        var over = new AtomicBoolean();
        CompletableFuture<Outcome> outcome = begin(candidate, messages, () -> !over.get());
        try {
            return outcome.get(settings.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Outcome.NotMade("The trial took longer than "
                    + settings.limit().toSeconds() + " seconds and was given up; try fewer messages.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.NotMade("The hub stops.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("a trial ended without a report", e);
        } finally {
            over.set(true);
        }
    }

    /** What hangs in a step keeps its thread, and the place: a second one beside it would hang, too. */
    private CompletableFuture<Outcome> begin(
            Candidate candidate, Supplier<TrialSample> messages, BooleanSupplier goOn) {
        var outcome = new CompletableFuture<Outcome>();
        var thread = new Thread(
                () -> {
                    try {
                        Outcome made = make(candidate, messages, goOn);
                        one.release();
                        outcome.complete(made);
                    } catch (Throwable e) { // whoever waits must hear of it
                        one.release();
                        outcome.completeExceptionally(e);
                    }
                },
                "route-trial");
        thread.setDaemon(true);
        thread.start();
        return outcome;
    }

    private Outcome make(Candidate candidate, Supplier<TrialSample> messages, BooleanSupplier goOn) {
        Map<String, BuiltRoute> running = swap.running();
        RouteChecks.Checked checked = checks.check(files(candidate));
        if (!checked.isGood()) {
            return new Outcome.Mistaken(Findings.of(checked.mistakes()));
        }
        TrialSample sample = messages.get();
        TrialSide now = runs.run(running.values(), sample, goOn);
        TrialSide then = runs.run(checked.routes(), sample, goOn);
        return goOn.getAsBoolean()
                ? new Outcome.Made(TrialReports.of(sample, then, Optional.of(now)))
                : new Outcome.NotMade("The trial was given up.");
    }

    /** What a route runs with has its lists in it already, so changes are to the files as they were deployed. */
    private RouteSet files(Candidate candidate) {
        var texts = new TreeMap<String, String>();
        if (!candidate.whole()) {
            history.lastGood().ifPresent(last -> texts.putAll(last.content().files()));
        }
        candidate
                .files()
                .forEach((name, text) ->
                        text.ifPresentOrElse(given -> texts.put(name, given), () -> texts.remove(name)));
        return RouteSet.of(texts);
    }

    private static Optional<String> wrongName(Candidate candidate) {
        List<String> wrong = candidate.files().keySet().stream()
                .filter(name -> !RouteFile.isList(name) && (!RouteFile.isRoute(name) || !name.matches("[^/\\\\]+")))
                .sorted()
                .toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of("files: \"" + wrong.get(0)
                        + "\" is no name of a route file or a list; a route is <route id>" + RouteFile.ENDING);
    }
}
