package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Direct messages, from the log of all conversations, which has a true cursor. Where the account has no chat, the source
 * is quiet and asks again from time to time, because an admin may make a better app password.
 */
final class DirectSource implements Source<Message> {
    private static final Duration WITHOUT_CHAT = Duration.ofMinutes(10);

    private final BlueskySettings settings;
    private final Xrpc xrpc;
    private final Chat chat;
    private final String channel;
    private final Clock clock;
    private final Rhythm askForChat;

    DirectSource(BlueskySettings settings, Xrpc xrpc, Chat chat, String channel, Clock clock) {
        this.settings = settings;
        this.xrpc = xrpc;
        this.chat = chat;
        this.channel = channel;
        this.clock = clock;
        askForChat = new Rhythm(clock, WITHOUT_CHAT);
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Duration pace() {
        return settings.pace();
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        if (!askForChat.isDue()) {
            return Batch.nothing(since);
        }
        Optional<JsonNode> answer =
                chat.queryIfThere("chat.bsky.convo.getLog", Map.of("cursor", since.value()), !since.isStart());
        if (answer.isEmpty()) {
            askForChat.done();
            return Batch.nothing(since);
        }
        String next = answer.get().path("cursor").asText();
        if (next.isBlank() || next.equals(since.value())) {
            return Batch.nothing(since);
        }
        var messages = messages(answer.get().path("logs"));
        if (since.isStart()) {
            Instant oldest = clock.instant().minus(settings.overlap());
            messages.removeIf(message -> message.sentAt().isBefore(oldest));
        }
        // an empty page means the end, but a page of unknown events may be followed by messages
        return new Batch<>(
                messages, new Cursor(next), !answer.get().path("logs").isEmpty());
    }

    private List<Message> messages(JsonNode logs) {
        Session session = xrpc.session();
        var profiles = new LinkedHashMap<String, JsonNode>();
        var reader = new DirectMessages(channel, session.did());
        for (JsonNode event : logs) {
            event.path("relatedProfiles")
                    .forEach(profile -> profiles.put(profile.path("did").asText(), profile));
        }
        var messages = new ArrayList<Message>();
        for (JsonNode event : logs) {
            String sender = event.at("/message/sender/did").asText();
            if (DirectMessages.isMessage(event)) {
                JsonNode profile =
                        sender.startsWith("did:") ? profiles.computeIfAbsent(sender, this::profile) : Posts.NOTHING;
                messages.add(reader.read(event, profile, clock.instant()));
            }
        }
        return messages;
    }

    private JsonNode profile(String did) {
        try {
            return xrpc.query("app.bsky.actor.getProfile", Map.of("actor", did));
        } catch (Failure.Rejected gone) {
            return Posts.NOTHING;
        }
    }
}
