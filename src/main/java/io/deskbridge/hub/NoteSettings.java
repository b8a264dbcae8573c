package io.deskbridge.hub;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How agents are told of what went well.
 *
 * @param success how an agent learns that an answer was published
 * @param tag what then stands on the ticket with {@link Success#TAG}
 * @param delivery how an agent learns that the customer got an answer, and saw it, where the network tells
 */
@ConfigurationProperties("deskbridge.notes")
record NoteSettings(
        @DefaultValue("note") Success success,
        @DefaultValue("published") String tag,
        @DefaultValue("tag") Delivery delivery) {

    enum Success {
        NOTE,
        /** A note still, where the desk has no tags. */
        TAG,
        NONE
    }

    enum Delivery {
        /** Of the newest answer; nothing, where the desk has no tags. */
        TAG,
        /** For each answer one when it arrived, and one when it was seen. */
        NOTE,
        NONE
    }

    NoteSettings {
        tag = tag.strip();
        if (tag.isEmpty() || tag.matches(".*[\\s,].*")) {
            throw new ConfigurationMistakes(
                    List.of("deskbridge.notes.tag is \"" + tag + "\" and must be one word without spaces or commas"));
        }
    }
}
