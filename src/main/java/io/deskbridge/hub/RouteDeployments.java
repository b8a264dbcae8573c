package io.deskbridge.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The deploying of the admins' route files, as the console asks for it. */
public interface RouteDeployments {
    /** Why the files as they are now do not run, while others do; empty when they run. */
    Optional<Trouble> trouble();

    /** Of the routes that run, what would better be written otherwise, a sentence each; empty when all is well. */
    default List<String> hints() {
        return List.of();
    }

    /**
     * Brings back the files of an earlier deployment: in the folder, and running.
     *
     * @param id of the earlier deployment
     * @param author who asks
     */
    RolledBack rollBack(long id, String author);

    /** By channel the desks to which the routes that run lead, as far as each route names one; in no order. */
    Map<String, Set<String>> desks();

    /**
     * Lets all routes of a channel lead to another desk, without touching the folder: until a file in it changes, or the hub
     * ends. For trying out; a deployment like any other.
     *
     * @param author who asks
     */
    Chosen chooseDesk(String channel, String desk, String author);

    /**
     * What an admin must look at.
     *
     * @param detail in one sentence
     * @param mistakes a sentence each; empty when the files themselves are not at fault
     */
    record Trouble(String detail, List<String> mistakes) {}

    /** What became of choosing another desk. */
    sealed interface Chosen {
        /**
         * The messages go there from now on.
         *
         * @param difference to the files in the folder, line by line; empty when they say the same
         */
        record Done(String difference) implements Chosen {}

        /** Nothing was changed, because of this. */
        record Refused(List<String> mistakes) implements Chosen {}
    }

    /** What became of a rollback. */
    sealed interface RolledBack {
        /** It runs, and is this deployment. */
        record Done(long id) implements RolledBack {}

        /** There is no such deployment. */
        record Unknown() implements RolledBack {}

        /** Nothing was changed, because of this. */
        record Refused(List<String> mistakes) implements RolledBack {}
    }
}
