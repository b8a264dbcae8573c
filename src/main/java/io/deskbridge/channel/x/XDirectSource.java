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
import java.util.function.Supplier;

/**
 * Direct messages of the last 30 days. X cannot be asked for what is newer than something, so pages are read until the
 * cursor is reached. X allows 15 calls in 15 minutes.
 */
final class XDirectSource implements Source<Message> {
    private final XSettings settings;
    private final XApi api;
    private final Supplier<XSelf> self;
    private final Clock clock;

    XDirectSource(XSettings settings, XApi api, Supplier<XSelf> self, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.self = self;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Duration pace() {
        return settings.directPace();
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        XSelf us = self.get();
        XCursor cursor = since.isStart()
                ? XCursor.from(XIds.firstAt(clock.instant().minus(settings.history())))
                : XCursor.read(since);
        String known = cursor.since(clock.instant());
        var pages = XPages.read(
                asked -> api.readAsUser("/2/dm_events", asked), XFields.ofDirects(), page -> reaches(page, known));
        var reader = new XDirects(us, clock.instant());
        List<Message> listed = pages.stream()
                .flatMap(page -> reader.page(page).stream())
                .filter(message -> !XIds.isId(id(message)) || XIds.BY_AGE.compare(id(message), known) > 0)
                .toList();
        List<Message> fresh = listed.stream()
                .filter(message -> !cursor.seen().contains(id(message)))
                .sorted(Comparator.comparing(XDirectSource::id, XIds.BY_AGE))
                .toList();
        return Batch.of(
                fresh,
                cursor.behind(listed.stream().map(XDirectSource::id).toList()).written());
    }

    private static String id(Message message) {
        return message.id().value();
    }

    private static boolean reaches(JsonNode page, String known) {
        for (JsonNode event : page.path("data")) {
            if (XIds.BY_AGE.compare(event.path("id").asText(""), known) <= 0) {
                return true;
            }
        }
        return false;
    }
}
