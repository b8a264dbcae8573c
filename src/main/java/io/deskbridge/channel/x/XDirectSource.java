package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Supplier;

/**
 * Direct messages of the last 30 days. X cannot be asked for what is newer than something, so pages are read until the
 * cursor, the highest id read, is reached. X allows 15 calls in 15 minutes.
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
        String known = since.isStart() ? XIds.firstAt(clock.instant().minus(settings.history())) : since.value();
        var pages = XPages.read(
                asked -> api.readAsUser("/2/dm_events", asked), XFields.ofDirects(), page -> reaches(page, known));
        var reader = new XDirects(us, clock.instant());
        var fresh = new ArrayList<Message>();
        for (JsonNode page : pages) {
            for (Message message : reader.page(page)) {
                String id = message.id().value();
                if (!XIds.isId(id) || XIds.BY_AGE.compare(id, known) > 0) {
                    fresh.add(message);
                }
            }
        }
        String highest = fresh.stream()
                .map(message -> message.id().value())
                .filter(XIds::isId)
                .max(XIds.BY_AGE)
                .orElse(known);
        fresh.sort(
                (one, other) -> XIds.BY_AGE.compare(one.id().value(), other.id().value()));
        return Batch.of(fresh, new Cursor(highest));
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
