package io.deskbridge.http.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a webhook call tells: calls bring many, of many accounts, in no order.
 *
 * @param object what kind of account: {@code page}, {@code instagram}, {@code whatsapp_business_account}
 * @param account the id that Meta gives it: of the page, of the Instagram account, of the WhatsApp business account; empty
 *     when the call has none
 * @param phoneNumberId of a WhatsApp business account, which has several; empty elsewhere
 * @param field what it is about: {@code feed}, {@code mention}, {@code messages} ... of a change, {@code messaging} or
 *     {@code standby} of a direct message; {@code unknown} of an entry that has none of them
 * @param at when Meta put the call together; empty when it does not tell
 * @param value what is told
 */
public record MetaNews(
        String object,
        String account,
        Optional<String> phoneNumberId,
        String field,
        Optional<Instant> at,
        JsonNode value) {

    /** Whom this addresses, in words for an admin. */
    public String addressee() {
        return object + " " + account
                + phoneNumberId.map(id -> ", phone number " + id).orElse("") + ", " + field;
    }

    /** All that a call tells, as it stands there; empty when it is no call of Meta's. */
    static List<MetaNews> of(JsonNode call) {
        String object = call.path("object").asText("");
        var news = new ArrayList<MetaNews>();
        for (JsonNode entry : call.path("entry")) {
            int before = news.size();
            for (JsonNode change : entry.path("changes")) {
                news.add(of(object, entry, change.path("field").asText("unknown"), change.path("value")));
            }
            for (String field : new String[] {"messaging", "standby"}) {
                for (JsonNode event : entry.path(field)) {
                    news.add(of(object, entry, field, event));
                }
            }
            if (news.size() == before) {
                news.add(of(object, entry, "unknown", entry));
            }
        }
        return news;
    }

    private static MetaNews of(String object, JsonNode entry, String field, JsonNode value) {
        String number = value.path("metadata").path("phone_number_id").asText("");
        return new MetaNews(
                object,
                entry.path("id").asText(""),
                number.isEmpty() ? Optional.empty() : Optional.of(number),
                field,
                time(entry.path("time").asLong(0)),
                value);
    }

    /** In seconds where something changed, in milliseconds where somebody wrote. */
    private static Optional<Instant> time(long value) {
        if (value <= 0) {
            return Optional.empty();
        }
        return Optional.of(value < 100_000_000_000L ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value));
    }
}
