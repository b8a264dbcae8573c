package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Answers direct messages. The chat takes no key of ours, so before each sending the conversation is searched for the same
 * words, sent by us since the reply was reserved; that makes a repeat harmless here, too.
 */
final class DirectWriter {
    /** How far the chat's clock may be behind ours. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private final Xrpc xrpc;
    private final Chat chat;

    DirectWriter(Xrpc xrpc, Chat chat) {
        this.xrpc = xrpc;
        this.chat = chat;
    }

    Sent send(Reply reply, SendKey key) {
        if (!reply.attachments().isEmpty()) {
            throw new Failure.Rejected("Bluesky's direct messages take no files.");
        }
        return find(reply, key).orElseGet(() -> {
            var said = Map.of("text", reply.text().replace("\0", ""));
            JsonNode answer = chat.procedure(
                    "chat.bsky.convo.sendMessage",
                    Map.of("convoId", DirectMessages.convo(reply.inReplyTo()), "message", said));
            if (answer.path("id").asText().isBlank()) {
                throw new Failure.Uncertain("sendMessage answered without an id");
            }
            return sent(answer, key);
        });
    }

    Optional<Sent> find(Reply reply, SendKey key) {
        Message message = reply.inReplyTo();
        String us = xrpc.session().did();
        Instant earliest = key.reservedAt().minus(CLOCKS_APART);
        JsonNode page = chat.query(
                "chat.bsky.convo.getMessages", Map.of("convoId", DirectMessages.convo(message), "limit", "100"));
        for (JsonNode said : page.path("messages")) {
            boolean same = said.path("text").asText().equals(reply.text().replace("\0", ""))
                    && said.at("/sender/did").asText().equals(us);
            if (same && !Posts.time(said.path("sentAt")).orElse(earliest).isBefore(earliest)) {
                return Optional.of(sent(said, key));
            }
        }
        return Optional.empty();
    }

    private static Sent sent(JsonNode said, SendKey key) {
        return new Sent(
                said.path("id").asText(),
                Optional.empty(),
                Posts.time(said.path("sentAt")).orElse(key.reservedAt()));
    }
}
