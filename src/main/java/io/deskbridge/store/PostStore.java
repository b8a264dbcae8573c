package io.deskbridge.store;

import io.deskbridge.core.OwnPosts;

/** Knows what was published through accounts. */
@FunctionalInterface
public interface PostStore {
    /** What was published through one channel. */
    OwnPosts of(String channel);
}
