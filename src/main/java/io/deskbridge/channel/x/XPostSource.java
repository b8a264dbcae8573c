package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Posts from one of X's lists. X lists the newest first, so all pages are read before
 * anything is handed over: the cursor is never ahead of a page that was not.
 */
final class XPostSource implements Source<Message> {
    private final String name;
    private final Duration pace;
    private final Duration history;
    private final Duration reach;
    private final Clock clock;
    private final Supplier<XSelf> self;
    private final BiFunction<XSelf, Map<String, String>, JsonNode> list;

    /**
     * @param history how far back the first poll reads
     * @param reach how old the id to read on from may be; X refuses an older one
     * @param list reads one page
     */
    XPostSource(
            String name,
            Duration pace,
            Duration history,
            Duration reach,
            Clock clock,
            Supplier<XSelf> self,
            BiFunction<XSelf, Map<String, String>, JsonNode> list) {
        this.name = name;
        this.pace = pace;
        this.history = history;
        this.reach = reach;
        this.clock = clock;
        this.self = self;
        this.list = list;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration pace() {
        return pace;
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        XSelf us = self.get();
        // a first poll that finds nothing keeps its beginning: what comes during an outage is then not too old later
        XCursor cursor =
                since.isStart() ? XCursor.from(XIds.firstAt(clock.instant().minus(history))) : XCursor.read(since);
        Map<String, String> query = XFields.ofPosts();
        query.put("max_results", "100");
        query.put("since_id", XIds.notBefore(cursor.since(clock.instant()), clock.instant(), reach));

        List<JsonNode> pages = XPages.read(asked -> list.apply(us, asked), query, page -> false);
        var reader = new XPosts(us, clock.instant());
        List<Message> listed =
                pages.stream().flatMap(page -> reader.page(page).stream()).toList();
        List<Message> fresh = listed.stream()
                .filter(message -> !cursor.seen().contains(wording(message)))
                .sorted(Comparator.comparing(XPostSource::wording, XIds.BY_AGE))
                .toList();
        return Batch.of(
                fresh,
                cursor.behind(listed.stream().map(XPostSource::wording).toList())
                        .written());
    }

    private static String wording(Message message) {
        return message.revision().id();
    }
}
