package io.deskbridge.contract;

import io.deskbridge.core.Author;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Messages as the hub hands them to a desk, one fresh conversation a test. */
public final class DeskMessages {
    /** A source for messages that have no attachments. */
    public static final Media.Source NO_MEDIA = (attachment, maxBytes) -> {
        throw new Failure.Rejected("this message has no attachments");
    };

    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() % 1_000_000_000);

    private final Conversation conversation = new Conversation("acme-x", "thread-" + NUMBERS.incrementAndGet());

    public Conversation conversation() {
        return conversation;
    }

    public String externalId() {
        return conversation.externalId();
    }

    public static Author anna() {
        return author("4711", "anna", "Anna Ångström");
    }

    public static Author author(String id, String handle, String name) {
        return new Author(
                id,
                handle,
                name,
                Optional.of(URI.create("https://social.example/" + id)),
                Optional.empty(),
                OptionalLong.of(42),
                false);
    }

    /** A message of that author in this conversation, with an address of its own. */
    public MessageBuilder message(Author author, String text) {
        String id = String.valueOf(NUMBERS.incrementAndGet());
        return new MessageBuilder(
                        conversation.channel(),
                        id,
                        Kind.MENTION,
                        conversation.thread(),
                        author,
                        Instant.parse("2026-03-04T05:06:07Z"))
                .text(text)
                .permalink(URI.create("https://social.example/" + author.id() + "/status/" + id));
    }

    /** As the hub renders it: the words, and below them who wrote them and where. */
    public static Entry entry(Message message, Media.Source media) {
        String below = message.author().name() + " (@" + message.author().handle() + ")"
                + message.permalink().map(uri -> "\n" + uri).orElse("");
        return new Entry(
                "entry-" + message.id().value() + "-" + message.revision().id(),
                message,
                message.text() + "\n\n" + below,
                media);
    }

    public Entry entry(Author author, String text) {
        return entry(message(author, text).build(), NO_MEDIA);
    }

    public Entry entry(String text) {
        return entry(anna(), text);
    }

    public NewTicket ticket(String subject, Map<String, String> options, Entry... entries) {
        return new NewTicket(externalId(), subject, List.of(entries), options);
    }

    public NewTicket ticket(Entry... entries) {
        return ticket("Anna asks on X", Map.of(), entries);
    }

    public Update update(Entry... entries) {
        return new Update(externalId(), "Anna asks on X", List.of(entries), Map.of());
    }

    public Note note(String text) {
        return new Note("note-" + NUMBERS.incrementAndGet(), text);
    }

    /** What is known of the opening of a ticket whose outcome is not. */
    public Trace trace(Entry first) {
        return new Trace(externalId(), Optional.empty(), first.key());
    }
}
