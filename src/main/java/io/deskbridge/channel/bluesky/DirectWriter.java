package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers direct messages. The chat takes no key of ours, so a reply whose outcome is not known is looked for by its words
 * among what we said since it was reserved.
 */
final class DirectWriter {
    /** How far the chat's clock may be behind ours. Small, because an equal answer just before is another reply. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

    /** 2,000 messages since a reply was reserved; behind that, nobody could tell that it stands nowhere. */
    private static final int MOST_PAGES = 20;

    private final Xrpc xrpc;
    private final Chat chat;
    private final KnownAnswers known = new KnownAnswers();

    DirectWriter(Xrpc xrpc, Chat chat) {
        this.xrpc = xrpc;
        this.chat = chat;
    }

    Sent send(Reply reply, SendKey key) {
        if (!reply.attachments().isEmpty()) {
            throw new Failure.Rejected(new Words(
                    "Bluesky's direct messages take no files", "Blueskys Direktnachrichten nehmen keine Dateien"));
        }
        JsonNode answer = chat.procedure(
                "chat.bsky.convo.sendMessage",
                Map.of("convoId", DirectMessages.convo(reply.inReplyTo()), "message", Map.of("text", words(reply))));
        if (answer.path("id").asText().isBlank()) {
            throw new Failure.Uncertain("sendMessage answered without an id");
        }
        return sent(answer, key);
    }

    /** Of several with the same words the oldest since the reservation, for the later ones are later replies. */
    Optional<Sent> find(Reply reply, SendKey key) {
        String us = xrpc.session().did();
        Instant earliest = key.reservedAt().minus(CLOCKS_APART);
        Optional<JsonNode> oldest = Optional.empty();
        for (JsonNode said : since(earliest, DirectMessages.convo(reply.inReplyTo()))) {
            boolean same = said.path("text").asText().equals(words(reply))
                    && said.at("/sender/did").asText().equals(us);
            if (same && !known.isOther(said.path("id").asText(), key)) {
                oldest = Optional.of(said);
            }
        }
        return oldest.map(said -> sent(said, key));
    }

    /** Newest first, as the chat lists them; those without a time are among them. */
    private List<JsonNode> since(Instant earliest, String convo) {
        var all = new ArrayList<JsonNode>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = chat.query(
                    "chat.bsky.convo.getMessages", Map.of("convoId", convo, "limit", "100", "cursor", cursor));
            if (!answer.path("messages").isArray()) {
                throw new Failure.Unreadable("getMessages answered without messages");
            }
            for (JsonNode said : answer.path("messages")) {
                if (Posts.time(said.path("sentAt")).filter(earliest::isAfter).isPresent()) {
                    return all;
                }
                all.add(said);
            }
            cursor = answer.path("cursor").asText();
            if (cursor.isBlank() || answer.path("messages").isEmpty()) {
                return all;
            }
        }
        throw new Failure.Unreadable("getMessages goes on for more than " + MOST_PAGES + " pages");
    }

    private static String words(Reply reply) {
        return reply.text().replace("\0", "");
    }

    private Sent sent(JsonNode said, SendKey key) {
        String id = said.path("id").asText();
        known.add(id, key);
        return new Sent(id, Optional.empty(), Posts.time(said.path("sentAt")).orElse(key.reservedAt()));
    }
}
