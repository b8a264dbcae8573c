package io.deskbridge.replay;

import io.deskbridge.replay.Tweets.Tweet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One recorded thread.
 *
 * @param tweets in the order in which they were written; what is answered before what answers
 */
record Talk(List<Tweet> tweets) {
    /** The first tweet's id, which names the thread. */
    String root() {
        return tweets.get(0).id();
    }

    boolean begunByCustomer() {
        return tweets.get(0).customers();
    }

    /** The customers, in the order in which they first spoke. */
    Set<String> customers() {
        var authors = new LinkedHashSet<String>();
        tweets.stream().filter(Tweet::customers).forEach(tweet -> authors.add(tweet.author()));
        return authors;
    }

    /** The customer's tweet that a company's belongs under: what it answers, or what that answers when it is the company's. */
    Optional<Tweet> answered(Tweet tweet) {
        Optional<Tweet> parent = find(tweet.parent());
        while (parent.isPresent() && !parent.get().customers()) {
            parent = find(parent.get().parent());
        }
        return parent;
    }

    private Optional<Tweet> find(String id) {
        return tweets.stream().filter(tweet -> tweet.id().equals(id)).findFirst();
    }
}
