package io.deskbridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One deployment of the admins' routes.
 *
 * @param id grows with time
 * @param author who asked through the API, or {@code file}
 */
public record RouteDeployment(long id, Instant at, String author, Result result, Content content) {
    /** What became of it. */
    public enum Result {
        /** A rollback is writing its files. */
        BEGUN,
        DEPLOYED,
        REFUSED
    }

    /**
     * What it was about.
     *
     * @param files all of them, by name, not only the changed ones
     * @param changes what began, ended or was replaced, such as {@code changed x-to-zendesk}
     * @param difference to the files deployed before, line by line
     * @param mistakes why it was refused; empty when it was not
     * @param hints at what would better be written otherwise; they refuse nothing
     */
    public record Content(
            Map<String, String> files,
            List<String> changes,
            String difference,
            List<String> mistakes,
            List<String> hints) {
        /** Without hints. */
        public Content(Map<String, String> files, List<String> changes, String difference, List<String> mistakes) {
            this(files, changes, difference, mistakes, List.of());
        }

        public Content {
            files = Map.copyOf(files);
            changes = List.copyOf(changes);
            mistakes = List.copyOf(mistakes);
            hints = hints == null ? List.of() : List.copyOf(hints); // a row that is older than hints
        }
    }
}
