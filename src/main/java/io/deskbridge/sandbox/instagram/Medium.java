package io.deskbridge.sandbox.instagram;

import java.time.Instant;

/**
 * A picture, film or reel with its caption; the pixels are of no matter here.
 *
 * @param boosted shown as an advertisement as well: each comment is told twice, once as the advertisement's
 */
record Medium(String id, Who owner, String caption, boolean boosted, Instant at) {
    String permalink() {
        return "https://www.instagram.com/p/" + Long.toString(Long.parseLong(id), Character.MAX_RADIX) + "/";
    }
}
