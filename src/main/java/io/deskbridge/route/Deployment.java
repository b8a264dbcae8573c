package io.deskbridge.route;

import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.ConfigurationMistakes;
import io.deskbridge.hub.OpenDesk;
import io.deskbridge.hub.RouteDeployments;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteDeployment.Result;
import io.deskbridge.store.RouteHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Deploys the admins' route files: all of them, or none with all mistakes told. One deployment at a time; each is kept in
 * the ledger with what became of it.
 */
@Component
@EnableConfigurationProperties(RouteSettings.class)
class Deployment implements RouteDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final long STOP_SECONDS = 5;
    private static final String BY_FILE = "file";

    private final CamelContext camel;
    private final RouteFolder folder;
    private final Accounts accounts;
    private final RouteChecks checks;
    private final RouteSwap swap;
    private final RouteHistory history;
    private final Rollback rollback;
    /** What was last deployed or refused; deployed again only when it changes. */
    private RouteSet judged = new RouteSet(List.of());
    /** What runs in its place, where somebody chose another desk. */
    private Optional<RouteSet> chosen = Optional.empty();

    /** Not the shipped routes: there was a folder. */
    private boolean fromFolder;

    private Optional<Trouble> ofJudged = Optional.empty();
    private volatile Optional<Trouble> trouble = Optional.empty();
    /** Of the routes that run. */
    private volatile List<String> hints = List.of();

    Deployment(
            CamelContext camel,
            RouteSettings settings,
            RouteChecks checks,
            RouteSwap swap,
            RouteHistory history,
            Accounts accounts) {
        this.camel = camel;
        this.accounts = accounts;
        // the hub lets its work come to an end before Camel stops; what is still there then hangs
        camel.getShutdownStrategy().setTimeout(STOP_SECONDS);
        this.folder = new RouteFolder(settings.folder());
        this.checks = checks;
        this.swap = swap;
        this.history = history;
        this.rollback = new Rollback(folder, history);
    }

    /**
     * Starts all routes; what waited for a route is chosen again. When the files have mistakes, the last good ones run.
     *
     * @throws ConfigurationMistakes naming each file that is wrong, when there are no last good ones
     */
    synchronized void deploy() {
        JsonItems.teach(camel);
        try {
            camel.addRoutesConfigurations(new ErrorHandling());
        } catch (Exception e) {
            throw new IllegalStateException("the shipped error handling cannot be installed", e);
        }
        rollback.finish();
        fromFolder = folder.isThere();
        RouteSet set = fromFolder ? folder.lookNow() : RouteFolder.shipped();
        try {
            List<String> mistakes = run(set, BY_FILE);
            if (!mistakes.isEmpty()) {
                runLastGood(set, mistakes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
        LOG.info("Routes: {}", String.join(", ", swap.ids().stream().sorted().toList()));
    }

    /** A broken folder does not keep the hub from its work. */
    private void runLastGood(RouteSet broken, List<String> mistakes) throws InterruptedException {
        Optional<RouteDeployment> last = history.lastGood();
        if (last.isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
        RouteChecks.Checked checked =
                checks.check(RouteSet.of(last.get().content().files()));
        List<String> unfit = checked.isGood() ? begin(checked) : checked.told();
        if (!unfit.isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
        hint(checked);
        judge(
                broken,
                Optional.of(new Trouble(
                        "routes/ has mistakes; in its place runs deployment "
                                + last.get().id() + ", the last good one, of "
                                + last.get().at(),
                        mistakes)));
        LOG.error(
                "THE FILES IN routes/ DO NOT RUN. In their place runs deployment {}, the last good one, of {}. To correct:{}",
                last.get().id(),
                last.get().at(),
                list(mistakes));
    }

    /** The folder changed; two looks saw it so. */
    synchronized void offer(RouteSet seen) throws InterruptedException {
        swap.settle();
        if (seen.equals(judged)) {
            trouble = ofJudged;
            return;
        }
        if (!folder.look().equals(Optional.of(seen))) {
            return; // it changed again, or a rollback wrote it, while this waited for its turn
        }
        if (seen.files().isEmpty() && !swap.ids().isEmpty()) {
            tell("there is no route file in routes/ any more; the routes that ran go on. A hub without any route would"
                    + " set everything aside");
            return;
        }
        fromFolder = true;
        List<String> mistakes = run(seen, BY_FILE);
        if (!mistakes.isEmpty()) {
            LOG.error(
                    "The changed files in routes/ are refused, and the routes that ran go on. To correct:{}",
                    list(mistakes));
        }
    }

    synchronized void folderIsGone() {
        if (fromFolder) {
            tell("the folder routes/ is gone; the routes that ran go on");
        }
    }

    /** It is there, and look after look failed. */
    synchronized void folderIsUnreadable() {
        tell("the folder routes/ cannot be read; the routes that ran go on, and what changes in it is not seen");
    }

    /** It will be looked again. */
    synchronized void lookBrokeOff(Throwable thrown) {
        tell("routes/ could not be looked through, or not deployed: " + Mistakes.sentence(thrown)
                + "; it is tried again and again");
    }

    private void tell(String sentence) {
        if (trouble.isEmpty() || !trouble.get().detail().equals(sentence)) {
            LOG.error("Routes: {}", sentence);
            trouble = Optional.of(new Trouble(sentence, List.of()));
        }
    }

    private static String list(List<String> mistakes) {
        return "\n  - " + String.join("\n  - ", mistakes);
    }

    /** Checks and runs the set and records it; the mistakes when it was refused. */
    private List<String> run(RouteSet set, String author) throws InterruptedException {
        RouteChecks.Checked checked = checks.check(set);
        Map<String, String> before = before();
        List<String> changes = List.of();
        List<String> mistakes = checked.told();
        if (checked.isGood()) {
            RouteSwap.Swapped swapped = swap.to(checked.routes());
            changes = swapped.changes();
            mistakes = swapped.failure().map(RouteMistake::told).map(List::of).orElse(List.of());
        }
        // where the ledger does not take it, all this comes again
        record(set, author, changes, before, mistakes, checked.hinted());
        if (mistakes.isEmpty()) {
            hint(checked);
        }
        judge(
                set,
                mistakes.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Trouble("routes/ has mistakes; the routes that ran go on", mistakes)));
        return mistakes;
    }

    private List<String> begin(RouteChecks.Checked checked) throws InterruptedException {
        return swap.to(checked.routes())
                .failure()
                .map(RouteMistake::told)
                .map(List::of)
                .orElse(List.of());
    }

    private void hint(RouteChecks.Checked checked) {
        if (!checked.hinted().isEmpty() && !checked.hinted().equals(hints)) {
            LOG.info("The routes run. Hints:{}", list(checked.hinted()));
        }
        hints = checked.hinted();
    }

    private Map<String, String> before() {
        return history.lastGood().map(last -> last.content().files()).orElse(Map.of());
    }

    private void judge(RouteSet set, Optional<Trouble> found) {
        judged = set;
        chosen = Optional.empty();
        ofJudged = found;
        trouble = found;
    }

    private void record(
            RouteSet set,
            String author,
            List<String> changes,
            Map<String, String> before,
            List<String> mistakes,
            List<String> hinted) {
        var content = new RouteDeployment.Content(
                set.texts(), changes, Difference.between(before, set.texts()), mistakes, hinted);
        long id = history.add(author, mistakes.isEmpty() ? Result.DEPLOYED : Result.REFUSED, content);
        if (mistakes.isEmpty() && !changes.isEmpty()) {
            LOG.info("Deployment {} of routes, by {}: {}", id, author, String.join(", ", changes));
        }
    }

    @Override
    public Optional<Trouble> trouble() {
        return trouble;
    }

    @Override
    public List<String> hints() {
        return hints;
    }

    @Override
    public synchronized RolledBack rollBack(long id, String author) {
        Optional<RouteDeployment> wanted = history.find(id);
        if (wanted.isEmpty()) {
            return new RolledBack.Unknown();
        }
        RouteSet set = RouteSet.of(wanted.get().content().files());
        RouteChecks.Checked checked = checks.check(set);
        List<String> refusal = checked.isGood() ? rollback.refusal(judged) : checked.told();
        if (!refusal.isEmpty()) {
            return new RolledBack.Refused(refusal);
        }
        var content = new RouteDeployment.Content(
                set.texts(), List.of(), Difference.between(before(), set.texts()), List.of(), checked.hinted());
        long entry = history.add(author, Result.BEGUN, content);
        Optional<String> failure = rollback.write(set, judged);
        List<String> changes = List.of();
        if (failure.isEmpty()) {
            try {
                RouteSwap.Swapped swapped = swap.to(checked.routes());
                changes = swapped.changes();
                failure = swapped.failure().map(RouteMistake::told);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the hub stops; the rollback is done at its next start", e);
            }
            if (failure.isPresent()) {
                rollback.takeBack(judged);
            }
        }
        history.end(
                entry,
                failure.isEmpty() ? Result.DEPLOYED : Result.REFUSED,
                new RouteDeployment.Content(
                        set.texts(),
                        changes,
                        content.difference(),
                        failure.map(List::of).orElse(List.of()),
                        checked.hinted()));
        if (failure.isPresent()) {
            return new RolledBack.Refused(List.of(failure.get()));
        }
        judge(set, Optional.empty());
        hint(checked);
        LOG.info("Deployment {} of routes, a rollback to {} by {}: {}", entry, id, author, String.join(", ", changes));
        return new RolledBack.Done(entry);
    }

    @Override
    public synchronized Map<String, Set<String>> desks() {
        return DeskChoice.desks(chosen.orElse(judged));
    }

    @Override
    public synchronized Chosen chooseDesk(String channel, String desk, String author) {
        if (trouble.isPresent()) {
            return new Chosen.Refused(List.of(trouble.get().detail()));
        }
        Optional<OpenDesk> open = accounts.desk(desk);
        if (open.isEmpty()) {
            return new Chosen.Refused(List.of("there is no desk \"" + desk + "\""));
        }
        Optional<RouteSet> wanted = DeskChoice.with(
                chosen.orElse(judged), judged, channel, desk, open.get().options());
        if (wanted.isEmpty()) {
            return new Chosen.Refused(List.of("no route takes the messages of \"" + channel
                    + "\" to one desk; change the files in routes/ instead"));
        }
        RouteSet folder = judged;
        try {
            List<String> mistakes = runInstead(wanted.get(), author);
            return mistakes.isEmpty()
                    ? new Chosen.Done(
                            Difference.between(folder.texts(), wanted.get().texts()))
                    : new Chosen.Refused(mistakes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the hub stops", e);
        }
    }

    /** As {@link #run}; but the folder stays what was judged, so that only a change of it ends this. */
    private List<String> runInstead(RouteSet set, String author) throws InterruptedException {
        RouteChecks.Checked checked = checks.check(set);
        if (!checked.isGood()) {
            return checked.told();
        }
        Map<String, String> before = before();
        RouteSwap.Swapped swapped = swap.to(checked.routes());
        if (swapped.failure().isPresent()) {
            return List.of(swapped.failure().get().told());
        }
        record(set, author, swapped.changes(), before, List.of(), checked.hinted());
        chosen = Optional.of(set).filter(one -> !one.equals(judged));
        return List.of();
    }

    /** The ids of the routes that run, in no order. */
    Set<String> running() {
        return swap.ids();
    }
}
