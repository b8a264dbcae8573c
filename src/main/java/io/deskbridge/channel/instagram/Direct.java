package io.deskbridge.channel.instagram;

import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import java.time.Instant;

/** Makes private messages: webhook and list must give the same. One conversation a person. */
final class Direct {
    private final Account us;
    private final Asked<Author> people;

    Direct(Account us, Asked<Author> people) {
        this.us = us;
        this.people = people;
    }

    /**
     * A message without words yet.
     *
     * @param customer the person's number for our account, which is the thread
     * @param ours whether our side wrote it
     */
    MessageBuilder message(String id, String customer, boolean ours, Instant at) {
        Author author = ours
                ? Wire.author(us.id(), us.username(), us.username())
                : people.of(customer).orElseGet(() -> Author.unknown(customer));
        return new MessageBuilder(us.channel(), id, Kind.DIRECT, customer, author, at)
                .revision("first", at)
                .ours(ours);
    }

    /** With what is in it; what Instagram does not show is named. */
    static MessageBuilder filled(MessageBuilder message, Contents contents) {
        message.text(contents.text()).attachments(contents.files());
        return contents.complete()
                ? message
                : message.text(contents.text().isEmpty() ? "(see Instagram)" : contents.text())
                        .unread("a part that Instagram does not show to programs");
    }
}
