package io.deskbridge.hub;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries route files on messages, with everything that leaves the hub replaced by what only remembers. */
public interface RouteTrials {
    /** Of one trial. */
    int MOST_MESSAGES = 10_000;

    /**
     * Tries them, and compares with the routes that run. Nothing is deployed, written or sent.
     *
     * @param messages asked for only when the files are good and no other trial is at work
     */
    Outcome run(Candidate candidate, Supplier<TrialSample> messages);

    /**
     * What is tried.
     *
     * @param files their texts by their names; empty for one that is to be taken away
     * @param whole whether these are all files; else they are changes to those that run
     */
    record Candidate(Map<String, Optional<String>> files, boolean whole) {
        public Candidate {
            files = Map.copyOf(files);
        }
    }

    /** What became of a trial. */
    sealed interface Outcome {
        /** It was made. */
        record Made(TrialReport report) implements Outcome {}

        /** The files would be refused. */
        record Mistaken(List<Finding> findings) implements Outcome {}

        /** The question makes no sense. */
        record Senseless(String sentence) implements Outcome {}

        /** Not now, or not with so many messages. */
        record NotMade(String sentence) implements Outcome {}
    }

    /**
     * A mistake in a file, as a deployment would tell it.
     *
     * @param line from 1; absent when only the whole file can be blamed
     * @param column from 1
     * @param mistake what is wrong
     * @param hint what would be right; absent where the mistake says it all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(
            String file, @Nullable Integer line, @Nullable Integer column, String mistake, @Nullable String hint) {}
}
