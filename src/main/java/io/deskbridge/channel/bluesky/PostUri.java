package io.deskbridge.channel.bluesky;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of a post in its author's repository: {@code at://DID/app.bsky.feed.post/rkey}. */
record PostUri(String did, String rkey) {
    static final String COLLECTION = "app.bsky.feed.post";

    private static final Pattern SYNTAX = Pattern.compile("at://(did:[a-z]+:(?:[a-zA-Z0-9._:-]|%[0-9a-fA-F]{2})+)/"
            + Pattern.quote(COLLECTION) + "/([a-zA-Z0-9._:~-]{1,512})");

    /** Empty when the text addresses anything but a post. */
    static Optional<PostUri> parse(String uri) {
        var matcher = SYNTAX.matcher(uri);
        return matcher.matches() ? Optional.of(new PostUri(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Where people read the post; the app takes a handle or a DID. */
    URI permalink(String handle) {
        return URI.create("https://bsky.app/profile/" + (Handles.isValid(handle) ? handle : did) + "/post/" + rkey);
    }

    @Override
    public String toString() {
        return "at://" + did + "/" + COLLECTION + "/" + rkey;
    }
}
