package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.deskbridge.core.Author;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Who sent the messages of a call. A person is known by the id that Meta gives to her for this business alone
 * (business-scoped user id, {@code US.1349...}); the phone number may be missing since people can have user names, and
 * stands in for the id where a call has none.
 */
final class People {
    private final JsonNode contacts;

    People(JsonNode contacts) {
        this.contacts = contacts;
    }

    /**
     * @param key of the conversation with that person alone
     */
    record Sender(Author author, String key) {}

    Sender sender(JsonNode message) {
        String phone = message.path("from").asText("");
        String id = message.path("from_user_id").asText("");
        JsonNode contact = contact(id, phone);
        // a system message names whom it is about in itself
        JsonNode system = message.path("system");
        String userId = first(
                id, contact.path("user_id").asText(""), system.path("user_id").asText(""));
        String number = first(phone, contact.path("wa_id").asText(""));
        String key = first(userId, number, "unknown");
        String userName = contact.path("profile").path("username").asText("").replaceFirst("^@", "");
        return new Sender(
                new Author(
                        key,
                        first(userName, number, key),
                        contact.path("profile").path("name").asText(""),
                        profile(number),
                        Optional.empty(),
                        OptionalLong.empty(),
                        false),
                key);
    }

    /** A phone number and the id that WhatsApp makes of it can differ, so the only contact is the sender's. */
    private JsonNode contact(String id, String phone) {
        if (contacts.size() == 1) {
            return contacts.path(0);
        }
        return StreamSupport.stream(contacts.spliterator(), false)
                .filter(one -> !id.isEmpty() && one.path("user_id").asText("").equals(id)
                        || !phone.isEmpty() && one.path("wa_id").asText("").equals(phone))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static Optional<URI> profile(String number) {
        return number.matches("[0-9]{5,20}") ? Optional.of(URI.create("https://wa.me/" + number)) : Optional.empty();
    }

    private static String first(String... candidates) {
        return Stream.of(candidates).filter(one -> !one.isBlank()).findFirst().orElse("");
    }
}
