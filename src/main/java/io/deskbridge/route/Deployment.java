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
import java.util.stream.Stream;
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
    /** What runs where there is no folder; it may be other files after an update of the hub. */
    private static final String SHIPPED = "shipped";

    private static final RouteSet NOTHING = new RouteSet(List.of());

    private final CamelContext camel;
    private final RouteFolder folder;
    private final Accounts accounts;
    private final RouteChecks checks;
    private final RouteSwap swap;
    private final RouteHistory history;
    private final Rollback rollback;
    private final RouteFolder.Pause pause;
    /** What was last deployed or refused; deployed again only when it changes. */
    private RouteSet judged = NOTHING;
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
            Accounts accounts,
            RouteFolder.Pause pause) {
        this.pause = pause;
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
     * Starts all routes; what waited for a route is chosen again. When the files have mistakes, or there are none any more,
     * the last good ones run.
     *
     * @throws ConfigurationMistakes naming each file that is wrong, when there are no last good ones, or those do not run
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
        try {
            RouteSet set = fromFolder ? folder.lookTwice(pause) : RouteFolder.shipped();
            Optional<RouteDeployment> lost = lost(set);
            if (lost.isPresent()) {
                runLost(lost.get());
            } else {
                List<String> mistakes = run(set, fromFolder ? BY_FILE : SHIPPED);
                if (!mistakes.isEmpty()) {
                    runLastGood(set, mistakes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
        LOG.info("Routes: {}", String.join(", ", swap.ids().stream().sorted().toList()));
    }

    /** What ran before its files vanished; empty when they did not. */
    private Optional<RouteDeployment> lost(RouteSet set) {
        return history.lastGood()
                .filter(last -> fromFolder
                        ? set.files().isEmpty()
                        : !last.author().equals(SHIPPED)
                                && !last.content().files().equals(set.texts()))
                .filter(last -> !last.content().files().isEmpty());
    }

    /** An accident, as it is while the hub works; so the empty folder is no deployment. */
    private void runLost(RouteDeployment last) throws InterruptedException {
        String sentence = fromFolder ? "there is no route file in routes/" : "there is no folder routes/ any more";
        List<String> unfit = begin(last);
        if (!unfit.isEmpty()) {
            throw new ConfigurationMistakes(Stream.concat(
                            Stream.of(
                                    sentence + ", and deployment " + last.id() + ", which ran last, does not run now"),
                            unfit.stream())
                    .toList());
        }
        String detail = sentence + "; deployment " + last.id() + " goes on, the last good one, of " + last.at();
        LOG.error("NOTHING LIES IN routes/: {}", detail);
        judge(NOTHING, Optional.of(new Trouble(detail, List.of())));
    }

    /** A broken folder does not keep the hub from its work. */
    private void runLastGood(RouteSet broken, List<String> mistakes) throws InterruptedException {
        Optional<RouteDeployment> last = history.lastGood();
        if (last.isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
        if (!begin(last.get()).isEmpty()) {
            throw new ConfigurationMistakes(mistakes);
        }
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

    /** Runs what ran before; why it does not run now, empty when it does. */
    private List<String> begin(RouteDeployment before) throws InterruptedException {
        RouteChecks.Checked checked = checks.check(RouteSet.of(before.content().files()));
        if (!checked.isGood()) {
            return checked.told();
        }
        Optional<RouteMistake> failure = swap.to(checked.routes()).failure();
        if (failure.isEmpty()) {
            hint(checked);
        }
        return failure.map(RouteMistake::told).map(List::of).orElse(List.of());
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
        RouteSet before = rollback.isBare() ? NOTHING : judged;
        Optional<String> failure = rollback.write(set, before);
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
                rollback.takeBack(before);
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
        fromFolder = true;
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
