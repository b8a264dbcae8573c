package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import io.deskbridge.http.meta.Gap;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes up for what the webhook missed: conversations that moved since the last look, and the newest messages of each. */
final class ConversationSource implements Source<Message> {
    /** Of one poll; the next one reads on. */
    private static final int MOST_PAGES = 50;
    /** Of each conversation; Instagram shows no more than its twenty newest messages. */
    static final int SHOWN = 20;

    static final String MESSAGES =
            "messages.limit(" + SHOWN + "){id,created_time,from,message,attachments,shares,story,is_unsupported}";

    private static final Map<String, String> ALL =
            Map.of("platform", "instagram", "limit", "25", "fields", "id,updated_time,participants," + MESSAGES);

    private final InstagramSettings settings;
    private final Account us;
    private final GraphApi api;
    private final Asked<Author> people;
    private final Direct direct;
    private final Clock clock;

    ConversationSource(
            InstagramSettings settings, Account us, GraphApi api, Asked<Author> people, Direct direct, Clock clock) {
        this.settings = settings;
        this.us = us;
        this.api = api;
        this.people = people;
        this.direct = direct;
        this.clock = clock;
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
        Mark mark = Mark.of(since, clock, settings.history());
        Optional<Gap> rest = mark.gap().filter(Gap::hasRest);
        if (rest.isPresent()) {
            return readOn(mark, rest.get());
        }
        Instant from = mark.gap().map(Gap::from).orElse(mark.from());
        Read read = read(Map.of(), mark.from(), from);
        return mark.brought(read.messages(), read.rest().map(query -> new Gap(from, query)));
    }

    /** Where Meta does not know any more where the rest began, all of it is read anew. */
    private Batch<Message> readOn(Mark mark, Gap gap) {
        try {
            Read read = read(gap.goOn(), gap.from(), gap.from());
            return mark.caughtUp(
                    read.messages(), new Gap(gap.from(), read.rest().orElse(Map.of())));
        } catch (Failure.Rejected forgotten) {
            return new Batch<>(List.of(), Mark.anew(gap.from()), true);
        }
    }

    /**
     * What was listed.
     *
     * @param rest how to ask for what was left; empty when nothing was
     */
    private record Read(List<Message> messages, Optional<Map<String, String>> rest) {}

    /**
     * @param where in the list to begin
     * @param moved conversations that did not move since are not read
     * @param from messages that are older are not brought
     */
    private Read read(Map<String, String> where, Instant moved, Instant from) {
        var messages = new ArrayList<Message>();
        var query = new LinkedHashMap<>(ALL);
        query.putAll(where);
        Optional<Map<String, String>> next = Optional.of(query);
        for (int pages = 0; next.isPresent() && pages < MOST_PAGES; pages++) {
            JsonNode page = api.get("/me/conversations", next.get());
            boolean older = false;
            for (JsonNode conversation : page.path("data")) {
                if (GraphTime.of(conversation.path("updated_time"))
                        .filter(moved::isAfter)
                        .isPresent()) {
                    older = true;
                } else {
                    messages.addAll(of(conversation, from));
                }
            }
            next = older ? Optional.empty() : GraphApi.next(page);
        }
        return new Read(messages, next.map(ConversationSource::place));
    }

    /** Of the query for the next page only what says where it begins. */
    private static Map<String, String> place(Map<String, String> next) {
        var place = new LinkedHashMap<>(next);
        place.keySet().removeAll(ALL.keySet());
        return place;
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
