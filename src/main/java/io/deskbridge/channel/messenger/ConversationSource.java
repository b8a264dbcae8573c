package io.deskbridge.channel.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Source;
import io.deskbridge.http.meta.Gap;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphTime;
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
 * Makes up for what the webhook missed: conversations that moved since the last look, and the newest messages of each.
 */
final class ConversationSource implements Source<Message> {
    /** Of one poll; the next one reads on. */
    private static final int MOST_PAGES = 50;
    /** So many of a conversation's newest messages are shown. */
    static final int SHOWN = 20;

    static final String MESSAGES = "messages.limit(" + SHOWN + "){id,created_time,from,message,attachments,sticker}";

    private static final Map<String, String> ALL =
            Map.of("platform", "messenger", "limit", "25", "fields", "id,updated_time,participants," + MESSAGES);

    private final MessengerSettings settings;
    private final String channel;
    private final GraphApi api;
    private final People people;
    private final Clock clock;

    ConversationSource(MessengerSettings settings, String channel, GraphApi api, People people, Clock clock) {
        this.settings = settings;
        this.channel = channel;
        this.api = api;
        this.people = people;
        this.clock = clock;
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
            JsonNode page = api.get("/" + settings.pageId() + "/conversations", next.get());
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
        Collections.reverse(messages);
        return new Read(messages, next.map(ConversationSource::place));
    }

    /** Of the query for the next page only what says where it begins. */
    private static Map<String, String> place(Map<String, String> next) {
        var place = new LinkedHashMap<>(next);
        place.keySet().removeAll(ALL.keySet());
        return place;
    }

    /** Newest first, as the list is. */
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
                messages.add(message(message, thread, customer.path("name").asText(""), at));
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
