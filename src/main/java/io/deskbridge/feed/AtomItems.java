package io.deskbridge.feed;

import com.apptasticsoftware.rssreader.Item;
import io.deskbridge.hub.Inbox;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads entries as the library behind {@code atom:} gives them; it reads RSS, too. */
final class AtomItems {
    private AtomItems() {}

    static FeedEntry read(Item item) {
        return new FeedEntry(
                item.getGuid().orElse("").strip(),
                item.getLink().orElse("").strip(),
                item.getTitle().orElse(""),
                item.getContent()
                        .filter(words -> !words.isBlank())
                        .or(item::getDescription)
                        .orElse(""),
                item.getAuthor().orElse("").strip(),
                at(item::getPubDateAsZonedDateTime).or(() -> at(item::getUpdatedAsZonedDateTime)),
                item.getEnclosures().stream()
                        .map(enclosure -> file(enclosure.getUrl(), enclosure.getType()))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** A date that cannot be read is none. */
    private static Optional<Instant> at(Supplier<Optional<ZonedDateTime>> date) {
        try {
            return date.get().map(ZonedDateTime::toInstant);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<Inbox.Item.File> file(String url, String type) {
        return FeedEntry.page(url)
                .map(page ->
                        new Inbox.Item.File(type.toLowerCase(Locale.ROOT).split("/", 2)[0], page, null, null, null));
    }
}
