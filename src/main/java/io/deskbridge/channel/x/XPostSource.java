package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Posts from one of X's lists. The cursor is the highest id read. X lists the newest first, so all pages are read before
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
        String from = since.isStart() ? XIds.firstAt(clock.instant().minus(history)) : since.value();
        Map<String, String> query = XFields.ofPosts();
        query.put("max_results", "100");
        query.put("since_id", XIds.notBefore(from, clock.instant(), reach));

        List<JsonNode> pages = XPages.read(asked -> list.apply(us, asked), query, page -> false);
        var reader = new XPosts(us, clock.instant());
        var messages = new ArrayList<Message>();
        String highest = from;
        for (JsonNode page : pages) {
            messages.addAll(reader.page(page));
            highest = higher(highest, page.path("meta").path("newest_id").asText(""));
        }
        for (Message message : messages) {
            highest = higher(highest, message.revision().id());
        }
        messages.sort((one, other) ->
                XIds.BY_AGE.compare(one.revision().id(), other.revision().id()));
        return Batch.of(messages, new Cursor(highest));
    }

    private static String higher(String one, String other) {
        return XIds.isId(other) && XIds.BY_AGE.compare(other, one) > 0 ? other : one;
    }
}
