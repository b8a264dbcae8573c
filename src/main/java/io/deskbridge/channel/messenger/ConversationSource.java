package io.deskbridge.channel.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Source;
import io.deskbridge.http.meta.ConversationList;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes up for what the webhook missed: conversations that moved since the last look, and the newest messages of each.
 */
final class ConversationSource implements Source<Message> {
    /** So many of a conversation's newest messages are shown. */
    static final int SHOWN = 20;

    static final String MESSAGES = "messages.limit(" + SHOWN + "){id,created_time,from,message,attachments,sticker}";

    private final MessengerSettings settings;
    private final String channel;
    private final People people;
    private final Clock clock;
    private final ConversationList list;

    ConversationSource(MessengerSettings settings, String channel, GraphApi api, People people, Clock clock) {
        this.settings = settings;
        this.channel = channel;
        this.people = people;
        this.clock = clock;
        this.list = new ConversationList(
                api,
                "/" + settings.pageId() + "/conversations",
                Map.of("platform", "messenger", "limit", "25", "fields", "id,updated_time,participants," + MESSAGES),
                this::of,
                settings.history(),
                clock);
    }

    @Override
    public String name() {
        return "conversations";
    }

    @Override
    public Duration pace() {
        return settings.pollPace();
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        return list.poll(since);
    }

    /** Newest first in the list, oldest first here. */
    private List<Message> of(JsonNode conversation, Instant from) {
        JsonNode customer = customer(conversation);
        String thread = customer.path("id").asText("");
        var messages = new ArrayList<Message>();
        if (thread.isEmpty()) {
            return messages;
        }
        for (JsonNode message : conversation.path("messages").path("data")) {
            Instant at = GraphTime.of(message.path("created_time")).orElseGet(clock::instant);
            if (!at.isBefore(from)) {
                messages.add(0, message(message, thread, customer.path("name").asText(""), at));
            }
        }
        return messages;
    }

    private JsonNode customer(JsonNode conversation) {
        for (JsonNode participant : conversation.path("participants").path("data")) {
            if (!participant.path("id").asText("").equals(settings.pageId())) {
                return participant;
            }
        }
        return conversation.path("none");
    }

    private Message message(JsonNode message, String thread, String name, Instant at) {
        boolean ours = message.path("from").path("id").asText("").equals(settings.pageId());
        Author author = ours ? Author.unknown(settings.pageId()) : people.named(thread, name);
        List<Attachment> files = Files.listed(message);
        String text = message.path("message").asText("");
        String id = message.path("id").asText("");
        MessageBuilder built = new MessageBuilder(
                        channel, id.isEmpty() ? thread + ":" + at.toEpochMilli() : id, Kind.DIRECT, thread, author, at)
                .text(text)
                .attachments(files)
                .revision("first", at)
                .ours(ours);
        return text.isEmpty() && files.isEmpty()
                ? built.text("(see Messenger)")
                        .unread("a part that Messenger does not show to programs")
                        .build()
                : built.build();
    }
}
