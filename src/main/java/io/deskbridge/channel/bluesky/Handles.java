package io.deskbridge.channel.bluesky;

import java.util.regex.Pattern;

/** Names of accounts, which are domain names (https://atproto.com/specs/handle). */
final class Handles {
    private static final Pattern SYNTAX = Pattern.compile(
            "([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");

    private Handles() {}

    /** The network writes {@code handle.invalid} where an account's handle no longer leads to it. */
    static boolean isValid(String handle) {
        return handle.length() <= 253 && SYNTAX.matcher(handle).matches() && !handle.equals("handle.invalid");
    }
}
