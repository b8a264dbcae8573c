package io.deskbridge.core;

import java.time.Instant;
import java.util.List;

/** What the hub published through an account, as far as the hub knows; others may have taken something of it away. */
@FunctionalInterface
public interface OwnPosts {
    /** Nothing was published, or nobody knows. */
    OwnPosts NONE = (since, most) -> List.of();

    /**
     * The network's ids of public posts that stand there as far as the hub knows, the newest first; each post of a thread by
     * itself.
     *
     * @param since older ones are left out
     * @param most so many at most
     */
    List<String> newest(Instant since, int most);
}
