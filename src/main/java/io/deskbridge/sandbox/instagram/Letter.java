package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A private message between an account and a person.
 *
 * @param message as the webhook writes it, without its id: text, attachments, reply_to, metadata
 * @param about the comment that it answers in private
 */
record Letter(
        String id,
        Who account,
        Who person,
        boolean fromAccount,
        ObjectNode message,
        Optional<String> about,
        Instant at) {

    Letter saying(ObjectNode now) {
        return new Letter(id, account, person, fromAccount, now, about, at);
    }

    Who from() {
        return fromAccount ? account : person;
    }

    Who to() {
        return fromAccount ? person : account;
    }

    /** What people see of it. */
    String words() {
        String text = message.path("text").asText("");
        StringBuilder words = new StringBuilder(text);
        message.path("attachments").forEach(attachment -> words.append(words.isEmpty() ? "" : " ")
                .append('[')
                .append(attachment.path("type").asText())
                .append(']'));
        return words.toString();
    }
}
