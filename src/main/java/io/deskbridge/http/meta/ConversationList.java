package io.deskbridge.http.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meta's list of an account's private conversations, the one that moved last first, each with its newest messages: read
 * to make up for what the webhook missed.
 */
public final class ConversationList {
    /** Of one poll; the next one reads on. */
    private static final int MOST_PAGES = 50;

    private final GraphApi api;
    private final String path;
    private final Map<String, String> query;
    private final Reading reading;
    private final Duration history;
    private final Clock clock;

    /** How a network's conversations are read. */
    @FunctionalInterface
    public interface Reading {
        /** The messages of a listed conversation that are not older, oldest first; none where it tells no customer. */
        List<Message> messages(JsonNode conversation, Instant from);
    }

    /**
     * @param path of the list
     * @param query for its first page, with {@code updated_time} among the fields
     * @param history how far the first look goes back
     */
    public ConversationList(
            GraphApi api, String path, Map<String, String> query, Reading reading, Duration history, Clock clock) {
        this.api = api;
        this.path = path;
        this.query = Map.copyOf(query);
        this.reading = reading;
        this.history = history;
        this.clock = clock;
    }

    /** What came since the cursor, oldest first; a long list in several polls, of which none moves the cursor too far. */
    public Batch<Message> poll(Cursor since) {
        ReadMark mark = ReadMark.of(since, clock.instant().minus(history));
        Optional<Gap> rest = mark.gap().filter(Gap::hasRest);
        if (rest.isPresent()) {
            return readOn(mark, rest.get());
        }
        Instant from = mark.gap().map(Gap::from).orElse(mark.from());
        Read read = read(Map.of(), mark.from(), from);
        return mark.brought(read.messages(), read.rest().map(place -> new Gap(from, place)));
    }

    private Batch<Message> readOn(ReadMark mark, Gap gap) {
        try {
            Read read = read(gap.goOn(), gap.from(), gap.from());
            return mark.caughtUp(
                    read.messages(), new Gap(gap.from(), read.rest().orElse(Map.of())));
        } catch (Failure.Rejected forgotten) {
            // Meta does not know any more where the rest began: all of it is read anew, in its pace if that goes on so
            return new Batch<>(List.of(), ReadMark.anew(gap.from()), false);
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
        var conversations = new ArrayList<List<Message>>();
        var first = new LinkedHashMap<>(query);
        first.putAll(where);
        Optional<Map<String, String>> next = Optional.of(first);
        for (int pages = 0; next.isPresent() && pages < MOST_PAGES; pages++) {
            JsonNode page = api.get(path, next.get());
            boolean older = false;
            for (JsonNode conversation : page.path("data")) {
                if (GraphTime.of(conversation.path("updated_time"))
                        .filter(moved::isAfter)
                        .isPresent()) {
                    older = true;
                } else {
                    conversations.add(reading.messages(conversation, from));
                }
            }
            next = older ? Optional.empty() : GraphApi.next(page);
        }
        // times are in seconds, and of two conversations the one that moved last is listed first
        Collections.reverse(conversations);
        return new Read(conversations.stream().flatMap(List::stream).toList(), next.map(this::place));
    }

    /** Of the query for the next page only what says where it begins. */
    private Map<String, String> place(Map<String, String> next) {
        var place = new LinkedHashMap<>(next);
        place.keySet().removeAll(query.keySet());
        return place;
    }
}
