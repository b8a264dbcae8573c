package io.deskbridge.feed;

import com.apptasticsoftware.rssreader.Item;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import io.deskbridge.hub.Inbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Makes messages of feeds and of their entries. */
public final class FeedItems {
    private final boolean byPage;
    private final String kind;
    private final Set<String> own;

    /**
     * @param byPage whether all entries of one page are one conversation, else each entry is one
     * @param own names in lower case whose entries are the company's own
     */
    public FeedItems(String kind, boolean byPage, Set<String> own) {
        this.kind = kind;
        this.byPage = byPage;
        this.own = Set.copyOf(own);
    }

    /** Whether something of a feed can be made of it: a feed, or an entry as {@code rss:} or {@code atom:} gives it. */
    public static boolean isFeed(Object body) {
        return body instanceof SyndFeed || body instanceof SyndEntry || body instanceof Item;
    }

    /**
     * The entries as messages, oldest first.
     *
     * @param body for which {@link #isFeed} is true
     */
    public List<Inbox.Item> of(Object body) {
        return entries(body).stream()
                .map(entry -> entry.item(kind, byPage, own))
                .toList();
    }

    private static List<FeedEntry> entries(Object body) {
        if (body instanceof SyndFeed feed) {
            var entries = new ArrayList<FeedEntry>(
                    feed.getEntries().stream().map(RomeEntries::read).toList());
            Collections.reverse(entries); // feeds have the newest first, and not all entries have a date
            if (entries.stream().allMatch(entry -> entry.at().isPresent())) {
                entries.sort(Comparator.comparing(entry -> entry.at().orElseThrow()));
            }
            return entries;
        }
        return body instanceof SyndEntry entry
                ? List.of(RomeEntries.read(entry))
                : List.of(AtomItems.read((Item) body));
    }
}
