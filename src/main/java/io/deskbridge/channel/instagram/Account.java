package io.deskbridge.channel.instagram;

/**
 * Who we are.
 *
 * @param channel the configured name
 * @param id of the professional account
 * @param username without {@code @}
 */
record Account(String channel, String id, String username) {
    /** Some answers tell the id, some the name; our own comments come back by the webhook as well. */
    boolean is(String otherId, String otherName) {
        return otherId.equals(id) || otherName.equalsIgnoreCase(username);
    }
}
