package io.deskbridge.route;

import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteDeployment.Result;
import io.deskbridge.store.RouteHistory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes earlier files back into the folder. The ledger knows of it before the first file is written, so that a hub that
 * dies in between writes the rest at its next start; and what somebody else wrote meanwhile is never written over.
 */
final class Rollback {
    private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);

    private final RouteFolder folder;
    private final RouteHistory history;

    Rollback(RouteFolder folder, RouteHistory history) {
        this.folder = folder;
        this.history = history;
    }

    /** Why the folder cannot be written over now; empty when it can. Where there is no file, nobody's is written over. */
    List<String> refusal(RouteSet judged) {
        Optional<String> problem = folder.problem();
        if (problem.isPresent()) {
            return List.of(problem.get());
        }
        return isBare() || folder.look().equals(Optional.of(judged))
                ? List.of()
                : List.of("routes/ was changed a moment ago; look at what it holds now, and ask again");
    }

    /** Whether the folder has no route file, or is not there. */
    boolean isBare() {
        return !folder.isThere()
                || folder.look().filter(held -> held.files().isEmpty()).isPresent();
    }

    /** Writes the files; when one cannot be written, those from before. What went wrong; empty when nothing did. */
    Optional<String> write(RouteSet set, RouteSet before) {
        try {
            folder.write(set);
            return Optional.empty();
        } catch (IOException e) {
            takeBack(before);
            return Optional.of("routes/ cannot be written: " + e);
        }
    }

    void takeBack(RouteSet before) {
        try {
            folder.write(before);
        } catch (IOException e) {
            LOG.error("routes/ is neither as it was nor as it should be: {}", e.toString());
        }
    }

    /** Ends what a hub that died has begun. */
    void finish() {
        history.begun().ifPresent(begun -> {
            Map<String, String> wanted = begun.content().files();
            Map<String, String> before = history.before(begun.id(), 1).stream()
                    .findFirst()
                    .map(found -> found.content().files())
                    .orElse(Map.of());
            RouteSet held = isBare() ? new RouteSet(List.of()) : folder.lookNow();
            boolean nobodyElse = folder.problem().isEmpty()
                    && held.files().stream()
                            .allMatch(file -> file.text().equals(wanted.get(file.name()))
                                    || file.text().equals(before.get(file.name())));
            Optional<String> failure = nobodyElse
                    ? write(RouteSet.of(wanted), held)
                    : Optional.of("the hub was stopped while it wrote these files, and they were changed since");
            LOG.warn(
                    "Rollback {} by {} was broken off and is {}",
                    begun.id(),
                    begun.author(),
                    failure.map(reason -> "given up: " + reason).orElse("done now"));
            RouteDeployment.Content content = begun.content();
            history.end(
                    begun.id(),
                    failure.isEmpty() ? Result.DEPLOYED : Result.REFUSED,
                    new RouteDeployment.Content(
                            content.files(),
                            content.changes(),
                            content.difference(),
                            failure.map(List::of).orElse(List.of())));
        });
    }
}
