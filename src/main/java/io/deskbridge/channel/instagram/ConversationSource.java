package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
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
import java.util.Optional;

/** Makes up for what the webhook missed: conversations that moved since the last look, and the newest messages of each. */
final class ConversationSource implements Source<Message> {
    /** Of each conversation; Instagram shows no more than its twenty newest messages. */
    static final int SHOWN = 20;

    static final String MESSAGES =
            "messages.limit(" + SHOWN + "){id,created_time,from,message,attachments,shares,story,is_unsupported}";

    private final InstagramSettings settings;
    private final Account us;
    private final Asked<Author> people;
    private final Direct direct;
    private final Clock clock;
    private final ConversationList list;

    ConversationSource(
            InstagramSettings settings, Account us, GraphApi api, Asked<Author> people, Direct direct, Clock clock) {
        this.settings = settings;
        this.us = us;
        this.people = people;
        this.direct = direct;
        this.clock = clock;
        this.list = new ConversationList(
                api,
                "/me/conversations",
                Map.of("platform", "instagram", "limit", "25", "fields", "id,updated_time,participants," + MESSAGES),
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
        return settings.conversationPace();
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        return list.poll(since);
    }

    /** Newest first in the list, oldest first here. */
    private List<Message> of(JsonNode conversation, Instant from) {
        var messages = new ArrayList<Message>();
        Optional<String> customer = customer(conversation);
        if (customer.isEmpty()) {
            return messages;
        }
        for (JsonNode message : conversation.path("messages").path("data")) {
            Instant at = GraphTime.of(message.path("created_time")).orElseGet(clock::instant);
            if (!at.isBefore(from)) {
                messages.add(0, message(message, customer.get(), at));
            }
        }
        return messages;
    }

    /** Who is not us; the list tells the name beside. */
    private Optional<String> customer(JsonNode conversation) {
        for (JsonNode participant : conversation.path("participants").path("data")) {
            String id = Wire.text(participant.path("id"));
            String name = Wire.text(participant.path("username"));
            if (!id.isEmpty() && !us.is(id, name)) {
                if (!name.isBlank()) {
                    people.remember(id, Wire.author(id, name, name));
                }
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private Message message(JsonNode message, String customer, Instant at) {
        JsonNode from = message.path("from");
        boolean ours = us.is(Wire.text(from.path("id")), Wire.text(from.path("username")));
        String id = Wire.some(message.path("id")).orElse(customer + ":" + at.toEpochMilli());
        return Direct.filled(direct.message(id, customer, ours, at), Contents.listed(message))
                .build();
    }
}
