package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Messages that say that there is one, when what it says could not be read. */
final class XPlaceholders {
    private XPlaceholders() {}

    static String words(URI where) {
        return "(The text could not be read; it stands at / Der Text war nicht lesbar; er steht unter " + where + ")";
    }

    /** A post of which only the id is known. */
    static Message post(XSelf self, String id, String missing, Instant readAt) {
        URI permalink = URI.create("https://x.com/i/status/" + id);
        return new MessageBuilder(
                        self.channel(),
                        id,
                        Kind.MENTION,
                        id,
                        Author.unknown("unknown"),
                        XIds.timeOf(id).orElse(readAt))
                .permalink(permalink)
                .text(words(permalink))
                .unread(missing)
                .build();
    }

    /** Something without an id: its content names it, so that the same thing read twice is one message. */
    static Message nameless(XSelf self, Kind kind, JsonNode payload, String missing, Instant readAt) {
        String id = "unread-" + UUID.nameUUIDFromBytes(payload.toString().getBytes(StandardCharsets.UTF_8));
        URI where = URI.create(kind == Kind.DIRECT ? "https://x.com/messages" : "https://x.com/notifications/mentions");
        return new MessageBuilder(self.channel(), id, kind, id, Author.unknown("unknown"), readAt)
                .text(words(where))
                .unread(missing)
                .build();
    }
}
