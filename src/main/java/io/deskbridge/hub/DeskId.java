package io.deskbridge.hub;

import java.util.Optional;
import java.util.regex.Pattern;

/** The ids that a route's desk gives its tickets and comments: a later step may put them into an address. */
public final class DeskId {
    private static final Pattern USABLE = Pattern.compile("[^\\s\\p{Cntrl}?&#%{}\\\\\"<>|^`]{1,200}");

    private DeskId() {}

    /** What is wrong with it; empty when nothing is. */
    public static Optional<String> mistake(String id) {
        return USABLE.matcher(id).matches() && !id.contains("..")
                ? Optional.empty()
                : Optional.of(
                        "is not usable; an id has no blanks, none of ? & # % { } \\ \" < > | ^ `, no \"..\", and at"
                                + " most 200 characters");
    }
}
