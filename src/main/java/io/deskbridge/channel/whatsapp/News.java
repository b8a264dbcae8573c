package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.http.meta.MetaNews;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what one change of a webhook call tells. Only three kinds of change are about customers; the others are about the
 * account and go to the log.
 */
final class News {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final String channel;
    private final Clock clock;

    News(String channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /** What people wrote, in the order of the call; nothing of it is left out. */
    List<Message> messages(MetaNews told) {
        JsonNode value = told.value();
        return switch (told.field()) {
            case "messages" -> customers(value);
            case "smb_message_echoes" -> colleagues(value);
            case "user_id_update" -> newIds(value);
            default -> {
                account(told);
                yield List.of();
            }
        };
    }

    /** What became of replies, in the order of the call. */
    List<DeliveryStatus> statuses(MetaNews told) {
        return told.field().equals("messages")
                ? StreamSupport.stream(told.value().path("statuses").spliterator(), false)
                        .flatMap(status -> Statuses.read(channel, status, clock.instant()).stream())
                        .toList()
                : List.of();
    }

    private List<Message> customers(JsonNode value) {
        var people = new People(value.path("contacts"));
        var messages = new ArrayList<Message>();
        for (JsonNode message : value.path("messages")) {
            messages.add(new IncomingMessage(channel, message, people.sender(message), clock.instant()).read());
        }
        for (JsonNode error : value.path("errors")) {
            LOG.warn(
                    "{}: WhatsApp tells of an error: {}",
                    channel,
                    Refusals.words(error).english());
        }
        return messages;
    }

    /** What a colleague wrote in the phone's own app, where the number is used there too. */
    private List<Message> colleagues(JsonNode value) {
        var messages = new ArrayList<Message>();
        for (JsonNode echo : value.path("message_echoes")) {
            String customer = echo.path("to_user_id").asText(echo.path("to").asText("unknown"));
            Author us = Author.unknown(echo.path("from").asText("us"));
            messages.add(new IncomingMessage(channel, echo, new People.Sender(us, customer), clock.instant()).echo());
        }
        return messages;
    }

    /** A customer with a new phone number has a new id, under which a new conversation begins. */
    private List<Message> newIds(JsonNode value) {
        var messages = new ArrayList<Message>();
        for (JsonNode update : value.path("user_id_update")) {
            String before = update.path("user_id").path("previous").asText("unknown");
            String now = update.path("user_id").path("current").asText("unknown");
            String words = update.path("detail").asText("") + " " + before + " → " + now;
            messages.add(new MessageBuilder(
                            channel,
                            "user-id-update-" + before + "-" + now,
                            Kind.DIRECT,
                            before,
                            Author.unknown(before),
                            time(update.path("timestamp"), clock.instant()))
                    .text(words.strip())
                    .dismissal("system message: the customer's id changed from " + before + " to " + now)
                    .build());
        }
        return messages;
    }

    private void account(MetaNews told) {
        String words = told.value().toString();
        String shown = words.length() > 300 ? words.substring(0, 300) + "…" : words;
        if (told.field().equals("account_update") || told.field().equals("phone_number_quality_update")) {
            LOG.warn("{}: WhatsApp tells of {}: {}", channel, told.field(), shown);
        } else if (told.field().equals("history") || told.field().equals("smb_app_state_sync")) {
            LOG.info("{}: WhatsApp hands over its {}; old messages make no tickets", channel, told.field());
        } else {
            LOG.info("{}: WhatsApp tells of {}, which concerns no customer: {}", channel, told.field(), shown);
        }
    }

    /** Seconds since 1970, as text. */
    static Instant time(JsonNode seconds, Instant otherwise) {
        long value = seconds.asLong(0);
        return value > 0 && value < 100_000_000_000L ? Instant.ofEpochSecond(value) : otherwise;
    }
}
