package io.deskbridge.feed;

import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import io.deskbridge.http.Json;
import io.deskbridge.hub.Inbox;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads entries as Rome, the library behind {@code rss:}, gives them. */
final class RomeEntries {
    private RomeEntries() {}

    static FeedEntry read(SyndEntry entry) {
        return new FeedEntry(
                text(entry.getUri()),
                text(entry.getLink()),
                text(entry.getTitle()),
                words(entry),
                text(entry.getAuthor()),
                at(entry.getPublishedDate()).or(() -> at(entry.getUpdatedDate())),
                entry.getEnclosures().stream()
                        .map(RomeEntries::file)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** The whole text where the feed has it, else what it has. */
    private static String words(SyndEntry entry) {
        String contents =
                entry.getContents().stream().map(part -> text(part.getValue())).collect(Collectors.joining("\n"));
        return contents.isBlank() && entry.getDescription() != null
                ? text(entry.getDescription().getValue())
                : contents;
    }

    private static Optional<Inbox.Item.File> file(SyndEnclosure enclosure) {
        return AtomItems.file(text(enclosure.getUrl()), text(enclosure.getType()));
    }

    /** The library speaks of moments as Java did once; in milliseconds they are the same. */
    private static Optional<Instant> at(@Nullable Object date) {
        return date == null
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(Json.MAPPER.convertValue(date, Long.class)));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
